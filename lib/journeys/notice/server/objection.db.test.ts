import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { moveCase } from '@/lib/foundation/casework/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { confirmDismissal, decideObjection } from './commands/decide'
import { admitObjection, dismissObjection, extendObjection, investigateObjection, seeContact, tellDecision } from './commands/handle'
import { enterObjection, objectOnline } from './commands/object'
import { noticeCleared } from './door'
import { objectionDay } from './jobs'
import { lookUpObjection } from './look-up'
import { after, anybody, as, lastDay, monday, type NoticeStory, objectionOf, said, stateOf, tellNotices, verdict } from './notice-story'

let story: NoticeStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellNotices()
})
afterAll(closeTestDatabase)
beforeEach(() => story.freshRound())

describe('异议', () => {
  test('holds the case at once; the notice is cleared only when it is decided and the last day is over', async () => {
    const one = await story.made({ amountFen: 10_000_000n })
    const { number, ackDueOn, decideDueOn } = await story.objected(one)
    expect([ackDueOn, decideDueOn]).toEqual(['2026-09-15', '2026-09-28'])
    expect(await stateOf(one)).toBe('objection_hold')
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-22'))).toBe(false)
    await expect(db.$transaction((tx) => moveCase(tx, as(story.leader, ['leader'], after), one.caseId, 'approve'))).rejects.toMatchObject({
      code: 'case.state_changed',
    })
    await story.investigated(number)
    expect(await decideObjection(as(story.leader, ['leader'], after), await verdict(number, { decision: 'unfounded' }))).toMatchObject({
      state: 'notified',
      caseState: 'public_notice',
    })
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-20'))).toBe(false)
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-21'))).toBe(true)
    const row = await db.noticeLine.findFirstOrThrow({ where: { caseId: one.caseId } })
    expect(row.outcome).toBe('异议已处理')
  })

  test('several objections: the case goes on after the last one', async () => {
    const one = await story.made()
    const first = await story.objected(one)
    const second = await objectOnline(
      anybody(),
      said(first.notice, { anonymous: true, name: '', contact: '', evidence: '项目负责人去年九月在另一家公司任职，工商信息公开网站上查得到' }),
    )
    expect(await db.objection.findUniqueOrThrow({ where: { number: second.number } })).toMatchObject({ name: null, contactCipher: null })
    // one message for the hold, however many object
    expect(await db.outgoingMessage.count({ where: { caseId: one.caseId, template: 'notice.objected' } })).toBe(1)
    expect(await db.caseEvent.count({ where: { caseId: one.caseId, kind: 'objection_received' } })).toBe(2)
    await story.investigated(first.number)
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(first.number, { decision: 'unfounded' }))).toMatchObject({
      caseState: 'objection_hold',
    })
    await story.investigated(second.number)
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(second.number, { decision: 'unfounded' }))).toMatchObject({
      caseState: 'public_notice',
    })
    expect((await objectionOf(second.number)).notifiedHow).toBe('look_up')
  })

  test('founded: the case is rejected, or the meeting votes anew and the notice has to be shown anew', async () => {
    const one = await story.made()
    const { number } = await story.objected(one)
    await story.investigated(number)
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(number, { decision: 'founded', consequence: 'reject' }))).toMatchObject({
      caseState: 'rejected',
    })
    const other = await story.made()
    const second = await story.objected(other)
    await story.investigated(second.number)
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(second.number, { decision: 'founded', consequence: 'return' }))).toMatchObject({
      caseState: 'panel_decision',
    })
    await expect(story.publish([other])).rejects.toMatchObject({ code: 'notice.changed' })
  })

  test('returned to the meeting while another objection is open: not shown again before that one is decided too', async () => {
    const one = await story.made()
    const first = await story.objected(one)
    const second = await objectOnline(anybody(), said(first.notice))
    await story.investigated(first.number)
    await decideObjection(as(story.leader, ['leader']), await verdict(first.number, { decision: 'founded', consequence: 'return' }))
    const vote = {
      caseId: one.caseId,
      step: 'panel',
      round: 2,
      decision: 'concur',
      reason: '再议后同意',
      quantity: 2,
      signedBy: story.staff.chair.userId,
      signerName: story.staff.chair.name,
    }
    await db.caseSignature.createMany({ data: [{ ...vote, caseVersion: 1, at: monday.now() }] })
    await expect(story.publish([one])).rejects.toMatchObject({ code: 'notice.changed' })
    await story.investigated(second.number)
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(second.number, { decision: 'unfounded' }))).toMatchObject({
      caseState: 'panel_decision',
    })
    await story.publish([one])
    expect(await stateOf(one)).toBe('public_notice')
  })

  test('until the end of the last day and not after; written down at the window it counts from the day on which it came', async () => {
    const one = await story.made()
    const { number } = await story.publish([one])
    await expect(objectOnline(anybody(after), said(number))).rejects.toMatchObject({ code: 'notice.over' })
    const late = await enterObjection(as(story.clerk, ['intake'], after), { ...said(number), channel: 'letter', receivedOn: '2026-09-20' })
    expect(late.ackDueOn).toBe('2026-09-21')
    await objectOnline(anybody(lastDay), said(number))
    await expect(enterObjection(as(story.clerk, ['intake'], monday), { ...said(number), channel: 'phone', receivedOn: '2026-09-20' })).rejects.toMatchObject({
      fields: { receivedOn: 'objection.in_future' },
    })
    expect(await db.objection.count({ where: { caseId: one.caseId } })).toBe(2)
  })

  test('anonymous without concrete evidence is refused; repeated with the same key it is one objection', async () => {
    const one = await story.made()
    const { number } = await story.publish([one])
    const short = said(number, { anonymous: true, name: '', contact: '', evidence: '大家都知道' })
    await expect(objectOnline(anybody(), short)).rejects.toMatchObject({ fields: { evidence: 'text.too_short:30' } })
    expect(await stateOf(one)).toBe('public_notice')
    const key = randomUUID()
    const first = await objectOnline(anybody(monday, key), said(number))
    expect(await objectOnline(anybody(monday, key), said(number))).toEqual(first)
    const other = said(number, { facts: '还有一件事：负责人去年已经领过同样的资助' })
    await expect(objectOnline(anybody(monday, key), other)).rejects.toMatchObject({
      code: 'objection.sent_already',
      params: { number: first.number, secret: first.secret },
    })
    expect(await db.objection.count({ where: { caseId: one.caseId } })).toBe(1)
  })

  test('the objector follows it by receipt code or telephone tail; a wrong code is as good as no such number', async () => {
    const { number, secret } = await story.objected(await story.made())
    expect(await lookUpObjection(number.toLowerCase(), secret.toLowerCase())).toMatchObject({ number, state: '收到了，等人接手', decision: null })
    expect(await lookUpObjection(number, '0888')).toMatchObject({ number })
    expect(await lookUpObjection(number, 'WRONG234')).toBeNull()
    expect(await lookUpObjection('YY-2026-9999', secret)).toBeNull()
  })

  test('who took part in the case cannot handle it; who handles it does not decide it; the database says the same', async () => {
    const one = await story.made()
    const { number } = await story.objected(one)
    const version = async () => (await objectionOf(number)).version
    await expect(admitObjection(as(story.staff.first, ['intake']), { number, version: await version() })).rejects.toMatchObject({
      code: 'policy.not_independent',
    })
    await expect(admitObjection(as(one.founder, ['intake']), { number, version: await version() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(db.objection.update({ where: { number }, data: { handlerId: story.staff.chair.userId } })).rejects.toThrow(/not independent: signed/)
    await admitObjection(as(story.leader, ['leader']), { number, version: await version() })
    await expect(
      investigateObjection(as(story.clerk, ['intake']), { number, version: await version(), findings: '这里写核实的情况，不少于十个字' }),
    ).rejects.toMatchObject({ code: 'policy.not_the_handler' })
    await investigateObjection(as(story.leader, ['leader']), { number, version: await version(), findings: '查了去年的公示和申请表，确是两个项目' })
    await expect(decideObjection(as(story.leader, ['leader']), await verdict(number, { decision: 'unfounded' }))).rejects.toMatchObject({
      code: 'policy.handled_by_you',
    })
    await expect(decideObjection(as(story.clerk, ['intake']), await verdict(number, { decision: 'unfounded' }))).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      db.objection.update({
        where: { number },
        data: {
          state: 'decided',
          version: { increment: 1 },
          decision: 'unfounded',
          reason: '理由写在这里',
          decidedBy: story.leader.userId,
          decidedAt: new Date(),
        },
      }),
    ).rejects.toThrow(/decided_by_another/)
  })

  test('left aside only with a second person, who may take it up after all', async () => {
    const one = await story.made()
    const { number } = await story.objected(one)
    await dismissObjection(as(story.clerk, ['intake']), { number, version: 1, reason: '没有写具体事实' })
    expect(await stateOf(one)).toBe('objection_hold')
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-09-22'))).toBe(false)
    expect(await confirmDismissal(as(story.leader, ['leader']), { number, version: 2, agree: false, reason: '可以核实，先受理' })).toMatchObject({
      state: 'admissible',
    })
    const other = await story.objected(await story.made())
    await dismissObjection(as(story.clerk, ['intake']), { number: other.number, version: 1, reason: '没有写具体事实' })
    expect(await confirmDismissal(as(story.leader, ['leader']), { number: other.number, version: 2, agree: true, reason: '没有可以核实的事实' })).toMatchObject(
      {
        state: 'notified',
        caseState: 'public_notice',
      },
    )
  })

  test('extended once; reminded on the last day, once a day; closed after everybody was told', async () => {
    const { number } = await story.objected(await story.made())
    expect(await objectionDay(at('2026-09-14'))).toBe(0)
    expect(await objectionDay(at('2026-09-15'))).toBeGreaterThan(0)
    await admitObjection(as(story.clerk, ['intake']), { number, version: 1 })
    const extended = await extendObjection(as(story.clerk, ['intake']), { number, version: 2, reason: '等外地市场监管部门回函' })
    expect(extended.decideDueOn).toBe('2026-10-16')
    await expect(extendObjection(as(story.clerk, ['intake']), { number, version: 3, reason: '还要再等几天' })).rejects.toMatchObject({
      code: 'objection.extended_already',
    })
    await investigateObjection(as(story.clerk, ['intake']), { number, version: 3, findings: '查了去年的公示和申请表，确是两个项目' })
    await decideObjection(as(story.leader, ['leader']), await verdict(number, { decision: 'unfounded' }))
    await objectionDay(at('2026-09-18'))
    expect((await objectionOf(number)).state).toBe('notified')
    await objectionDay(at('2026-09-30'))
    expect((await objectionOf(number)).state).toBe('closed')
  })

  test('the contact is cipher in the row, seen by the handler only for a reason, and in no audit row', async () => {
    const { number } = await story.objected(await story.made(), { contact: 'bai@demo.climber.example' })
    await admitObjection(as(story.clerk, ['intake']), { number, version: 1 })
    await expect(seeContact(as(story.clerk2, ['intake']), { number, reason: '想打个电话问问' })).rejects.toMatchObject({ code: 'policy.not_the_handler' })
    expect(await seeContact(as(story.clerk, ['intake']), { number, reason: '约当面核实' })).toEqual({ contact: 'bai@demo.climber.example' })
    expect(await db.auditEvent.findFirst({ where: { action: 'objection.contact_seen', subjectId: number } })).toMatchObject({ reason: '约当面核实' })
    const leaks = await db.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM (SELECT row_to_json(a)::text AS t FROM audit_event a UNION ALL SELECT row_to_json(o)::text FROM objection o
        UNION ALL SELECT row_to_json(e)::text FROM case_event e UNION ALL SELECT row_to_json(d)::text FROM document d) x WHERE t LIKE '%bai@demo%'`
    expect(Number(leaks[0]?.n)).toBe(0)
    await investigateObjection(as(story.clerk, ['intake']), { number, version: 2, findings: '查了去年的公示和申请表，确是两个项目' })
    expect(await decideObjection(as(story.leader, ['leader']), await verdict(number, { decision: 'unfounded' }))).toMatchObject({ state: 'decided' })
    expect(await tellDecision(as(story.clerk, ['intake']), { number, version: 4, how: 'letter' })).toMatchObject({ state: 'notified' })
  })

  test('somebody who is signed in by chance leaves no trace of who they are', async () => {
    const one = await story.made()
    const { number } = await story.publish([one])
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
