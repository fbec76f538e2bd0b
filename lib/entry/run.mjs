// `node lib/entry/run.mjs NAME …`: runs lib/entry/NAME.ts on the installation of this folder. The database in use is
// DATABASE_URL, or the embedded one of DATA_DIR, which is started for the time of the command when it does not run; some
// commands need none.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { checkMachine, explain, generate, install, Plain, root, typescript } from './steps.mjs'

const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')

/** Commands for people who have a file and nothing else. */
const withoutDatabase = new Set(['draw-verify'])

async function database(name) {
  if (withoutDatabase.has(name)) return { url: process.env.DATABASE_URL ?? '', stop: async () => {} }
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} }
  const { reachPostgres, startPostgres } = await import('./postgres.mjs')
  const running = reachPostgres(dataDir)
  if (running) return { url: running.url('climber'), stop: async () => {} }
  if (!fs.existsSync(path.join(dataDir, 'pg.password')))
    throw new Plain('这里还没有数据：先运行一次 npm start，或设 DATABASE_URL / no data here yet: run npm start once, or set DATABASE_URL')
  const started = await startPostgres(dataDir)
  return { url: started.url('climber'), stop: started.stop }
}

/** What the server knows of this installation; secrets are those that `npm start` made. */
function settings(ownerUrl) {
  const file = path.join(dataDir, 'secrets.json')
  const secrets = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
  return {
    APP_ENV: process.env.APP_ENV || 'demo',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    ...secrets,
    DATA_DIR: dataDir,
    CACHE_TAG_DIR: path.join(dataDir, 'tags'),
    NEXTAUTH_URL: process.env.AUTH_URL || `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || '3000'}`,
    OWNER_DATABASE_URL: ownerUrl,
    DATABASE_URL: ownerUrl,
  }
}

async function main([name, ...rest]) {
  if (!name || !fs.existsSync(path.join(root, 'lib/entry', `${name}.ts`))) throw new Plain('usage: node lib/entry/run.mjs NAME …')
  checkMachine()
  install()
  if (!withoutDatabase.has(name)) generate()
  const { url, stop } = await database(name)
  try {
    const child = spawn(process.execPath, [...typescript(`${name}.ts`), ...rest], { cwd: root, env: { ...process.env, ...settings(url) }, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    process.exitCode = await new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
  } finally {
    await stop()
  }
}

main(process.argv.slice(2)).catch(explain)
