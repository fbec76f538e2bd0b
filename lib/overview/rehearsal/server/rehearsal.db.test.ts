// The rehearsal reads what waits for approval and the books; what it promises to fit, the books then take, and no fen more.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { commitFunds } from '@/lib/foundation/fund/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { rehearse } from '../model/rehearse'
import { rehearsalPage } from './queries'

let leader: MadePerson
let actor: Actor
let lineId: string
const made: PanelCase[] = []

beforeAll(async () => {
  vi.stubEnv('APP_NOW', '2026-11-25T10:00:00+08:00')
  await openTestDatabase()
  leader = await makePerson(db, '顾怀民', ['leader'])
  actor = ctxOf(leader, ['leader'], at('2026-11-25')).actor as Actor
  const staff = await makePanelStaff(db)
  const round = await makePanelRound(db)
  lineId = round.lineId
  const decidedAt = new Date('2026-11-20T02:00:00Z')
  const wish = { roundId: round.id, staff, decidedAt }
  made.push(await makePanelCase(db, { ...wish, amountFen: 300_000_000n, project: '湘芯碳感' }))
  made.push(await makePanelCase(db, { ...wish, amountFen: 200_000_000n, grantedFen: 150_000_000n, project: '微澜医检' }))
  made.push(await makePanelCase(db, { ...wish, amountFen: 1n, project: '半亩智能' }))
  await makePanelCase(db, { ...wish, project: '只要工位' })
  await makePanelCase(db, { ...wish, amountFen: 10_000_000n, panel: 'reject', project: '没有选上' })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeTestDatabase()
})

test('lists the cases of money that wait for approval with the amount that stands, and the open lines', async () => {
  const page = await rehearsalPage(actor)
  expect(page.cases.map((one) => [one.title, one.amountFen, one.state])).toEqual([
    ['湘芯碳感', 300_000_000, 'panel_decision'],
    ['微澜医检', 150_000_000, 'panel_decision'],
    ['半亩智能', 1, 'panel_decision'],
  ])
  expect(page.stand).toMatchObject({ usedFen: 0, limitFen: 700_000_000 })
  expect(page.stand.lines.map((line) => line.availableFen)).toEqual([450_000_000, 150_000_000, 60_000_000, 40_000_000])
  expect(page.cases.every((one) => one.at > page.stand.today)).toBe(true)
})

test('two fill the line to the fen, the third tips it; the books say the same', async () => {
  const page = await rehearsalPage(actor)
  const [a, b, c] = page.cases
  if (!a || !b || !c) throw new Error('three cases')
  expect(rehearse(page.stand, [a, b]).lines[0]).toMatchObject({ afterFen: 0, tips: '' })
  expect(rehearse(page.stand, [a, b, c]).lines[0]).toMatchObject({ afterFen: -1, tips: c.caseNo })
  const ctx = ctxOf(leader, ['leader'], at('2026-11-25'))
  const statuses: string[] = []
  for (const [i, one] of [a, b, c].entries())
    statuses.push(
      (await db.$transaction((tx) => commitFunds(tx, ctx, { lineId, caseId: made[i]?.caseId ?? '', amountFen: BigInt(one.amountFen), ref: one.caseNo })))
        .status,
    )
  expect(statuses).toEqual(['posted', 'posted', 'insufficient'])
  const after = await rehearsalPage(actor)
  expect(after.stand.usedFen).toBe(450_000_000)
  expect(after.history.at(-1)?.fen).toBe(450_000_000)
})

test('is for leaders, finance and the auditor', async () => {
  await expect(rehearsalPage(null)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(rehearsalPage({ ...actor, roles: new Set(['intake']) })).rejects.toMatchObject({ kind: 'not_found' })
})
