// The sixty sample applications of the zone through a round decided by experts: more is asked than there is. Every step is
// the command of the person whose job it is; every score goes through the command behind the reviewer's page.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { firstReview, secondCheck } from '@/lib/foundation/casework/server/commands/review'
import type { RoundFields } from '@/lib/foundation/programme/model/round'
import { createRound } from '@/lib/foundation/programme/server/commands/round-draft'
import { publishRound } from '@/lib/foundation/programme/server/commands/round-publish'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { type ResultsView, resultsView } from '@/lib/journeys/review/server/results'
import { clockAt } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { storyDays } from './days'
import { Experts } from './grants/experts'
import { ledgersByKind, seedLedger } from './ledgers'
import { handIn } from './materials'
import { actorOf, ctxFor, seedAccounts } from './people'

const NOW = new Date('2026-11-25T15:00:00+08:00')
let roundId = ''
let shown: ResultsView

const round = async (): Promise<RoundFields> => ({
  name: '首批申报评审',
  opensAt: '2026-10-12T09:00',
  closesAt: '2026-12-31T18:00',
  measures: ['office', 'flat', 'loan'],
  chain: 'panel',
  formVersion: 1,
  rubricId: (await db.rubric.findFirstOrThrow()).id,
  panelSize: '5',
  minSheets: '3',
  hideApplicant: true,
  hideReviewers: true,
  hideUntilLocked: true,
  promisedDays: '20',
  places: {
    desk: String(await db.unit.count({ where: { kind: 'desk', state: 'available', allocations: { none: { state: { in: ['offered', 'occupied'] } } } } })),
    flat: String(await db.unit.count({ where: { kind: 'flat', state: 'available', allocations: { none: { state: { in: ['offered', 'occupied'] } } } } })),
  },
  fundLineId: '',
})

beforeAll(async () => {
  process.env.APP_NOW = NOW.toISOString()
  await openTestDatabase()
  await seedAccounts([])
  const days = storyDays(await loadCalendar(db), NOW)
  const [clerk, clerk2] = [await actorOf('clerk'), await actorOf('clerk2')]
  const ledgers = await ledgersByKind()
  const silent = () => undefined
  for (const kind of ['space', 'projects'] as const) await seedLedger(kind, ledgers.get(kind) ?? never(kind), silent)
  const before = clockAt(new Date('2026-10-09T10:00:00+08:00'))
  const made = await createRound(ctxFor(clerk, before), { round: await round() })
  roundId = made.id
  await publishRound(ctxFor(clerk, before), { id: roundId, version: 1 })
  await seedLedger('applications', ledgers.get('applications') ?? never('applications'), silent, { clockOf: () => days.at(25, 0.5) })
  const numbers = await db.application.findMany({ where: { roundId }, orderBy: { externalNo: 'asc' }, select: { id: true, externalNo: true } })
  await handIn(
    numbers.map((row) => row.externalNo ?? ''),
    () => [],
  )
  for (const step of ['accept', 'first', 'second'] as const)
    for (const row of await db.case.findMany({ where: { application: { roundId } }, orderBy: { caseNo: 'asc' } })) {
      const seen = { caseNo: row.caseNo, version: row.version }
      const reason = '材料齐全，符合申报条件'
      if (step === 'accept') await accept(ctxFor(clerk2, days.at(24, 0.5)), seen)
      if (step === 'first') await firstReview(ctxFor(clerk, days.at(23, 0.5)), { ...seen, decision: 'concur', reason })
      if (step === 'second') await secondCheck(ctxFor(clerk2, days.at(22, 0.5)), { ...seen, decision: 'concur', reason })
    }
  const experts = new Experts(days)
  await experts.enlist(22, { venture: '', reviewer: '' })
  await experts.prepare(roundId, 21)
  for (const group of [0, 1, 2, 3, 4, 5]) {
    const part = numbers.slice(group * 10, group * 10 + 10).map((row) => row.id)
    await experts.panel(roundId, `第 ${group + 1} 组`, part, [], 20 - 2 * group)
    await experts.score(part, 8, () => false, group === 1 ? 3 : undefined)
  }
  shown = await resultsView(clerk, roundId)
}, 600_000)
afterAll(closeTestDatabase)

const never = (what: string): never => {
  throw new Error(`no ledger of ${what}`)
}

test('sixty applications ask for 214 desks, 110 flats and 11,870,000 yuan in loans', () => {
  const entries = shown.results?.lines.map((line) => line.entry) ?? []
  expect(entries).toHaveLength(60)
  expect(entries.reduce((sum, one) => sum + one.desk, 0)).toBe(214)
  expect(entries.reduce((sum, one) => sum + one.flat, 0)).toBe(110)
  expect(entries.reduce((sum, one) => sum + one.loanFen, 0n)).toBe(1_187_000_000n)
  expect(entries.every((one) => one.sheets === 5 && one.value !== null)).toBe(true)
})

test('the list is ranked by value, stops where places end, and says who is beyond them', () => {
  const lines = shown.results?.lines ?? []
  const values = lines.map((line) => line.entry.value ?? 0)
  expect(values).toEqual([...values].sort((a, b) => b - a))
  const given = (kind: 'desk' | 'flat') => lines.filter((line) => line.standing === 'recommended').reduce((sum, line) => sum + line.entry[kind], 0)
  const { desk = 0, flat = 0 } = shown.round.places
  expect(given('desk')).toBeLessThanOrEqual(desk)
  expect(given('flat')).toBeLessThanOrEqual(flat)
  const count = (standing: string) => lines.filter((line) => line.standing === standing).length
  expect(count('beyond')).toBeGreaterThan(0)
  expect(count('recommended')).toBeGreaterThan(0)
  expect(count('recommended') + count('beyond') + count('not_recommended')).toBe(60)
  // whoever is beyond would overrun a place that those before them have used up
  for (const line of lines.filter((one) => one.standing === 'beyond')) expect(line.over.length).toBeGreaterThan(0)
  console.info(
    `60 份：推荐 ${count('recommended')}，名额已满 ${count('beyond')}，不推荐 ${count('not_recommended')}；工位 ${given('desk')}/${desk}（申请 214），公寓 ${given('flat')}/${flat}（申请 110）`,
  )
})

test('one that divides its experts goes to discussion, and every score came by the command', async () => {
  expect(await db.reviewEntry.count({ where: { roundId, state: 'discussion' } })).toBe(1)
  expect(await db.auditEvent.count({ where: { action: 'review.score_saved' } })).toBe(60 * 5 * 5)
  expect(await db.case.count({ where: { application: { roundId }, state: 'panel_decision' } })).toBe(
    await db.case.count({ where: { application: { roundId } } }),
  )
})
