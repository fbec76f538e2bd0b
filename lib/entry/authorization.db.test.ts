// Persona × command × object, from the one table in e2e/gates/matrix.ts: who may, who is told why not, and to whom a
// foreign thing looks exactly like a missing one. A refusal changes nothing and leaves one row in the audit.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandRows, expected, stages } from '@/e2e/gates/matrix'
import { type Persona, personas } from '@/e2e/gates/personas'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import type { Wire } from '@/lib/kernel/app-error'
import { toWire } from '@/lib/platform/action'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { calls, missing, type Target } from './authorization-calls'
import { contextOf, makeCast, type Story, startStory } from './authorization-story'
import { tableChecksum } from './table-checksum'

/** Refusals are written here, and tries are counted there. */
const untouched = ['audit_event', 'rate_window']
let owner: pg.Client
let story: Story

beforeAll(async () => {
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  story = await startStory(await makeCast())
})
afterAll(async () => {
  await owner?.end()
  await closeTestDatabase()
})

class Undo extends Error {}

/** Runs a command to its end and takes everything back, so that the next persona finds the same facts. */
async function allowedWithoutTrace(ctx: Ctx, call: (ctx: Ctx) => Promise<unknown>): Promise<unknown> {
  try {
    await db.$transaction(
      async (tx) => {
        await call({ ...ctx, transaction: (work) => work(tx) })
        throw new Undo()
      },
      { timeout: 30_000 },
    )
  } catch (error) {
    return error instanceof Undo ? 'allowed' : error
  }
  return 'allowed'
}

/** What the browser would get; a refusal is written to the audit by the same function as in production. */
async function refusalOf(door: string, ctx: Ctx, call: (ctx: Ctx) => Promise<unknown>): Promise<Extract<Wire<never>, { ok: false }> | 'allowed'> {
  try {
    await call(ctx)
    return 'allowed'
  } catch (error) {
    return toWire(error, door, ctx.actor, ctx.requestId)
  }
}

const shown = (wire: Awaited<ReturnType<typeof refusalOf>>) => (wire === 'allowed' ? wire : `${wire.kind} ${wire.code}`)
const denials = () => db.auditEvent.count({ where: { outcome: 'denied' } })

describe.each(stages)('%s', (stage) => {
  beforeAll(() => story.advanceTo(stage))

  test.each(commandRows.filter((row) => row.stage === stage))('$door', async (row) => {
    const call = calls[row.door]
    if (!call) throw new Error(`no call for ${row.door}`)
    const target = await story.target()
    const nothing: Target = { ...target, ...missing }
    const faults: string[] = []
    const before = await tableChecksum(owner, untouched)
    const deniedBefore = await denials()
    let refusals = 0
    for (const persona of personas) {
      const want = expected(row, persona)
      const ctx = () => contextOf(story.cast, persona)
      if (want.kind === 'allowed') {
        const answer = await allowedWithoutTrace(ctx(), (c) => call(c, target))
        if (answer !== 'allowed') faults.push(`${persona}: should be allowed, got ${String(answer)}`)
        continue
      }
      const foreign = await refusalOf(row.door, ctx(), (c) => call(c, target))
      const none = row.objectless ? foreign : await refusalOf(row.door, ctx(), (c) => call(c, nothing))
      if (persona !== 'anonymous') refusals += row.objectless ? 1 : 2
      faults.push(...compare(persona, want, shown(foreign), shown(none)))
    }
    expect(faults).toEqual([])
    expect(await tableChecksum(owner, untouched)).toEqual(before)
    expect((await denials()) - deniedBefore).toBeGreaterThanOrEqual(refusals)
  })
})

function compare(persona: Persona, want: ReturnType<typeof expected>, foreign: string, none: string): string[] {
  if (want.kind === 'told') return foreign === `denied ${want.code}` ? [] : [`${persona}: should be told ${want.code}, got ${foreign}`]
  // nobody who is not signed in reaches a command: the wrapper answers before it; here only the refusal counts
  if (want.kind === 'signed_out') return foreign === 'allowed' || none === 'allowed' ? [`${persona}: should be refused, got ${foreign} / ${none}`] : []
  return foreign === 'not_found not_found' && foreign === none ? [] : [`${persona}: foreign and missing should look alike, got ${foreign} / ${none}`]
}

test('the table has a row for every command that can be called here, and no other', () => {
  expect(commandRows.map((row) => row.door).sort()).toEqual(Object.keys(calls).sort())
})
