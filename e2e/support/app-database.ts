// The database of the app under test, as its owner: for looking at what a browser cannot see.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { reachPostgres } from '../../lib/entry/postgres.mjs'

export const dataDir = path.resolve(process.env.TEST_DATA_DIR ?? process.env.DATA_DIR ?? '.data')

export function appDatabaseUrl(): string {
  const url = process.env.DATABASE_URL ?? reachPostgres(dataDir)?.url('climber')
  if (!url) throw new Error(`no running database in ${dataDir}`)
  return url
}

export async function withAppDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: appDatabaseUrl(), options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A secret that `npm start` made for this installation. */
export function installedSecret(name: string): string {
  const file = path.join(dataDir, 'secrets.json')
  const secrets: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const value = process.env[name] ?? secrets[name]
  if (!value) throw new Error(`${name} is not known`)
  return value
}

/** An auditor of the gates' own, with the demo's password: its sessions and rights may be taken away without disturbing anybody. */
export const makeGateAccount = (login: string): Promise<void> =>
  withAppDatabase(async (client) => {
    const found = await client.query('SELECT 1 FROM app_user WHERE login_name = $1', [login])
    if (found.rowCount) return
    await client.query(
      `WITH p AS (INSERT INTO person (state, name, source) VALUES ('registered', '闸门审计', 'demo') RETURNING id),
            u AS (INSERT INTO app_user (person_id, login_name, password_hash, demo)
                  SELECT p.id, $1, (SELECT password_hash FROM app_user WHERE login_name = 'auditor'), true FROM p RETURNING id)
       INSERT INTO role_grant (user_id, role_code, department_code) SELECT id, 'auditor', 'audit' FROM u`,
      [login],
    )
  })
