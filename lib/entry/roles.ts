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

async function main() {
  const { ADMIN_DATABASE_URL: admin, OWNER_DATABASE_URL: owner, APPLICATION_PASSWORD: password } = process.env
  if (!owner || !password) throw new Error('OWNER_DATABASE_URL and APPLICATION_PASSWORD are needed')
  if (admin) await ensureDatabase(admin, new URL(owner).pathname.slice(1))
  const separate = await ensureApplicationRole(owner, password)
  const applied = await prepareDatabase(owner, separate)
  return { url: separate ? applicationUrl(owner, password) : owner, separate, applied }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().then(
    (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0)),
    (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1)),
  )
}
