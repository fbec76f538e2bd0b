// Before the database tests: a PostgreSQL of their own in .test (TEST_NAME lets two runs stand side by side), and one migrated template with the reference rows.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { seedReference } from '@/prisma/seed/reference'
import { startPostgres } from './postgres.mjs'
import { ensureApplicationRole, prepareDatabase } from './roles'

export default async function setup() {
  const server = await startPostgres(path.resolve('.test', process.env.TEST_NAME ?? 'unit'), {
    firstPort: 15532,
    settings: { fsync: 'off', max_connections: '200' },
  })
  const password = randomBytes(16).toString('hex')
  const template = server.url('climber_template')
  const pg = await import('pg')
  const client = new pg.default.Client({ connectionString: server.url('postgres') })
  await client.connect()
  await client.query('DROP DATABASE IF EXISTS climber_template WITH (FORCE)')
  await client.query('CREATE DATABASE climber_template')
  await client.end()
  await ensureApplicationRole(template, password)
  await prepareDatabase(template)
  await seedReference(template)
  // the schema engine's pool keeps a connection for a while; a template must have none
  const cleaner = new pg.default.Client({ connectionString: server.url('postgres') })
  await cleaner.connect()
  await cleaner.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'climber_template'")
  await cleaner.end()
  process.env.TEST_ADMIN_URL = server.url('postgres')
  process.env.TEST_APPLICATION_PASSWORD = password
  return () => server.stop()
}
