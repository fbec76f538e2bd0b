import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type CaseWish, makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import type { CaseState } from '../../model/machine'
import { accept } from '../commands/accept'
import { assignMany } from '../commands/assign-many'
import { exportQueue } from '../commands/export'
import { casePanel, counterView } from './counter'
import { onTimeThisMonth, queueCounts, queueList } from './queue'

let clerk: MadePerson
let clerk2: MadePerson
let founder: MadePerson
const actorOf = (person: MadePerson, role: RoleCode): Actor => {
  const { actor } = ctxOf(person, [role])
  if (!actor) throw new Error('a context of a person has an actor')
  return actor
}
let today: CalendarDate
const made = (state: CaseState, more: Partial<CaseWish> = {}) =>
  makeCase(db, { founder, state, on: today, acceptedBy: clerk.userId, reviewedBy: clerk2, ...more })

beforeAll(async () => {
  await openTestDatabase()
  // the environment is read once, so the clock is asked only after it is complete
  today = clock.today()
  ;[clerk, clerk2, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '谭维', ['intake']), makePerson(db, '周予安')])
})
afterAll(closeTestDatabase)

test('each view shows its own cases, counted as they are listed', async () => {
  await made('submitted', { assigneeId: clerk.userId, on: calendarDate('2026-09-16') })
  await made('submitted')
  await made('accepted')
  await made('panel_decision')
  await made('approved')
  await made('supplement_required', { without: ['plan'] })
  const actor = actorOf(clerk, 'intake')
  const counts = await queueCounts(actor)
  for (const view of ['mine', 'all', 'today', 'unassigned', 'review', 'decide'] as const) {
    const list = await queueList(actor, { view })
    expect([view, list.rows.length, list.total]).toEqual([view, counts[view], counts[view]])
  }
  expect(counts).toMatchObject({ mine: 1, all: 5, unassigned: 2, review: 1, decide: 1 })
  expect((await queueList(actor, { view: 'all', state: 'any' })).total).toBe(6)
})

test('pages follow one another without a gap or a double, paused cases last', async () => {
  const actor = actorOf(clerk, 'intake')
  const whole = (await queueList(actor, { view: 'all', state: 'any' })).rows.map((row) => row.caseNo)
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await queueList(actor, { view: 'all', state: 'any', ...(after ? { after } : {}) }, 2)
    seen.push(...page.rows.map((row) => row.caseNo))
    if (!page.next) break
    after = page.next
  }
  expect(seen).toEqual(whole)
  expect(new Set(seen).size).toBe(seen.length)
})

test('search finds by team, name, number and the end of the phone; signs of the pattern are only signs', async () => {
  const person = await makePerson(db, '纪青禾')
  const { caseNo } = await made('submitted', { founder: person, venture: '青禾热控' })
  const actor = actorOf(clerk, 'intake')
  for (const q of ['热控', '纪青', caseNo.toLowerCase(), caseNo.slice(0, 12), person.phone, person.phone.slice(-5)])
    expect((await queueList(actor, { view: 'all', q })).rows.map((row) => row.caseNo)).toContain(caseNo)
  expect((await queueList(actor, { view: 'all', q: '%' })).total).toBe(0)
  expect((await queueList(actor, { view: 'all', q: '_' })).total).toBe(0)
})

test.each(['applicant', 'reviewer', 'space', 'finance', 'service', 'mentor', 'enterprise', 'sys_admin', 'sec_admin'] as const)(
  'the queue does not exist for %s, neither as a list nor as a file',
  async (role) => {
    const stranger = await makePerson(db, '路人甲', [role])
    await expect(counterView(actorOf(stranger, role), { view: 'all' }, undefined)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(exportQueue(ctxOf(stranger, [role]), { view: 'all' })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await db.auditEvent.count({ where: { action: 'queue.exported', actorId: stranger.userId } })).toBe(0)
  },
)

test('an export is a workbook of cases and decisions, without a formula, with a row in the audit', async () => {
  const person = await makePerson(db, '=HYPERLINK("http://x")')
  const { caseNo } = await made('panel_decision', { founder: person, venture: '=1+1', project: '@SUM(A1)' })
  const { bytes, rows } = await exportQueue(ctxOf(clerk, ['intake'], clock), { view: 'all', q: '=1' })
  expect(rows).toBe(1)
  const [cases, decisions] = await readXlsx(bytes)
  expect([cases?.sheet, decisions?.sheet]).toEqual(['办件', '签批'])
  expect(cases?.data[1]?.slice(0, 2)).toEqual([caseNo, '=1+1'])
  expect(decisions?.data[1]?.slice(0, 5)).toEqual([caseNo, 1, '初审', '同意', 2])
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'queue.exported', actorId: clerk.userId } })
  expect(audit.detail).toMatchObject({ rows: 1, filter: { view: 'all', q: '=1' } })
})

