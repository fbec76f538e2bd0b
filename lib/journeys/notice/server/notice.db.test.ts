import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { moveCase } from '@/lib/foundation/casework/server/door'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase, type PanelCaseWish, type PanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { confirmDismissal, decideObjection } from './commands/decide'
import { admitObjection, dismissObjection, extendObjection, investigateObjection, seeContact, tellDecision } from './commands/handle'
import { enterObjection, objectOnline } from './commands/object'
import { publishNotice } from './commands/publish'
import { askReconsideration, decideReconsideration } from './commands/reconsider'
import { withdrawNotice } from './commands/withdraw'
import { noticeCleared } from './door'
import { objectionDay } from './jobs'
import { lookUpObjection } from './look-up'
import { publicNotice, publicNotices } from './public'

let staff: PanelStaff
let clerk: MadePerson
let clerk2: MadePerson
let leader: MadePerson
let leader2: MadePerson
let round: { id: string; lineId: string }

// Monday; Sunday the 20th is worked in place of the National Day week, so the fifth working day is that Sunday
const monday = at('2026-09-14')
const lastDay = at('2026-09-20', '23:30')
const after = at('2026-09-21')
const as = (person: MadePerson, roles: readonly RoleCode[], when = monday) => ctxOf(person, roles, when)
const anybody = (when = monday, key: string = randomUUID()) => makeCtx(null, { clock: when, key })

beforeAll(async () => {
  await openTestDatabase()
  staff = await makePanelStaff(db)
  ;[clerk, clerk2, leader, leader2] = await Promise.all([
    makePerson(db, '沈知远', ['intake']),
    makePerson(db, '陆怀真', ['intake']),
    makePerson(db, '罗启明', ['leader']),
    makePerson(db, '顾怀民', ['leader']),
  ])
})
afterAll(closeTestDatabase)
beforeEach(async () => {
  round = await makePanelRound(db)
})

const made = (more: Partial<PanelCaseWish> = {}) => makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-09-11T02:00:00Z'), ...more })
const versionOf = async (one: PanelCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).version
const chosen = async (...cases: PanelCase[]) => Promise.all(cases.map(async (one) => ({ caseNo: one.caseNo, version: await versionOf(one) })))
const stateOf = async (one: PanelCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).state
const publish = async (cases: PanelCase[], days = 5, ctx = as(clerk, ['intake'])) =>
  publishNotice(ctx, { roundId: round.id, cases: await chosen(...cases), days })

const said = (notice: string, more: object = {}) => ({
  notice,
  line: 1,
  anonymous: false,
  name: '白既明',
  contact: '19907390888',
  facts: '这个项目和去年获奖的项目是同一个，内容没有变化',
  evidence: '去年的公示第 3 项，名称和介绍一样，网站上还能查到',
  ...more,
})

async function objected(one: PanelCase, more: object = {}, when = monday) {
  const { number } = await publish([one])
  const receipt = await objectOnline(anybody(when), said(number, more))
  return { notice: number, ...receipt }
}

const objectionOf = (number: string) => db.objection.findUniqueOrThrow({ where: { number } })
async function investigated(number: string): Promise<void> {
  await admitObjection(as(clerk, ['intake']), { number, version: (await objectionOf(number)).version })
  await investigateObjection(as(clerk, ['intake']), { number, version: (await objectionOf(number)).version, findings: '查了去年的公示和申请表，确是两个项目' })
}
const verdict = async <T extends object>(number: string, more: T) => ({
  number,
  version: (await objectionOf(number)).version,
  reason: '核实过，见调查记录',
  ...more,
})

