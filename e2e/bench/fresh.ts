// A database of their own for measurements: dropped, made anew, migrated, with reference rows and the application's role.
import pg from 'pg'
import { ensureApplicationRole, prepareDatabase } from '@/lib/entry/roles'
import { seedReference } from '@/prisma/seed/reference'

/** `admin`: the server's own database; `url`: the one to make, as its owner; `password`: of the application's role. */
export async function freshDatabase(admin: string, url: string, password: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  await ensureApplicationRole(url, password)
  await prepareDatabase(url)
  await seedReference(url)
}
