import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { objectOnline } from './commands/object'
import { publishNotice } from './commands/publish'
import { withdrawNotice } from './commands/withdraw'
import { noticeCleared } from './door'
import { objectionDay } from './jobs'
import { anybody, as, chosen, type NoticeStory, said, stateOf, tellNotices } from './notice-story'
import { publicNotice, publicNotices } from './public'

let story: NoticeStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellNotices()
})
afterAll(closeTestDatabase)
beforeEach(() => story.freshRound())

describe('公示', () => {
  test('one press: masked lines, five working days, the cases move, the public reads it until its last day and no longer', async () => {
    const one = await story.made({ name: '王小明', project: '王小明的声纹监测仪 19907310000', amountFen: 30_000_000n, grantedFen: 25_000_000n })
    const { number, toOn } = await story.publish([one])
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
    expect(await db.auditEvent.findFirst({ where: { action: 'notice.published', subjectId: number } })).toMatchObject({ actorId: story.clerk.userId })
    const pauses = await db.casePause.findMany({ where: { clock: { caseId: one.caseId } } })
    expect(pauses).toMatchObject([{ reason: 'public_notice', toOn: null }])
  })

  test('twice at once: one notice, the other is told that the list has changed', async () => {
    const one = await story.made()
    const cases = await chosen(one)
    const tries = await Promise.allSettled(
      [1, 2].map((n) => publishNotice(as(n === 1 ? story.clerk : story.clerk2, ['intake']), { roundId: story.round.id, cases, days: 5 })),
    )
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(tries.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'notice.changed' } })
    expect(await db.noticeLine.count({ where: { caseId: one.caseId } })).toBe(1)
  })

  test('fewer days than the rule, a case that was rejected, one’s own case, another role: nothing happens', async () => {
    const one = await story.made()
    const no = await story.made({ panel: 'reject' })
    await expect(story.publish([one], 4)).rejects.toMatchObject({ code: 'notice.days_few' })
    await expect(story.publish([one, no])).rejects.toMatchObject({ code: 'notice.changed' })
    await expect(story.publish([one], 5, as(story.leader, ['leader']))).rejects.toMatchObject({ code: 'not_found' })
    await expect(story.publish([one], 5, as(one.founder, ['intake', 'applicant']))).rejects.toMatchObject({ code: 'policy.own_case' })
    expect(await db.publicNotice.count({ where: { roundId: story.round.id } })).toBe(0)
    expect(await stateOf(one)).toBe('panel_decision')
  })

  test('a period into a year without notice of days off is 暂定; entered later, the last day moves back only', async () => {
    const one = await story.made({ decidedAt: new Date('2026-12-28T02:00:00Z') })
    const { number, toOn } = await story.publish([one], 5, as(story.clerk, ['intake'], at('2026-12-30')))
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
    const one = await story.made()
    const { number } = await story.publish([one])
    const input = { number, version: 2, reason: '金额写错了，更正后重新公示' }
    await expect(withdrawNotice(as(story.clerk, ['intake']), input)).rejects.toMatchObject({ code: 'policy.published_by_you' })
    await withdrawNotice(as(story.clerk2, ['intake']), input)
    expect(await publicNotice(number, calendarDate('2026-09-15'))).toBeNull()
    expect(await noticeCleared(db, one.caseId, calendarDate('2026-10-30'))).toBe(false)
    const again = await story.publish([one])
    await objectOnline(anybody(), said(again.number))
    await expect(withdrawNotice(as(story.clerk2, ['intake']), { ...input, number: again.number })).rejects.toMatchObject({ code: 'notice.objected' })
  })
})
