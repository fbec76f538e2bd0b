import { calendarDate, instantAt } from '@/lib/kernel/calendar-date'
import type { PrismaClient, Round } from '@/prisma/generated/client'

export interface RoundWish {
  readonly name?: string
  readonly measures?: readonly string[]
  readonly chain?: 'direct' | 'panel'
  /** Days on which it opens (midnight) and closes (18:00). */
  readonly opensOn?: string
  readonly closesOn?: string
  readonly panelSize?: number
  readonly published?: boolean
}

let counter = 0

/** A round with a panel for 项目资助 and workplaces, published the day before it opens, with the first rubric and the grant line of its year. */
export async function makeRound(db: PrismaClient, wish: RoundWish = {}): Promise<Round> {
  const opensOn = calendarDate(wish.opensOn ?? '2026-09-01')
  const opensAt = instantAt(opensOn, '00:00')
  const rubric = await db.rubric.findFirstOrThrow({ orderBy: { version: 'desc' } })
  const line = await db.fundLine.findFirst({ where: { code: 'grant', year: Number(opensOn.slice(0, 4)) } })
  return db.round.create({
    data: {
      programmeCode: 'climber',
      name: wish.name ?? `项目资助批次 ${++counter}`,
      opensAt,
      closesAt: instantAt(calendarDate(wish.closesOn ?? '2026-12-31'), '18:00'),
      formVersion: 2,
      measures: [...(wish.measures ?? ['grant', 'office'])],
      chain: wish.chain ?? 'panel',
      rubricId: rubric.id,
      panelSize: wish.panelSize ?? 5,
      promisedDays: 20,
      fundLineId: line?.id ?? null,
      ...(wish.published === false ? {} : { publishedAt: new Date(opensAt.getTime() - 86_400_000) }),
    },
  })
}
