// A changed row is on the cached pages of every web process within two seconds of its commit, through the worker: nothing
// calls the web processes, they look at one folder. Needs the built app.
import { type APIRequestContext, expect, test } from '@playwright/test'
import { withAppDatabase } from '../support/app-database'
import { isBuilt, visitor } from '../support/http'

/** A desk that is free becomes reserved, or back; the message to the pages is in the same transaction. */
const setDesk = (from: string, to: string) =>
  withAppDatabase(async (client) => {
    await client.query('BEGIN')
    const { rowCount } = await client.query(
      `UPDATE unit SET state = $2, version = version + 1 WHERE id = (
         SELECT u.id FROM unit u WHERE u.kind = 'desk' AND u.state = $1::"UnitState" AND ($1 = 'available' OR u.purpose = 'gate of revalidation')
            AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.unit_id = u.id AND allocation_is_live(a.state)) ORDER BY u.code DESC LIMIT 1)`,
      [from, to],
    )
    await client.query("SELECT graphile_worker.add_job('revalidate', payload := '{\"tag\": \"stats\"}'::json, job_key := 'revalidate:stats')")
    await client.query('COMMIT')
    return { rowCount, at: Date.now() }
  })

const mark = (purpose: string) =>
  withAppDatabase((client) =>
    client.query(
      `UPDATE unit SET purpose = $1 WHERE id = (SELECT u.id FROM unit u WHERE u.kind = 'desk' AND u.state = 'available'
         AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.unit_id = u.id AND allocation_is_live(a.state)) ORDER BY u.code DESC LIMIT 1)`,
      [purpose],
    ),
  )

const freeDesks = async (client: APIRequestContext) =>
  ((await (await client.get('/api/v1/stats')).json()) as { programme: { desks: { free: number } } }).programme.desks.free

/** What ten fresh connections are told; the cluster hands them to its processes in turn. */
async function told(): Promise<Set<string>> {
  const seen = new Set<string>()
  for (let i = 0; i < 10; i += 1) {
    const client = await visitor()
    seen.add(/现在空 (\d+) 个/.exec(await (await client.get('/', { headers: { connection: 'close' } })).text())?.[1] ?? 'none')
    await client.dispose()
  }
  return seen
}

async function untilAllSay(count: number, since: number): Promise<number> {
  for (;;) {
    const seen = await told()
    if (seen.size === 1 && seen.has(String(count))) return Date.now() - since
    if (Date.now() - since > 10_000) throw new Error(`after 10 s the pages say ${[...seen].join(', ')}, the rows ${count}`)
  }
}

test('one desk fewer, and one more again', async () => {
  test.skip(!(await isBuilt()), 'needs the built app')
  const client = await visitor()
  const before = await freeDesks(client)
  await told()
  await mark('gate of revalidation')
  try {
    const gone = await setDesk('available', 'reserved')
    expect(gone.rowCount).toBe(1)
    expect(await freeDesks(client)).toBe(before - 1)
    const took = await untilAllSay(before - 1, gone.at)
    process.stdout.write(`all processes say it after ${took} ms\n`)
    expect(took).toBeLessThan(2000)
  } finally {
    const back = await setDesk('reserved', 'available')
    await untilAllSay(before, back.at)
    await mark('')
    await client.dispose()
  }
})
