// Two database roles: the owner makes the tables, the application may only use them (ADR 0004).
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { applyMigrations } from './migrate'

const APPLICATION_ROLE = 'climber_app'

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Creates the database when it is missing. `adminUrl` may name any database of the server. */
export const ensureDatabase = (adminUrl: string, name: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  })

/** Creates or updates the application's role; answers false where the owner may not create roles. */
export const ensureApplicationRole = (ownerUrl: string, password: string): Promise<boolean> =>
  withClient(ownerUrl, async (client) => {
    try {
      const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE])
      const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER'
      await client.query(`${verb} ROLE ${APPLICATION_ROLE} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
      return true
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return false
      throw error
    }
  })

/** Migrates, prepares the job queue, and gives the application exactly what prisma/grants.sql says. */
export async function prepareDatabase(ownerUrl: string, withApplicationRole = true): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, options: '-c TimeZone=UTC' })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
  const grants = 'prisma/grants.sql'
  if (withApplicationRole && existsSync(grants)) await withClient(ownerUrl, (client) => client.query(readFileSync(grants, 'utf8')))
  return applied
}

/** The same server and database under the application's role. */
export function applicationUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = APPLICATION_ROLE
  url.password = password
  return url.href
}

/** What a server must be: PostgreSQL 15 or newer, in UTF-8. */
const checkServer = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: string; encoding: string }>(
      "SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding",
    )
    const { version = '0', encoding = '' } = rows[0] ?? {}
    if (Number(version) < 150_000) throw new Error(`需要 PostgreSQL 15 以上，现在是 ${version} / PostgreSQL 15 or newer is needed`)
    if (encoding !== 'UTF8') throw new Error(`数据库编码要是 UTF8，现在是 ${encoding} / the database must be encoded in UTF8`)
  })

const connectionWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连不上数据库：服务没有开，或地址、端口不对，请看 DATABASE_URL / cannot connect: check DATABASE_URL',
  ENOTFOUND: '找不到数据库的主机，请看 DATABASE_URL / unknown database host: check DATABASE_URL',
  ETIMEDOUT: '数据库没有应答，请看 DATABASE_URL 和网络 / the database does not answer',
  '28P01': '数据库不认这个用户名和密码，请看 DATABASE_URL / wrong database user or password: check DATABASE_URL',
  '28000': '数据库不让这个用户登录，请看 DATABASE_URL / the database refuses this user: check DATABASE_URL',
  '3D000': '这个数据库还没有建：先 CREATE DATABASE，再启动 / the database does not exist: create it first',
  '42501': '数据库用户没有建表、建扩展的权限，请用属主 / the database user must own the database',
}

/** A failure in words that say how to go on. Migrations are whole or not at all, so a failed one may be tried again. */
function explained(error: unknown): string {
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const failed = /`(\d{14}_\w+)` migration|migration_name="(\d{14}_\w+)"/.exec(message)
  if (!failed) return connectionWords[code] ? `${connectionWords[code]}\n  ${message}` : message
  const name = failed[1] ?? failed[2]
  // below the first lines stands where the engine was, which helps nobody here
  return `${message.split(/\n\s+0: /)[0]}\n\n数据库结构更新 ${name} 失败，这一步没有留下改动，数据还是原样。\n找到原因改好后运行：npm start -- --rolled-back ${name}\nmigration ${name} failed and left nothing behind; mend the cause, then run the line above`
}

async function main() {
  const { ADMIN_DATABASE_URL: admin, OWNER_DATABASE_URL: owner, APPLICATION_PASSWORD: password } = process.env
  if (!owner || !password) throw new Error('OWNER_DATABASE_URL and APPLICATION_PASSWORD are needed')
  if (admin) await ensureDatabase(admin, new URL(owner).pathname.slice(1))
  await checkServer(owner)
  const separate = await ensureApplicationRole(owner, password)
  const applied = await prepareDatabase(owner, separate)
  return { url: separate ? applicationUrl(owner, password) : owner, separate, applied }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().then(
    (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0)),
    (error: unknown) => process.stderr.write(`\n${explained(error)}\n`, () => process.exit(1)),
  )
}
