// The leaders' list: what is in it, what it says of each case, and to whom.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { addDays, type CalendarDate } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { makeNotice } from '@/prisma/factories/notices'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCaseWish, type PanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { headroomOf } from '../../../fund/server/door'
import { approve } from '../commands/approve'
import { casePanel } from '../queue/counter'
import { approvalsView } from './approvals'

let staff: PanelStaff
let leader: MadePerson
let leader2: MadePerson
let round: { id: string; lineId: string }
const actorOf = (person: MadePerson, role: RoleCode) => {
  const { actor } = ctxOf(person, [role])
  if (!actor) throw new Error('no actor')
  return actor
}
const day = (offset: number): CalendarDate => addDays(clock.today(), offset)

beforeAll(async () => {
  await openTestDatabase()
  staff = await makePanelStaff(db)
  leader = await makePerson(db, '顾怀民', ['leader'])
  leader2 = await makePerson(db, '罗启明', ['leader'])
  round = await makePanelRound(db, '待批批次')
})
afterAll(closeTestDatabase)

async function made(toOn: CalendarDate, more: Partial<PanelCaseWish> = {}) {
  const decidedAt = new Date(clock.now().getTime() - 30 * 86_400_000)
  const one = await makePanelCase(db, { roundId: round.id, staff, decidedAt, amountFen: 30_000_000n, grantedFen: 25_000_000n, ...more })
  await makeNotice(db, { roundId: round.id, caseIds: [one.caseId], fromOn: day(-20), toOn, by: staff.first.userId })
  return one
}

test('in the list is what was shown long enough, with its amount, its line, its flags and whose it is', async () => {
  const over = await made(day(-5))
  const running = await made(day(3))
  const friend = await made(day(-5), { amountFen: 100n, grantedFen: 100n })
  await db.personRelation.create({
    data: { kind: 'relative', personId: leader2.personId, otherId: friend.founder.personId, source: 'staff', recordedAt: clock.now() },
  })
  const view = await approvalsView(actorOf(leader2, 'leader'))
  const rows = new Map(view.rows.map((row) => [row.caseNo, row]))
  expect(rows.has(running.caseNo)).toBe(false)
  expect(rows.get(over.caseNo)).toMatchObject({ amountFen: '25000000', lineId: round.lineId, large: true, because: null, step: '批准' })
  expect(rows.get(over.caseNo)?.flags.map((flag) => flag.text)).toContain('申请 300,000，金额改过')
  expect(rows.get(friend.caseNo)).toMatchObject({ large: false, because: { code: 'policy.related_case', params: { why: 'relative' } } })
  const { availableFen } = await headroomOf(db, round.lineId)
  expect(view.lines).toEqual([expect.objectContaining({ id: round.lineId, availableFen: availableFen.toString() })])
  expect(view).toMatchObject({ most: 20, limitYuan: 200_000, proven: false, pace: { signed: 0, medianSeconds: null } })
})

test('what a leader signed leaves the list, costs the line, and counts in the time they take', async () => {
  const one = await made(day(-5), { amountFen: 1_000_000n, grantedFen: 1_000_000n })
  const before = await headroomOf(db, round.lineId)
  const { version } = await db.case.findUniqueOrThrow({ where: { id: one.caseId } })
  const ctx = ctxOf(leader, ['leader'], clock)
  await approve(ctx, { caseNo: one.caseNo, version, decision: 'concur', reason: '同意支持', seconds: 35 })
  const view = await approvalsView(actorOf(leader, 'leader'))
  expect(view.rows.map((row) => row.caseNo)).not.toContain(one.caseNo)
  expect(view.lines[0]?.availableFen).toBe((before.availableFen - 1_000_000n).toString())
  expect(view.pace).toEqual({ signed: 1, medianSeconds: 35 })
})

test('the case beside it says the same: amount, line, what is next and until when', async () => {
  const one = await made(day(-5))
  const panel = await casePanel(actorOf(leader, 'leader'), one.caseNo)
  expect(panel.approval).toMatchObject({ proof: true, money: { askedFen: '30000000', amountFen: '25000000', inWords: expect.stringContaining('万') } })
  expect(panel.chain?.next).toMatchObject({ step: 'approval', role: 'leader', dueBy: expect.any(String) })
  expect(panel.chain?.lines.map((line) => `${line.step} ${line.state}`)).toEqual([
    'first_review done',
    'second_check done',
    'expert_review done',
    'panel done',
    'public_notice done',
    'approval at',
    'approval_second todo',
  ])
  expect(panel.offers[0]).toEqual({ verb: 'approve', because: null })
})

test.each(['applicant', 'intake', 'auditor', 'chair', 'finance', 'sys_admin'] as const)('%s has no such list', async (role) => {
  const person = await makePerson(db, '路人甲', [role])
  await expect(approvalsView(actorOf(person, role))).rejects.toMatchObject({ kind: 'not_found' })
})
