// `npm start`: everything a new user needs, from nothing to READY, and everything away again on Ctrl-C.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { checkMachine, explain, fingerprint, generate, install, isFresh, markFresh, Plain, root, run, say, start, typescript } from './steps.mjs'

const env = {
  APP_ENV: process.env.APP_ENV || 'demo',
  HOST: process.env.HOST || '127.0.0.1',
  PORT: process.env.PORT || '3000',
  DATA_DIR: path.resolve(root, process.env.DATA_DIR || '.data'),
  DEMO_PASSWORD: process.env.DEMO_PASSWORD || 'Climber-2026',
}
const address = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`
const children = []
let postgres
let stopping = false
const developing = process.argv.includes('--dev')

function checkProduction() {
  if (env.APP_ENV !== 'production') return
  if (!process.env.AUTH_URL) throw new Plain('正式环境要设 AUTH_URL（公开地址）/ production needs AUTH_URL')
  if (!process.env.DATABASE_URL) throw new Plain('正式环境要设 DATABASE_URL / production needs DATABASE_URL')
}

function portFree() {
  return new Promise((done, fail) => {
    const server = net.createServer()
    server.once('error', (error) =>
      fail(
        new Plain(
          error.code === 'EADDRINUSE'
            ? `端口 ${env.PORT} 被占用：关掉占用它的程序，或用 PORT=3001 npm start / port ${env.PORT} is taken: try PORT=3001 npm start`
            : `${error.message}`,
        ),
      ),
    )
    server.listen(Number(env.PORT), env.HOST, () => server.close(done))
  })
}

const running = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs')
  } catch {
    try {
      process.kill(pid, 0)
      return process.platform !== 'linux'
    } catch {
      return false
    }
  }
}

/** One start per data folder; the file of a killed one is taken over. */
function takeLock() {
  fs.mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 })
  const file = path.join(env.DATA_DIR, 'start.pid')
  const before = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (before && before !== process.pid && running(before)) throw new Plain(`已经在运行（进程 ${before}）/ already running (process ${before})`)
  fs.writeFileSync(file, String(process.pid))
  process.on('exit', () => fs.rmSync(file, { force: true }))
}

/** Secrets of this installation, made once and kept closed. */
function secrets() {
  const file = path.join(env.DATA_DIR, 'secrets.json')
  if (!fs.existsSync(file)) {
    const make = () => randomBytes(48).toString('base64url')
    const made = {
      AUTH_SECRET: make(),
      PII_KEY: make(),
      BLIND_INDEX_KEY: make(),
      APPLICATION_PASSWORD: make(),
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    }
    fs.writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

async function database(settings) {
  let ownerUrl = process.env.DATABASE_URL
  let adminUrl = ''
  if (!ownerUrl) {
    say('启动数据库 / starting the database')
    const { startPostgres } = await import('./postgres.mjs')
    postgres = await startPostgres(env.DATA_DIR)
    ownerUrl = postgres.url('climber')
    adminUrl = postgres.url('postgres')
  }
  say('更新数据库结构 / migrating')
  const answer = JSON.parse(run(process.execPath, typescript('roles.ts'), { env: { ...settings, OWNER_DATABASE_URL: ownerUrl, ADMIN_DATABASE_URL: adminUrl } }))
  if (!answer.separate) say('提示：数据库用户不能建角色，应用与属主共用一个用户 / the application shares the owner role')
  return { OWNER_DATABASE_URL: ownerUrl, DATABASE_URL: answer.url }
}

function build(settings) {
  const value = fingerprint([
    'app',
    'lib',
    'public',
    'prisma/schema',
    'package.json',
    'package-lock.json',
    'next.config.mjs',
    'cache-handler.cjs',
    'proxy.ts',
    'tsconfig.json',
  ])
  const server = path.join(root, '.next/standalone/server.js')
  if (isFresh('build', value) && fs.existsSync(server)) return
  say('构建网页 / building（第一次约一分钟）')
  run('npx', ['next', 'build'], { env: { ...settings, NODE_ENV: 'production' } })
  fs.cpSync(path.join(root, '.next/static'), path.join(root, '.next/standalone/.next/static'), { recursive: true })
  fs.cpSync(path.join(root, 'public'), path.join(root, '.next/standalone/public'), { recursive: true })
  markFresh('build', value)
}

/** Starts a child and waits for its word; its later death ends the whole start. */
function launch(name, args, settings) {
  const child = start(args, settings)
  children.push(child)
  return new Promise((done, fail) => {
    child.once('message', done)
    child.once('exit', (code) => {
      fail(new Error(`${name} 停了 / stopped (${code})`))
      if (!stopping) stop(1)
    })
  })
}

/** `npm run dev`: pages are compiled when asked for, everything else is as in `npm start`. */
function launchWeb(settings) {
  if (!developing) return launch('web', ['lib/entry/web.mjs'], settings)
  children.push(start(['node_modules/next/dist/bin/next', 'dev', '--hostname', env.HOST, '--port', env.PORT], { ...settings, NODE_ENV: 'development' }))
}

const ended = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once('exit', done)
        child.kill('SIGTERM')
      })

async function stop(code) {
  if (stopping) return
  stopping = true
  say('停止 / stopping')
  await Promise.all(children.map(ended))
  await postgres?.stop()
  process.exit(code)
}

async function main() {
  checkMachine()
  checkProduction()
  await portFree()
  takeLock()
  install()
  generate()
  const settings = {
    ...env,
    ...secrets(),
    NEXTAUTH_URL: process.env.AUTH_URL || address,
    CACHE_TAG_DIR: path.join(env.DATA_DIR, 'tags'),
    FONT_DIR: path.join(root, 'node_modules/@expo-google-fonts'),
    SERVER_JS: path.join(root, '.next/standalone/server.js'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
  if (!process.env.APP_NOW) delete settings.APP_NOW
  Object.assign(settings, await database(settings))
  say('准备数据 / preparing rows')
  run(process.execPath, typescript('seed.ts'), { env: settings, show: true })
  if (!developing) build(settings)
  say('启动网页与后台 / starting web and worker')
  await Promise.all([launchWeb(settings), launch('worker', typescript('worker.ts'), settings)])
  process.stdout.write(`\nREADY ${settings.NEXTAUTH_URL}\n`)
  if (env.APP_ENV === 'demo') {
    const { demoNames } = await import('../../prisma/seed/demo/names.mjs')
    process.stdout.write(`演示账号（密码 ${env.DEMO_PASSWORD}）/ demo accounts:\n  ${demoNames.join(' ')}\n按 Ctrl-C 停止 / Ctrl-C stops\n`)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))
main().catch(async (error) => {
  explain(error)
  await stop(1)
})
