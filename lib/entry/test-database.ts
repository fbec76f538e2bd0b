// A real database for each test file: a copy of one migrated template, under both roles.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { applicationUrl } from './roles'

export interface TestDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  drop(): Promise<void>
}

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_ADMIN_URL })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** CREATE DATABASE … TEMPLATE: about 50 ms. The caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const base = process.env.TEST_ADMIN_URL
  const password = process.env.TEST_APPLICATION_PASSWORD
  if (!base || !password) throw new Error('database tests run under vitest.global.ts')
  const name = `climber_test_${randomBytes(5).toString('hex')}`
  await admin(`CREATE DATABASE ${name} TEMPLATE climber_template`)
  const owner = new URL(base)
  owner.pathname = `/${name}`
  return { ownerUrl: owner.href, appUrl: applicationUrl(owner.href, password), drop: () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}
