// What `npm start` takes from the environment: defaults, refusals in plain words, the secrets of this installation.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Plain, root, say } from './steps.mjs'

/** A file `.env` in the clone, for those who do not want to write variables in front of the command. */
export function readEnvFile() {
  const file = path.join(root, '.env')
  if (fs.existsSync(file)) process.loadEnvFile(file)
}

/** The variables of the contract with their defaults. An empty one counts as not set. */
export function readEnvironment() {
  const env = {
    APP_ENV: process.env.APP_ENV || 'demo',
    HOST: process.env.HOST || '127.0.0.1',
    PORT: process.env.PORT || '3000',
    DATA_DIR: path.resolve(root, process.env.DATA_DIR || '.data'),
    DEMO_PASSWORD: process.env.DEMO_PASSWORD || 'Climber-2026',
  }
  if (env.APP_ENV !== 'demo' && env.APP_ENV !== 'production')
    throw new Plain(`APP_ENV 只能是 demo 或 production，现在是「${env.APP_ENV}」 / APP_ENV is demo or production`)
  const port = Number(env.PORT)
  if (!/^\d+$/.test(env.PORT) || port < 1 || port > 65535)
    throw new Plain(`PORT 要是 1 到 65535 的数，现在是「${env.PORT}」 / PORT is a number from 1 to 65535`)
  if (env.DEMO_PASSWORD.length < 10) throw new Plain('DEMO_PASSWORD 至少 10 个字符 / DEMO_PASSWORD needs ten characters')
  checkInstant(process.env.APP_NOW)
  checkAddress(process.env.AUTH_URL)
  return env
}

function checkInstant(text) {
  if (!text) return
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Plain(`APP_NOW 要写成 2026-12-31T23:59:00+08:00 这样，现在是「${text}」 / APP_NOW is an ISO instant with its offset`)
}

function checkAddress(text) {
  if (!text) return
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
    throw new Plain(`AUTH_URL 要是对外地址，比如 https://climber.example.cn，现在是「${text}」 / AUTH_URL is the public address without a path`)
}

const secretNames = ['AUTH_SECRET', 'PII_KEY', 'BLIND_INDEX_KEY', 'APPLICATION_PASSWORD', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY']
const wellKnown = /change.?me|secret.?secret|example|default|^test|password|^(.)\1+$/i

/** Production starts only with what somebody set on purpose. */
export function checkProduction(env) {
  if (env.APP_ENV !== 'production') return
  const url = process.env.AUTH_URL
  if (!url) throw new Plain('正式环境要设 AUTH_URL（公开地址，https） / production needs AUTH_URL, the public https address')
  if (!url.startsWith('https://')) throw new Plain('正式环境的 AUTH_URL 要是 https / AUTH_URL must be https in production')
  if (!process.env.DATABASE_URL) throw new Plain('正式环境要设 DATABASE_URL（自己的 PostgreSQL 15 以上） / production needs DATABASE_URL')
  if (process.env.APP_NOW) throw new Plain('正式环境不能设 APP_NOW：时钟只能是真的 / APP_NOW is for the demo and tests only')
  for (const name of secretNames) {
    const value = process.env[name]
    if (value && (value.length < 32 || wellKnown.test(value)))
      throw new Plain(`${name} 太短或是示例值，请换成随机的 / ${name} is too short or an example value`)
  }
}

/** One level after the other: Node's own recursive mkdir never returns where the kernel makes no folders. */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder, { mode: 0o700 })
}

/** The data folder, closed for others; what can be wrong with it is said. */
export function openDataFolder(folder) {
  try {
    makeFolder(folder)
    const probe = path.join(folder, `.probe-${process.pid}`)
    fs.writeFileSync(probe, 'x')
    fs.rmSync(probe)
  } catch (error) {
    if (error.code === 'ENOSPC') throw new Plain(`磁盘满了：${folder}，请先腾出空间 / the disk is full`)
    throw new Plain(`数据文件夹不可写：${folder}。请改权限，或用 DATA_DIR=别处 npm start / the data folder is not writable: set DATA_DIR (${error.code})`)
  }
  const disk = fs.statfsSync(folder)
  if (disk.bavail * disk.bsize < 200e6) throw new Plain(`数据文件夹所在的磁盘剩余不到 200 MB：${folder} / less than 200 MB left for the data folder`)
}

const cmdlineOf = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function running(pid) {
  if (process.platform === 'linux') return cmdlineOf(pid).includes('start.mjs')
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One start per data folder. Answers whether a killed start had left its file, which is taken over. */
export function takeLock(folder) {
  const file = path.join(folder, 'start.pid')
  const before = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (before && before !== process.pid && running(before))
    throw new Plain(`这个数据文件夹已经在用（进程 ${before}）。先停掉它，或用 DATA_DIR=别处 / already running (process ${before}): stop it, or set DATA_DIR`)
  fs.writeFileSync(file, String(process.pid))
  process.on('exit', () => fs.rmSync(file, { force: true }))
  return before !== 0
}

const listens = (port, host) =>
  new Promise((done) => {
    const server = net.createServer()
    server.once('error', (error) => done(error.code ?? 'unknown'))
    server.listen(port, host, () => server.close(() => done(null)))
  })

const portWords = {
  EADDRINUSE: (env) =>
    `端口 ${env.PORT} 被占用：关掉占用它的程序，或换一个：PORT=${Number(env.PORT) + 1} npm start / port ${env.PORT} is taken: try another PORT`,
  EACCES: (env) => `没有权限用端口 ${env.PORT}，1024 以上的才行，比如 PORT=3000 / no permission for port ${env.PORT}`,
  EADDRNOTAVAIL: (env) => `HOST=${env.HOST} 不是这台机器的地址 / HOST is not an address of this machine`,
  ENOTFOUND: (env) => `HOST=${env.HOST} 找不到 / HOST cannot be resolved`,
}

/** The web processes of a start that was killed drain for some seconds and hold the port: `afterKill` waits for them. */
export async function checkPort(env, afterKill) {
  let fault = await listens(Number(env.PORT), env.HOST)
  if (fault === 'EADDRINUSE' && afterKill) say('上次没有正常停，等它的网页进程退出 / waiting for the web processes of a killed start')
  for (let i = 0; fault === 'EADDRINUSE' && afterKill && i < 100; i += 1) {
    await new Promise((done) => setTimeout(done, 250))
    fault = await listens(Number(env.PORT), env.HOST)
  }
  if (fault) throw new Plain((portWords[fault] ?? (() => `端口 ${env.PORT} 打不开 / cannot listen (${fault})`))(env))
}

/** Secrets of this installation, made once and kept closed; what the environment sets goes before. */
export function secrets(folder) {
  const file = path.join(folder, 'secrets.json')
  let kept = {}
  try {
    kept = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code !== 'ENOENT')
      throw new Plain(`${file} 读不了。它里面是加密用的钥匙，不要删，请从备份恢复 / secrets.json is damaged: restore it from a backup`)
  }
  const missing = secretNames.filter((name) => !kept[name])
  if (missing.length > 0) {
    for (const name of missing) kept[name] = name.startsWith('NEXT_') ? randomBytes(32).toString('base64') : randomBytes(48).toString('base64url')
    // whole or not at all: half a file would lose the keys of what is already encrypted
    fs.writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 })
    fs.renameSync(`${file}.new`, file)
  }
  return Object.fromEntries(secretNames.map((name) => [name, process.env[name] || kept[name]]))
}
