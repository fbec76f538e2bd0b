import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type CrowdSize, dropConstraint, faultsOf, fire, makeCrowd } from '@/e2e/bench/crowd'
import { createTestDatabase, type TestDatabase } from '@/lib/entry/test-database'
import { openDatabase } from '@/lib/platform/db'

const size: CrowdSize = { people: 480, desks: 20, doubleClicks: 80, newKeys: 40, contested: 5 }
const WIDTH = 12

let database: TestDatabase | undefined
afterEach(() => database?.drop())

async function crowded(prepare: (owner: pg.Client) => Promise<unknown> = async () => {}, how = size): Promise<string[]> {
  database = await createTestDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const db = openDatabase(database.appUrl, WIDTH)
  try {
    const crowd = await makeCrowd(owner, how)
    await prepare(owner)
    return await faultsOf(owner, crowd, await fire(db, crowd, WIDTH))
  } finally {
    await db.$disconnect()
    await owner.end()
  }
}

test('600 claims of 480 people on 20 desks: one holder per desk, everybody has an answer', async () => {
  expect(await crowded()).toEqual([])
})

test('without the exclusion constraint the same crowd is found to hold desks twice', async () => {
  const faults = await crowded(dropConstraint)
  expect(faults.join('\n')).toMatch(/winners: 2[1-9]|winners: [3-9]\d/)
})

test('as many desks as people: nobody is sent to the list while a desk is free', async () => {
  expect(await crowded(undefined, { people: 60, desks: 60, doubleClicks: 0, newKeys: 0, contested: 0 })).toEqual([])
})
