// A result that its reconsideration amended gives the support as an approval does, told over the rooms: the agreement and its
// first instalment, and the desks with their offer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { isGranted, statesOf } from '@/lib/foundation/casework/model/machine'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import { decideObjection } from '@/lib/journeys/notice/server/commands/decide'
import { askReconsideration, decideReconsideration } from '@/lib/journeys/notice/server/commands/reconsider'
import { type NoticeStory, as as onThatDay, stateOf, tellNotices, verdict, versionOf } from '@/lib/journeys/notice/server/notice-story'
import { allocate } from '@/lib/journeys/space/server/commands/allocate'
import { offer } from '@/lib/journeys/space/server/commands/offer'
import { draftAgreement } from '@/lib/journeys/support/server/commands/draft'
import { supportDesk } from '@/lib/journeys/support/server/desk'
import { agreementOf, as, inForce, paid, part, type Stage, setStage, withAccount } from '@/lib/journeys/support/server/support-story'
import type { Actor } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { PanelCase } from '@/prisma/factories/panel-cases'
import { makeDesks, makePerson } from '@/prisma/factories/people'

let story: NoticeStory
let stage: Stage
const dueOn = [calendarDate('2027-03-31'), calendarDate('2027-09-30')]

beforeAll(async () => {
  await openTestDatabase()
  story = await tellNotices()
  stage = await setStage()
})
afterAll(closeTestDatabase)

async function asked(one: PanelCase): Promise<string> {
  const { number } = await askReconsideration(onThatDay(one.founder, ['applicant']), {
    caseNo: one.caseNo,
    version: await versionOf(one),
    facts: '评分表里的专利号写错了，附上证书号请再看一次',
    evidence: '',
  })
  await story.investigated(number)
  return number
}

/** The applicant asks, another leader answers: the support is given after all. */
async function amended(one: PanelCase, gives: { amountFen?: number; quantity?: number } = {}): Promise<void> {
  const number = await asked(one)
  await decideReconsideration(onThatDay(story.leader2, ['leader']), await verdict(number, { decision: 'amended', ...gives }))
  expect(await stateOf(one)).toBe('amended')
}

const withMoney = (one: PanelCase, amountFen: bigint) => ({ ...one, ventureId: '', amountFen })

test('the machine and the database mean the same states', async () => {
  const rows = await db.$queryRaw<
    { state: string; granted: boolean }[]
  >`SELECT s::text AS state, is_granted(s) AS granted FROM unnest(enum_range(NULL::"CaseState")) s`
  expect(rows.filter((row) => row.granted).map((row) => row.state)).toEqual([...statesOf('granted')])
  expect(isGranted('upheld')).toBe(false)
})

test('money: rejected, amended with less, agreement over that amount, first instalment paid', async () => {
  const one = await story.made({ name: '林知夏', panel: 'reject', amountFen: 30_000_000n })
  await expect(draftAgreement(as(stage.clerk, 'intake'), { caseNo: one.caseNo, dueOn: [...dueOn], payOn: 2 })).rejects.toMatchObject({
    code: 'support.not_approved',
  })
  const number = await asked(one)
  const waits = await supportDesk(clerk(), { view: 'payments', state: '', q: '', page: 1 })
  expect(waits.undrafted.map((row) => row.caseNo)).not.toContain(one.caseNo)
  await decideReconsideration(onThatDay(story.leader2, ['leader']), await verdict(number, { decision: 'amended', amountFen: 20_000_000 }))
  const after = await supportDesk(clerk(), { view: 'payments', state: '', q: '', page: 1 })
  expect(after.undrafted.find((row) => row.caseNo === one.caseNo)).toMatchObject({ amountFen: 20_000_000n })
  const before = await headroomOf(db, story.round.lineId)
  const made = withMoney(one, 20_000_000n)
  const agreement = await inForce(stage, made, dueOn)
  expect(await agreementOf(agreement)).toMatchObject({ state: 'in_force', amountFen: 20_000_000n })
  await withAccount(stage, made, agreement)
  await paid(stage, made, agreement)
  const first = (await part(agreement, 1)).row
  expect(first.state).toBe('paid')
  const now = await headroomOf(db, story.round.lineId)
  expect(now.disbursedFen - before.disbursedFen).toBe(first.amountFen)
})

test('money: what the meeting had stood for before the objection counts no more', async () => {
  const one = await story.made({ name: '秦望舒', amountFen: 30_000_000n })
  const { number } = await story.objected(one)
  await story.investigated(number)
  await decideObjection(onThatDay(story.leader, ['leader']), await verdict(number, { decision: 'founded', consequence: 'reject' }))
  await amended(one, { amountFen: 10_000_000 })
  const agreement = await inForce(stage, withMoney(one, 10_000_000n), dueOn)
  expect((await agreementOf(agreement)).amountFen).toBe(10_000_000n)
})

test('desks: rejected, amended with one of two, held and offered; an upheld case holds nothing', async () => {
  const officer = ctxOf(await makePerson(db, '易昕', ['space']), ['space'])
  const [first = '', second = ''] = await makeDesks(db, 2, 'R1')
  const upheld = await story.made({ name: '程远', team: [], panel: 'reject' })
  await decideReconsideration(onThatDay(story.leader2, ['leader']), await verdict(await asked(upheld), { decision: 'upheld' }))
  await expect(allocate(officer, { caseNo: upheld.caseNo, unitIds: [first] })).rejects.toMatchObject({ code: 'space.not_approved' })
  const one = await story.made({ name: '石磊', team: [], panel: 'reject', quantity: 2 })
  await amended(one, { quantity: 1 })
  await expect(allocate(officer, { caseNo: one.caseNo, unitIds: [first, second] })).rejects.toMatchObject({ code: 'space.over_limit' })
  await allocate(ctxOf(await makePerson(db, '傅雪', ['space']), ['space']), { caseNo: one.caseNo, unitIds: [first] })
  await offer(ctxOf(await makePerson(db, '姚岚', ['space']), ['space']), { caseNo: one.caseNo })
  const held = await db.allocation.findMany({ where: { caseId: one.caseId }, select: { state: true } })
  expect(held).toEqual([{ state: 'offered' }])
})

function clerk(): Actor {
  const { actor } = as(stage.clerk, 'intake')
  if (!actor) throw new Error('a context of a person has its actor')
  return actor
}