describe('公示', () => {
  test('one press: masked lines, five working days, the cases move, the public reads it until its last day and no longer', async () => {
    const one = await made({ name: '王小明', project: '王小明的声纹监测仪 19907310000', amountFen: 30_000_000n, grantedFen: 25_000_000n })
    const { number, toOn } = await publish([one])
    expect(toOn).toBe('2026-09-20')
    expect(await stateOf(one)).toBe('public_notice')
    const view = await publicNotice(number, calendarDate('2026-09-20'))
    expect(view).toMatchObject({ inForce: true, workingDays: 5, provisional: false, outcome: '1 项，公示中' })
    expect(view?.lines).toEqual([
      { no: 1, maskedName: '王*明', project: '王*明的声纹监测仪 ***', support: expect.any(String), quantity: null, amountFen: 25_000_000, outcome: '公示中' },
    ])
    const over = await publicNotice(number, calendarDate('2026-09-21'))
    expect(over).toMatchObject({ inForce: false, outcome: '1 项，无异议', count: 1, lines: [] })
    expect((await publicNotices({ inForce: true }, calendarDate('2026-09-21'))).items.map((item) => item.id)).not.toContain(number)
    expect(await db.auditEvent.findFirst({ where: { action: 'notice.published', subjectId: number } })).toMatchObject({ actorId: clerk.userId })
    const pauses = await db.casePause.findMany({ where: { clock: { caseId: one.caseId } } })
    expect(pauses).toMatchObject([{ reason: 'public_notice', toOn: null }])
  })

  test('twice at once: one notice, the other is told that the list has changed', async () => {
    const one = await made()
    const cases = await chosen(one)
    const tries = await Promise.allSettled([1, 2].map((n) => publishNotice(as(n === 1 ? clerk : clerk2, ['intake']), { roundId: round.id, cases, days: 5 })))
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(tries.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'notice.changed' } })
    expect(await db.noticeLine.count({ where: { caseId: one.caseId } })).toBe(1)
  })

  test('fewer days than the rule, a case that was rejected, one’s own case, another role: nothing happens', async () => {
    const one = await made()
    const no = await made({ panel: 'reject' })
    await expect(publish([one], 4)).rejects.toMatchObject({ code: 'notice.days_few' })
    await expect(publish([one, no])).rejects.toMatchObject({ code: 'notice.changed' })
    await expect(publish([one], 5, as(leader, ['leader']))).rejects.toMatchObject({ code: 'not_found' })
    await expect(publish([one], 5, as(one.founder, ['intake', 'applicant']))).rejects.toMatchObject({ code: 'policy.own_case' })
    expect(await db.publicNotice.count({ where: { roundId: round.id } })).toBe(0)
    expect(await stateOf(one)).toBe('panel_decision')
  })

  test('a period into a year without notice of days off is 暂定; entered later, the last day moves back only', async () => {
    const one = await made({ decidedAt: new Date('2026-12-28T02:00:00Z') })
    const { number, toOn } = await publish([one], 5, as(clerk, ['intake'], at('2026-12-30')))
    expect(await publicNotice(number, calendarDate('2026-12-31'))).toMatchObject({ provisional: true, toOn })
    expect(toOn).toBe('2027-01-07')
    await db.calendarYear.create({
      data: {
        year: 2027,
        noticeNo: '测试',
        source: '测试',
        days: { create: ['2027-01-01', '2027-01-04'].map((day) => ({ date: new Date(day), kind: 'off', why: '元旦' })) },
      },
    })
    await objectionDay(at('2026-12-31'))
    expect(await publicNotice(number, calendarDate('2026-12-31'))).toMatchObject({ provisional: false, toOn: '2027-01-08' })
    await db.calendarDay.deleteMany({ where: { year: 2027 } })
    await db.calendarYear.delete({ where: { year: 2027 } })
  })

  test('withdrawn by another person with a reason, and shown again; not by who published it, not after somebody objected', async () => {
    const one = await made()
    const { number } = await publish([one])
    const input = { number, version: 2, reason: '金额写错了，更正后重新公示' }
    await expect(withdrawNotice(as(clerk, ['intake']), input)).rejects.toMatchObject({ code: 'policy.published_by_you' })
    await withdrawNotice(as(clerk2, ['intake']), input)
    expect(await publicNotice(number, calendarDate('2026-09-15'))).toBeNull()
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-10-30'))).toBe(false)
    const again = await publish([one])
    await objectOnline(anybody(), said(again.number))
    await expect(withdrawNotice(as(clerk2, ['intake']), { ...input, number: again.number })).rejects.toMatchObject({ code: 'notice.objected' })
  })
})