test('the auditor sees that something happened, not to whom; the leader sees no phone and only the plan', async () => {
  const { caseNo } = await made('panel_decision', { venture: '轴承小队' })
  const auditor = await makePerson(db, '丁守正', ['auditor'])
  const leader = await makePerson(db, '顾怀民', ['leader'])
  const blind = await casePanel(actorOf(auditor, 'auditor'), caseNo)
  expect(JSON.stringify(blind)).not.toContain(founder.name)
  expect(JSON.stringify(blind)).not.toContain(founder.phone)
  expect([blind.form, blind.offers, blind.materials.some((m) => m.file)]).toEqual([null, [], false])
  const seen = await casePanel(actorOf(leader, 'leader'), caseNo)
  expect(seen.phone).toMatch(/\*{4}/)
  expect(seen.materials.filter((m) => m.file).map((m) => m.key)).toEqual(['plan'])
  expect(seen.offers.map((offer) => [offer.verb, offer.because])).toEqual([
    ['final_decision', null],
    ['send_back', null],
    ['assign', null],
  ])
})

test('what the panel offers is what the command does, with the same reason when it does not', async () => {
  const { caseNo } = await made('submitted', { without: ['plan'] })
  const panel = await casePanel(actorOf(clerk, 'intake'), caseNo)
  const offer = panel.offers.find((one) => one.verb === 'accept')
  expect(offer?.because).toEqual({ code: 'case.materials_missing', params: { names: '项目计划书' } })
  await expect(accept(ctxOf(clerk, ['intake']), { caseNo, version: panel.version })).rejects.toMatchObject(offer?.because ?? {})
})

test('assigning many: each row answers for itself, what is refused stands in the audit', async () => {
  const good = await made('submitted')
  const own = await made('submitted', { founder: clerk2 })
  const cases = [good, own].map(({ caseNo }) => ({ caseNo, version: 1 }))
  const { results } = await assignMany(ctxOf(clerk, ['intake']), { userId: clerk2.userId, cases: [...cases, { caseNo: 'GW-2026-9999-X', version: 1 }] })
  expect(results.map((row) => [row.ok, row.code])).toEqual([
    [true, undefined],
    [false, 'policy.own_case'],
    [false, 'not_found'],
  ])
  expect((await db.case.findUniqueOrThrow({ where: { id: good.id } })).assigneeId).toBe(clerk2.userId)
  expect((await db.case.findUniqueOrThrow({ where: { id: own.id } })).assigneeId).toBeNull()
  const refusals = await db.auditEvent.findMany({ where: { action: 'case.assign', outcome: 'denied' } })
  expect(refusals.map((row) => row.reason).sort()).toEqual(['not_found', 'policy.own_case'])
})

test('the same phone of another person is told, and the month’s rate is counted from clocks', async () => {
  const first = await makePerson(db, '莫听雨')
  const second = await makePerson(db, '江月白')
  await db.person.update({ where: { id: second.personId }, data: { phone: first.phone } })
  const a = await made('submitted', { founder: first })
  const b = await made('submitted', { founder: { ...second, phone: first.phone } })
  expect((await casePanel(actorOf(clerk, 'intake'), a.caseNo)).twins.map((twin) => twin.caseNo)).toEqual([b.caseNo])
  const before = await onTimeThisMonth()
  await made('rejected')
  const late = await made('approved')
  await db.caseClock.updateMany({ where: { caseId: late.id, phase: 'handling' }, data: { promisedDueOn: new Date('2026-01-05T00:00:00Z') } })
  expect(await onTimeThisMonth()).toEqual({ done: before.done + 2, onTime: before.onTime + 1 })
})

test('a case of one’s own stays visible to staff who are founders, but offers nothing', async () => {
  const { caseNo } = await made('submitted', { founder: clerk })
  const panel = await casePanel(actorOf(clerk, 'intake'), caseNo)
  expect(panel.offers.every((offer) => offer.because?.code === 'policy.own_case')).toBe(true)
})
