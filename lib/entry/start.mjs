// `npm start`: everything a new user needs, from nothing to READY, and everything away again on Ctrl-C.
import fs from 'node:fs'
import path from 'node:path'
import { checkPort, checkProduction, openDataFolder, readEnvFile, readEnvironment, secrets, takeLock } from './settings.mjs'
import { checkMachine, explain, fingerprint, generate, install, isFresh, markFresh, Plain, root, run, say, typescript } from './steps.mjs'
import { restartLimit, supervisor } from './supervise.mjs'

const developing = process.argv.includes('--dev')
/** `npm start -- --rolled-back NAME`: a migration that failed was mended and may be tried again. */
const rolledBack = process.argv.includes('--rolled-back') ? (process.argv[process.argv.indexOf('--rolled-back') + 1] ?? '') : ''
const processes = supervisor(() => stop(1))
let postgres
let stopping = false

/** The embedded server, kept alive: one that dies is started again on the same port, so that every connection string stays. */
async function embedded(dataDir) {
  const { startPostgres } = await import('./postgres.mjs')
  const mayRestart = restartLimit()
  const watch = (server) => {
    postgres = server
    server.child.once('exit', async (code, signal) => {
      if (stopping) return
      if (!mayRestart()) {
        say('数据库一分钟里停了太多次，不再重启 / the database died too often')
        return stop(1)
      }
      say(`数据库停了（${signal ?? code}），重新启动 / the database died, starting it again`)
      try {
        watch(await startPostgres(dataDir, { onlyPort: server.port }))
        say('数据库恢复了 / the database is back')
      } catch (error) {
        explain(error)
        stop(1)
      }
    })
    return server
  }
  return watch(await startPostgres(dataDir))
}

async function database(settings) {
  let ownerUrl = process.env.DATABASE_URL
  let adminUrl = ''
  if (!ownerUrl) {
    say('启动数据库 / starting the database')
    const server = await embedded(settings.DATA_DIR)
    ownerUrl = server.url('climber')
    adminUrl = server.url('postgres')
  }
  // a process of its own: the engine that marks keeps the lock that the one that applies waits for
  if (rolledBack)
    run(process.execPath, [...typescript('migrate.ts'), 'rolled-back', rolledBack], {
      env: { ...settings, OWNER_DATABASE_URL: ownerUrl },
      plain: `没有这个失败的更新：${rolledBack} / there is no such failed migration`,
    })
  say('更新数据库结构 / migrating')
  const env = { ...settings, OWNER_DATABASE_URL: ownerUrl, ADMIN_DATABASE_URL: adminUrl }
  const answer = JSON.parse(
    run(process.execPath, typescript('roles.ts'), { env, plain: '数据库没有准备好，原因在上面 / the database is not ready, see above' }),
  )
  if (!answer.separate) say('提示：数据库用户不能建角色，应用与属主共用一个用户 / the application shares the owner role')
  return { OWNER_DATABASE_URL: ownerUrl, DATABASE_URL: answer.url }
}

const builtFrom = [
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
]

function build(settings) {
  const value = fingerprint(builtFrom, (file) => /\.test\.tsx?$/.test(file) || file.startsWith(path.join('lib', 'entry')))
  const standalone = path.join(root, '.next/standalone')
  if (isFresh('build', value) && fs.existsSync(path.join(standalone, 'server.js'))) return
  say('构建网页 / building（第一次约一分钟）')
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...settings, NODE_ENV: 'production' },
    plain: '网页构建失败，原因在上面 / the build failed, see above',
  })
  fs.cpSync(path.join(root, '.next/static'), path.join(standalone, '.next/static'), { recursive: true })
  fs.cpSync(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true })
  markFresh('build', value)
}

/** `npm run dev`: pages are compiled when asked for, everything else is as in `npm start`. */
function launchWeb(settings) {
  if (!developing) return processes.launch('网页', ['lib/entry/web.mjs'], settings)
  const next = ['node_modules/next/dist/bin/next', 'dev', '--hostname', settings.HOST, '--port', settings.PORT]
  return processes.launch('网页', next, { ...settings, NODE_ENV: 'development' }, { waitForWord: false })
}

async function stop(code) {
  if (stopping) return processes.kill()
  stopping = true
  if (postgres || processes.any()) say('停止 / stopping')
  await processes.stop()
  await postgres?.stop()
  process.exit(code)
}

/** Where the browser finds the portal when nobody says otherwise. */
function addressOf({ HOST, PORT }) {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

async function main() {
  checkMachine()
  readEnvFile()
  const env = readEnvironment()
  checkProduction(env)
  openDataFolder(env.DATA_DIR)
  const afterKill = takeLock(env.DATA_DIR)
  await checkPort(env, afterKill)
  install()
  generate()
  const settings = {
    ...env,
    ...secrets(env.DATA_DIR),
    NEXTAUTH_URL: process.env.AUTH_URL || addressOf(env),
    CACHE_TAG_DIR: path.join(env.DATA_DIR, 'tags'),
    FONT_DIR: path.join(root, 'node_modules/@expo-google-fonts'),
    SERVER_JS: path.join(root, '.next/standalone/server.js'),
    NEXT_TELEMETRY_DISABLED: '1',
    // one start for the set clock of all processes, also of those that are started again
    APP_STARTED_AT: String(Date.now()),
  }
  Object.assign(settings, await database(settings))
  say('准备数据 / preparing rows')
  run(process.execPath, typescript('seed.ts'), { env: settings, show: true, plain: '数据没有准备好，原因在上面 / the rows are not ready, see above' })
  if (!developing) build(settings)
  say('启动网页与后台 / starting web and worker')
  await Promise.all([launchWeb(settings), processes.launch('后台', typescript('worker.ts'), settings)])
  process.stdout.write(`\nREADY ${settings.NEXTAUTH_URL}\n`)
  if (env.APP_ENV === 'demo') {
    const { demoNames } = await import('../../prisma/seed/demo/names.mjs')
    process.stdout.write(`演示账号（密码 ${env.DEMO_PASSWORD}）/ demo accounts:\n  ${demoNames.join(' ')}\n按 Ctrl-C 停止 / Ctrl-C stops\n`)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))
main().catch(async (error) => {
  if (stopping) return
  explain(error instanceof Error ? error : new Plain(String(error)))
  await stop(1)
})
