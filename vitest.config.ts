import path from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = { '@': path.resolve('.'), 'server-only': path.resolve('e2e/support/empty.ts') }
const env = {
  APP_ENV: 'demo',
  DATABASE_URL: 'postgresql://set-by-the-test',
  DATA_DIR: '.test/files',
  AUTH_SECRET: 'test-secret-test-secret-test-secret-1',
  PII_KEY: 'test-key-test-key-test-key-test-key-test-1',
  BLIND_INDEX_KEY: 'test-index-test-index-test-index-test-index-1',
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  LOG_LEVEL: 'silent',
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'pure',
          env,
          include: ['lib/**/*.test.ts', 'app/**/*.test.ts', 'prisma/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          env,
          include: ['lib/**/*.db.test.ts', 'prisma/**/*.db.test.ts'],
          globalSetup: ['lib/entry/vitest-global.ts'],
          pool: 'forks',
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
