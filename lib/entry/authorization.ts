// The engine of the authorization tests: one chapter is a story that is led from stage to stage, and at each stage every
// command of its table is tried by every persona on the story's own thing and on one that does not exist. Test support.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandRow, expected } from '@/e2e/gates/matrix'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import type { Wire } from '@/lib/kernel/app-error'
import { toWire } from '@/lib/platform/action'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { tableChecksum } from './table-checksum'

/** Refusals are written here, and tries are counted there. */
const untouched = ['audit_event', 'rate_window']

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

export interface Chapter<S extends string, P extends string, T> {
  readonly stages: readonly S[]
  readonly personas: readonly P[]
  readonly rows: readonly CommandRow<S, P>[]
  /** By door: the command with its input, the way its door calls it. */
  readonly calls: Readonly<Record<string, (ctx: Ctx, target: T) => Promise<unknown>>>
  /** Ids that do not exist, in place of the story's own. */
  readonly missing: Partial<T>
  /** Makes the people and the first things. */
  start(): Promise<{ contextOf(persona: P): Ctx; target(): Promise<T>; advanceTo(stage: S): Promise<void> }>
}

/**
 * Tests a chapter: who may, who is told why not, and to whom a foreign thing looks exactly like a missing one. A refusal
 * changes nothing and leaves one row in the audit. To be called once in a file `authorization-….db.test.ts`.
 */
export function tellChapter<S extends string, P extends string, T>({ stages, personas, rows, calls, missing, start }: Chapter<S, P, T>): void {
  let owner: pg.Client
  let story: Awaited<ReturnType<typeof start>>

  beforeAll(async () => {
    const database = await openTestDatabase()
    owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    story = await start()
  })
  afterAll(async () => {
    await owner?.end()
    await closeTestDatabase()
  })

  async function tried(row: CommandRow<S, P>, persona: P, target: T): Promise<{ faults: string[]; refusals: number }> {
    const call = calls[row.door]
    if (!call) throw new Error(`no call for ${row.door}`)
    const nothing: T = { ...target, ...missing }
    const want = expected(row, persona)
    const ctx = () => story.contextOf(persona)
    if (want.kind === 'allowed') {
      const answer = await allowedWithoutTrace(ctx(), (c) => call(c, target))
      return { faults: answer === 'allowed' ? [] : [`${persona}: should be allowed, got ${String(answer)}`], refusals: 0 }
    }
    const foreign = await refusalOf(row.door, ctx(), (c) => call(c, target))
    const none = row.objectless ? foreign : await refusalOf(row.door, ctx(), (c) => call(c, nothing))
    return { faults: compare(persona, want, shown(foreign), shown(none)), refusals: persona === 'anonymous' ? 0 : row.objectless ? 1 : 2 }
  }

  describe.each(stages)('%s', (stage) => {
    beforeAll(() => story.advanceTo(stage))
    const here = rows.filter((row) => row.stage === stage)
    if (here.length === 0) test('is only a step on the way', () => expect(stages).toContain(stage))

    test.each(here)('$door', async (row) => {
      const target = await story.target()
      const before = await tableChecksum(owner, untouched)
      const deniedBefore = await denials()
      const faults: string[] = []
      let refusals = 0
      for (const persona of personas) {
        const answer = await tried(row, persona, target)
        faults.push(...answer.faults)
        refusals += answer.refusals
      }
      expect(faults).toEqual([])
      expect(await tableChecksum(owner, untouched)).toEqual(before)
      expect((await denials()) - deniedBefore).toBeGreaterThanOrEqual(refusals)
    })
  })

  test('the table has a row for every command that can be called here, and no other', () => {
    expect(rows.map((row) => row.door).sort()).toEqual(Object.keys(calls).sort())
  })
}

function compare(persona: string, want: ReturnType<typeof expected>, foreign: string, none: string): string[] {
  if (want.kind === 'told') return foreign === `denied ${want.code}` ? [] : [`${persona}: should be told ${want.code}, got ${foreign}`]
  // nobody who is not signed in reaches a command: the wrapper answers before it; here only the refusal counts
  if (want.kind === 'signed_out') return foreign === 'allowed' || none === 'allowed' ? [`${persona}: should be refused, got ${foreign} / ${none}`] : []
  return foreign === 'not_found not_found' && foreign === none ? [] : [`${persona}: foreign and missing should look alike, got ${foreign} / ${none}`]
}
