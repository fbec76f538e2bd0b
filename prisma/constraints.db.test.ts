// Every rule of the database refuses its violation, by its own name, whoever asks. A rule without a probe is red too.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainUniques, probes } from '@/e2e/support/database-probes'
import { rulesOfDatabase, tryProbe } from '@/e2e/support/database-rules'
import { worldSql } from '@/e2e/support/database-world'
import { createTestDatabase, type TestDatabase } from '@/lib/entry/test-database'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query(worldSql)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

test.each(probes)('$rule refuses $tries', async (probe) => {
  expect(await tryProbe(client, probe)).toMatch(probe.refusal)
})

test('every CHECK, EXCLUDE, partial unique index and trigger of the migrations has a probe', async () => {
  const probed = new Set(probes.map((probe) => probe.rule))
  const rules = (await rulesOfDatabase(client)).map((rule) => rule.name)
  expect(rules.filter((name) => !probed.has(name))).toEqual([])
  const known = new Set([...rules, ...plainUniques])
  expect([...probed].filter((name) => !known.has(name) && !name.startsWith('role:'))).toEqual([])
})