describe('异议', () => {
  test('holds the case at once; the notice is cleared only when it is decided and the last day is over', async () => {
    const one = await made({ amountFen: 10_000_000n })
    const { number, ackDueOn, decideDueOn } = await objected(one)
    expect([ackDueOn, decideDueOn]).toEqual(['2026-09-15', '2026-09-28'])
    expect(await stateOf(one)).toBe('objection_hold')
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-22'))).toBe(false)
    await expect(db.$transaction((tx) => moveCase(tx, as(leader, ['leader'], after), one.caseId, 'approve'))).rejects.toMatchObject({
      code: 'case.state_changed',
    })
    await investigated(number)
    expect(await decideObjection(as(leader, ['leader'], after), await verdict(number, { decision: 'unfounded' }))).toMatchObject({
      state: 'notified',
      caseState: 'public_notice',
    })
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-20'))).toBe(false)
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-21'))).toBe(true)
    const row = await db.noticeLine.findFirstOrThrow({ where: { caseId: one.caseId } })
    expect(row.outcome).toBe('异议已处理')
  })

  test('several objections: the case goes on after the last one', async () => {
    const one = await made()
    const first = await objected(one)
    const second = await objectOnline(
      anybody(),
      said(first.notice, { anonymous: true, name: '', contact: '', evidence: '项目负责人去年九月在另一家公司任职，工商信息公开网站上查得到' }),
    )
    expect(await db.objection.findUniqueOrThrow({ where: { number: second.number } })).toMatchObject({ name: null, contactCipher: null })
    await investigated(first.number)
    expect(await decideObjection(as(leader, ['leader']), await verdict(first.number, { decision: 'unfounded' }))).toMatchObject({ caseState: 'objection_hold' })
    await investigated(second.number)
    expect(await decideObjection(as(leader, ['leader']), await verdict(second.number, { decision: 'unfounded' }))).toMatchObject({ caseState: 'public_notice' })
    expect((await objectionOf(second.number)).notifiedHow).toBe('look_up')
  })

  test('founded: the case is rejected, or the meeting votes anew and the notice has to be shown anew', async () => {
    const one = await made()
    const { number } = await objected(one)
    await investigated(number)
    expect(await decideObjection(as(leader, ['leader']), await verdict(number, { decision: 'founded', consequence: 'reject' }))).toMatchObject({
      caseState: 'rejected',
    })
    const other = await made()
    const second = await objected(other)
    await investigated(second.number)
    expect(await decideObjection(as(leader, ['leader']), await verdict(second.number, { decision: 'founded', consequence: 'return' }))).toMatchObject({
      caseState: 'panel_decision',
    })
    await expect(publish([other])).rejects.toMatchObject({ code: 'notice.changed' })
  })

  test('returned to the meeting while another objection is open: not shown again before that one is decided too', async () => {
    const one = await made()
    const first = await objected(one)
    const second = await objectOnline(anybody(), said(first.notice))
    await investigated(first.number)
    await decideObjection(as(leader, ['leader']), await verdict(first.number, { decision: 'founded', consequence: 'return' }))
    const vote = {
      caseId: one.caseId,
      step: 'panel',
      round: 2,
      decision: 'concur',
      reason: '再议后同意',
      quantity: 2,
      signedBy: staff.chair.userId,
      signerName: staff.chair.name,
    }
    await db.caseSignature.createMany({ data: [{ ...vote, caseVersion: 1, at: monday.now() }] })
    await expect(publish([one])).rejects.toMatchObject({ code: 'notice.changed' })
    await investigated(second.number)
    expect(await decideObjection(as(leader, ['leader']), await verdict(second.number, { decision: 'unfounded' }))).toMatchObject({
      caseState: 'panel_decision',
    })
    await publish([one])
    expect(await stateOf(one)).toBe('public_notice')
  })

  test('until the end of the last day and not after; written down at the window it counts from the day on which it came', async () => {
    const one = await made()
    const { number } = await publish([one])
    await expect(objectOnline(anybody(after), said(number))).rejects.toMatchObject({ code: 'notice.over' })
    const late = await enterObjection(as(clerk, ['intake'], after), { ...said(number), channel: 'letter', receivedOn: '2026-09-20' })
    expect(late.ackDueOn).toBe('2026-09-21')
    await objectOnline(anybody(lastDay), said(number))
    await expect(enterObjection(as(clerk, ['intake'], monday), { ...said(number), channel: 'phone', receivedOn: '2026-09-20' })).rejects.toMatchObject({
      fields: { receivedOn: 'objection.in_future' },
    })
    expect(await db.objection.count({ where: { caseId: one.caseId } })).toBe(2)
  })

  test('anonymous without concrete evidence is refused; repeated with the same key it is one objection', async () => {
    const one = await made()
    const { number } = await publish([one])
    const short = said(number, { anonymous: true, name: '', contact: '', evidence: '大家都知道' })
    await expect(objectOnline(anybody(), short)).rejects.toMatchObject({ fields: { evidence: 'text.too_short:30' } })
    expect(await stateOf(one)).toBe('public_notice')
    const key = randomUUID()
    const first = await objectOnline(anybody(monday, key), said(number))
    expect(await objectOnline(anybody(monday, key), said(number))).toEqual(first)
    expect(await db.objection.count({ where: { caseId: one.caseId } })).toBe(1)
  })

  test('the objector follows it by receipt code or telephone tail; a wrong code is as good as no such number', async () => {
    const { number, secret } = await objected(await made())
    expect(await lookUpObjection(number.toLowerCase(), secret.toLowerCase())).toMatchObject({ number, state: '收到了，等人接手', decision: null })
    expect(await lookUpObjection(number, '0888')).toMatchObject({ number })
    expect(await lookUpObjection(number, 'WRONG234')).toBeNull()
    expect(await lookUpObjection('YY-2026-9999', secret)).toBeNull()
  })

  test('who took part in the case cannot handle it; who handles it does not decide it; the database says the same', async () => {
    const one = await made()
    const { number } = await objected(one)
    const version = async () => (await objectionOf(number)).version
    await expect(admitObjection(as(staff.first, ['intake']), { number, version: await version() })).rejects.toMatchObject({ code: 'policy.not_independent' })
    await expect(admitObjection(as(one.founder, ['intake']), { number, version: await version() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(db.objection.update({ where: { number }, data: { handlerId: staff.chair.userId } })).rejects.toThrow(/not independent: signed/)
    await admitObjection(as(leader, ['leader']), { number, version: await version() })
    await expect(
      investigateObjection(as(clerk, ['intake']), { number, version: await version(), findings: '这里写核实的情况，不少于十个字' }),
    ).rejects.toMatchObject({ code: 'policy.not_the_handler' })
    await investigateObjection(as(leader, ['leader']), { number, version: await version(), findings: '查了去年的公示和申请表，确是两个项目' })
    await expect(decideObjection(as(leader, ['leader']), await verdict(number, { decision: 'unfounded' }))).rejects.toMatchObject({
      code: 'policy.handled_by_you',
    })
    await expect(decideObjection(as(clerk, ['intake']), await verdict(number, { decision: 'unfounded' }))).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      db.objection.update({
        where: { number },
        data: { state: 'decided', version: { increment: 1 }, decision: 'unfounded', reason: '理由写在这里', decidedBy: leader.userId, decidedAt: new Date() },
      }),
    ).rejects.toThrow(/decided_by_another/)
  })

  test('left aside only with a second person, who may take it up after all', async () => {
    const one = await made()
    const { number } = await objected(one)
    await dismissObjection(as(clerk, ['intake']), { number, version: 1, reason: '没有写具体事实' })
    expect(await stateOf(one)).toBe('objection_hold')
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-22'))).toBe(false)
    expect(await confirmDismissal(as(leader, ['leader']), { number, version: 2, agree: false, reason: '可以核实，先受理' })).toMatchObject({
      state: 'admissible',
    })
    const other = await objected(await made())
    await dismissObjection(as(clerk, ['intake']), { number: other.number, version: 1, reason: '没有写具体事实' })
    expect(await confirmDismissal(as(leader, ['leader']), { number: other.number, version: 2, agree: true, reason: '没有可以核实的事实' })).toMatchObject({
      state: 'notified',
      caseState: 'public_notice',
    })
  })

  test('extended once; reminded on the last day, once a day; closed after everybody was told', async () => {
    const { number } = await objected(await made())
    expect(await objectionDay(at('2026-09-14'))).toBe(0)
    expect(await objectionDay(at('2026-09-15'))).toBeGreaterThan(0)
    await admitObjection(as(clerk, ['intake']), { number, version: 1 })
    const extended = await extendObjection(as(clerk, ['intake']), { number, version: 2, reason: '等外地市场监管部门回函' })
    expect(extended.decideDueOn).toBe('2026-10-16')
    await expect(extendObjection(as(clerk, ['intake']), { number, version: 3, reason: '还要再等几天' })).rejects.toMatchObject({
      code: 'objection.extended_already',
    })
    await investigateObjection(as(clerk, ['intake']), { number, version: 3, findings: '查了去年的公示和申请表，确是两个项目' })
    await decideObjection(as(leader, ['leader']), await verdict(number, { decision: 'unfounded' }))
    await objectionDay(at('2026-09-18'))
    expect((await objectionOf(number)).state).toBe('notified')
    await objectionDay(at('2026-09-30'))
    expect((await objectionOf(number)).state).toBe('closed')
  })

  test('the contact is cipher in the row, seen by the handler only for a reason, and in no audit row', async () => {
    const { number } = await objected(await made(), { contact: 'bai@demo.climber.example' })
    await admitObjection(as(clerk, ['intake']), { number, version: 1 })
    await expect(seeContact(as(clerk2, ['intake']), { number, reason: '想打个电话问问' })).rejects.toMatchObject({ code: 'policy.not_the_handler' })
    expect(await seeContact(as(clerk, ['intake']), { number, reason: '约当面核实' })).toEqual({ contact: 'bai@demo.climber.example' })
    expect(await db.auditEvent.findFirst({ where: { action: 'objection.contact_seen', subjectId: number } })).toMatchObject({ reason: '约当面核实' })
    const leaks = await db.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM (SELECT row_to_json(a)::text AS t FROM audit_event a UNION ALL SELECT row_to_json(o)::text FROM objection o
        UNION ALL SELECT row_to_json(e)::text FROM case_event e UNION ALL SELECT row_to_json(d)::text FROM document d) x WHERE t LIKE '%bai@demo%'`
    expect(Number(leaks[0]?.n)).toBe(0)
    await investigateObjection(as(clerk, ['intake']), { number, version: 2, findings: '查了去年的公示和申请表，确是两个项目' })
    expect(await decideObjection(as(leader, ['leader']), await verdict(number, { decision: 'unfounded' }))).toMatchObject({ state: 'decided' })
    expect(await tellDecision(as(clerk, ['intake']), { number, version: 4, how: 'letter' })).toMatchObject({ state: 'notified' })
  })

  test('somebody who is signed in by chance leaves no trace of who they are', async () => {
    const one = await made()
    const { number } = await publish([one])
    const neighbour = await makePerson(db, '石一鸣')
    await objectOnline(
      ctxOf(neighbour, ['applicant'], monday, randomUUID()),
      said(number, { anonymous: true, name: '', contact: '', evidence: '项目负责人去年九月在另一家公司任职，工商信息公开网站上查得到' }),
    )
    const traces = await db.$queryRaw<{ n: bigint }[]>`
      SELECT (SELECT count(*) FROM case_event WHERE actor_id = ${neighbour.userId}::uuid) + (SELECT count(*) FROM audit_event WHERE actor_id = ${neighbour.userId}::uuid) AS n`
    expect(Number(traces[0]?.n)).toBe(0)
  })
})

describe('复核', () => {
  const asked = async (one: PanelCase, when = at('2026-09-14')) =>
    askReconsideration(as(one.founder, ['applicant'], when), {
      caseNo: one.caseNo,
      version: await versionOf(one),
      facts: '评分表里的专利号写错了，附上证书号请再看一次',
      evidence: '',
    })
  async function ready(one: PanelCase): Promise<string> {
    const { number } = await asked(one)
    await investigated(number)
    return number
  }

  test('within five working days, once, by the applicant only', async () => {
    const one = await made({ panel: 'reject' })
    await expect(asked(one, at('2026-09-19'))).rejects.toMatchObject({ code: 'reconsider.over' })
    const stranger = await makePerson(db, '秦望舒')
    await expect(
      askReconsideration(as(stranger, ['applicant']), { caseNo: one.caseNo, version: 2, facts: '评分表里的专利号写错了', evidence: '' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { decideDueOn } = await asked(one, at('2026-09-18'))
    expect(decideDueOn).toBe('2026-10-09')
    expect(await stateOf(one)).toBe('appealed')
    await expect(asked(one)).rejects.toMatchObject({ code: 'reconsider.not_rejected' })
  })

  test('upheld: the result stands, with a written decision', async () => {
    const one = await made({ panel: 'reject' })
    const number = await ready(one)
    await decideReconsideration(as(leader, ['leader']), await verdict(number, { decision: 'upheld' }))
    expect(await stateOf(one)).toBe('upheld')
    const paper = await db.document.findFirstOrThrow({ where: { caseId: one.caseId, kind: 'reconsideration' } })
    expect(JSON.stringify(paper.data)).toMatch(/不是法律意见/)
    expect((await objectionOf(number)).state).toBe('notified')
  })

  test('amended: the support is given and its money set aside in the same transaction; more than there is changes nothing', async () => {
    const one = await made({ panel: 'reject', amountFen: 30_000_000n })
    const number = await ready(one)
    await expect(decideReconsideration(as(leader, ['leader']), await verdict(number, { decision: 'amended', amountFen: 30_000_001 }))).rejects.toMatchObject({
      fields: { amountFen: 'reconsider.more_than_asked' },
    })
    const before = await headroomOf(db, round.lineId)
    await decideReconsideration(as(leader, ['leader']), await verdict(number, { decision: 'amended', amountFen: 20_000_000 }))
    expect(await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).toMatchObject({ state: 'amended', amountFen: 20_000_000n })
    const now = await headroomOf(db, round.lineId)
    expect(now.committedFen - before.committedFen).toBe(20_000_000n)
    const rich = await made({ panel: 'reject', amountFen: 1_000_000_000n })
    const second = await ready(rich)
    await expect(decideReconsideration(as(leader, ['leader']), await verdict(second, { decision: 'amended' }))).rejects.toMatchObject({
      code: 'fund.insufficient',
    })
    expect(await stateOf(rich)).toBe('appealed')
    expect((await objectionOf(second)).decision).toBeNull()
  })

  test('never by who signed the case, also not by the door of the database', async () => {
    const one = await made({ panel: 'reject' })
    const { number } = await asked(one)
    await expect(admitObjection(as(staff.second, ['intake']), { number, version: 1 })).rejects.toMatchObject({ code: 'policy.not_independent' })
    await expect(
      db.objection.update({
        where: { number },
        data: { state: 'admissible', version: 2, handlerId: staff.second.userId, ackAt: new Date(), ackBy: staff.second.userId },
      }),
    ).rejects.toThrow(/not independent: signed/)
    await investigated(number)
    await expect(decideReconsideration(as(clerk, ['leader']), await verdict(number, { decision: 'upheld' }))).rejects.toMatchObject({
      code: 'policy.handled_by_you',
    })
    expect(await decideReconsideration(as(leader2, ['leader']), await verdict(number, { decision: 'upheld' }))).toMatchObject({ caseState: 'upheld' })
  })
})
