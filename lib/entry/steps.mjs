// Steps that both commands share; plain JavaScript, because nothing is installed when the first of them runs.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(fileURLToPath(import.meta.url), '../../..')
const began = Date.now()

/** A line of progress with the seconds since the start. */
export const say = (text) => process.stdout.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)}s] ${text}\n`)

/** What a person can do something about: shown without a stack. */
export class Plain extends Error {}

export function checkMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Plain(`需要 Node.js 20.19 以上，现在是 ${process.versions.node} / Node.js 20.19 or newer is needed: https://nodejs.org`)
  try {
    fs.accessSync(root, fs.constants.W_OK)
  } catch {
    throw new Plain(`文件夹不可写：${root}，请换一个位置或改权限 / the folder is not writable`)
  }
  const disk = fs.statfsSync(root)
  if (disk.bavail * disk.bsize < 2e9 && !fs.existsSync(path.join(root, 'node_modules')))
    throw new Plain('磁盘剩余不到 2 GB，安装会失败，请先腾出空间 / less than 2 GB left on the disk')
}

/** SHA-256 over the files below the given paths (names and bytes); `skip` leaves files out by their path from the root. */
export function fingerprint(paths, skip = () => false) {
  const hash = createHash('sha256')
  const walk = (at) => {
    const stat = fs.statSync(at, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(at).sort()) if (!name.startsWith('.') && name !== 'generated') walk(path.join(at, name))
    } else if (!skip(path.relative(root, at))) hash.update(path.relative(root, at)).update(fs.readFileSync(at))
  }
  for (const p of paths) walk(path.join(root, p))
  return hash.digest('hex')
}

const stampFile = (name) => path.join(root, 'node_modules', `.climber-${name}`)
export const isFresh = (name, value) => fs.existsSync(stampFile(name)) && fs.readFileSync(stampFile(name), 'utf8') === value
export const markFresh = (name, value) => fs.writeFileSync(stampFile(name), value)

/** Runs a command to its end; its output appears only when it fails (or always with `show`). */
export function run(command, args, { env = {}, show = false, plain } = {}) {
  const done = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8', stdio: show ? 'inherit' : 'pipe', maxBuffer: 1 << 28 })
  if (done.status !== 0) {
    if (!show) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`)
    throw new Plain(plain ?? `失败 / failed: ${command} ${args.join(' ')} (${done.status ?? done.signal})`)
  }
  return done.stdout ?? ''
}

/** Starts a child that lives on; its output goes to ours. */
export const start = (args, env) =>
  spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

/** TypeScript entries run through tsx, with the server's module condition. */
export const typescript = (file) => ['--conditions=react-server', '--import', 'tsx', path.join('lib/entry', file)]

export function install() {
  const value = fingerprint(['package.json', 'package-lock.json'])
  if (isFresh('install', value)) return
  say('安装依赖 / installing packages（第一次要几分钟）')
  run('npm', ['install', '--no-audit', '--no-fund'], {
    plain: '安装依赖失败：请检查网络或 npm 源后重试 / npm install failed: check the network or the registry',
  })
  markFresh('install', fingerprint(['package.json', 'package-lock.json']))
}

export function generate() {
  const value = fingerprint(['prisma/schema', 'prisma.config.ts'])
  if (isFresh('generate', value) && fs.existsSync(path.join(root, 'prisma/generated/client.ts'))) return
  say('生成数据库客户端 / generating the database client')
  // the native engine is never used (ADR 0002); without this stub the command would try to download it
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' } })
  markFresh('generate', value)
}

const systemWords = {
  ENOSPC: '磁盘满了，请先腾出空间再试 / the disk is full',
  EROFS: '文件夹是只读的，请换一个位置 / the file system is read-only',
  EACCES: '没有权限写文件 / no permission to write',
  EPERM: '系统不允许这一步 / not permitted',
  EDQUOT: '磁盘配额用完了 / the disk quota is used up',
}

/** Reports an error the way a person can act on and sets the exit code. */
export function explain(error) {
  const known = systemWords[error?.code]
  if (error instanceof Plain) process.stderr.write(`\n${error.message}\n`)
  else if (known) process.stderr.write(`\n${known}\n  ${error.path ?? error.message}\n`)
  else process.stderr.write(`\n${error?.stack ?? error}\n`)
  process.exitCode = 1
}
