// A notice (公示) with its lines, put there with its dates: for what comes after its last day.
import { type CalendarDate, dateColumn, instantAt } from '@/lib/kernel/calendar-date'
import type { PrismaClient } from '@/prisma/generated/client'

let counter = 0

export interface NoticeWish {
  readonly roundId: string
  readonly caseIds: readonly string[]
  readonly fromOn: CalendarDate
  /** The last day on which somebody can object. */
  readonly toOn: CalendarDate
  readonly by: string
}

/** A published notice of these cases, which go on to `public_notice`. */
export async function makeNotice(db: PrismaClient, wish: NoticeWish): Promise<{ id: string; number: string }> {
  const number = `测试公示〔2026〕第 ${++counter} 号`
  const publishedAt = instantAt(wish.fromOn, '09:00')
  const cases = await db.case.findMany({ where: { id: { in: [...wish.caseIds] } } })
  const notice = await db.publicNotice.create({
    data: {
      roundId: wish.roundId,
      title: '拟支持名单',
      days: 5,
      createdBy: wish.by,
      createdAt: publishedAt,
      lines: {
        create: cases.map((one, i) => ({
          ordinal: i + 1,
          caseId: one.id,
          maskedName: '周*安',
          project: '测试项目',
          support: '项目资助',
          amountFen: one.amountFen,
        })),
      },
    },
  })
  await db.publicNotice.update({
    where: { id: notice.id },
    data: { state: 'published', version: 2, number, publishedAt, publishedBy: wish.by, fromOn: dateColumn(wish.fromOn), toOn: dateColumn(wish.toOn) },
  })
  for (const one of cases) {
    await db.case.update({ where: { id: one.id }, data: { state: 'public_notice', version: one.version + 1 } })
    await db.caseEvent.create({
      data: { caseId: one.id, kind: 'notice_published', audience: 'public', fromState: one.state, toState: 'public_notice', at: publishedAt },
    })
  }
  return { id: notice.id, number }
}
