// What happened with the sixty applications until today, through the commands that the staff use. Every step looks at
// the state of its case first, so that an interrupted seed goes on where it stopped.
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { assign } from '@/lib/foundation/casework/server/commands/assign'
import { checkMaterial } from '@/lib/foundation/casework/server/commands/check-material'
import { addNote } from '@/lib/foundation/casework/server/commands/note'
import { pause } from '@/lib/foundation/casework/server/commands/pause'
import { refuse } from '@/lib/foundation/casework/server/commands/refuse'
import { requireSupplement } from '@/lib/foundation/casework/server/commands/require-supplement'
import { finalDecision, firstReview } from '@/lib/foundation/casework/server/commands/review'
import { allocate } from '@/lib/journeys/space/server/commands/allocate'
import { offer } from '@/lib/journeys/space/server/commands/offer'
import type { Actor } from '@/lib/kernel/actor'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { StoryDays } from './days'
import { handIn } from './materials'
import { actorOf, ctxFor } from './people'

type Measure = 'office' | 'flat' | 'loan'
type Staff = 'clerk' | 'clerk2' | 'leader' | 'space'

/** Applications by their place in the ledger. The first ones came earlier and are further on. */
const PROCESSED = 24
const TOTAL = 60

/** Receipt of the n-th application (from 1): working days back, and the part of that day. */
export function receiptOf(n: number): { back: number; part: number } {
  const spread = (from: number, to: number, back: number) => ({ back, part: 0.05 + (0.85 * (n - from)) / Math.max(1, to - from) })
  if (n <= 6) return spread(1, 6, 7)
  if (n <= 14) return spread(7, 14, 6)
  if (n <= PROCESSED) return spread(15, PROCESSED, 4)
  if (n <= 26) return spread(25, 26, 3)
  if (n <= 29) return spread(27, 29, 2)
  if (n <= 38) return spread(30, 38, 1)
  return spread(39, TOTAL, 0)
}

/** Applications that wait at the window without some of their materials. */
const incomplete: Readonly<Record<number, readonly string[]>> = {
  11: ['use'],
  26: ['licence'],
  29: ['study'],
  34: ['licence', 'use'],
  41: ['licence'],
  52: ['plan'],
  57: ['identity', 'study'],
}

class Story {
  private readonly staff = new Map<Staff, Actor>()

  constructor(
    private readonly days: StoryDays,
    private readonly numbers: readonly string[],
  ) {}

  async begin(): Promise<void> {
    for (const login of ['clerk', 'clerk2', 'leader', 'space'] as const) this.staff.set(login, await actorOf(login))
  }

  async caseOf(n: number, measureCode: Measure) {
    const externalNo = this.numbers[n - 1]
    return externalNo ? db.case.findFirst({ where: { application: { externalNo }, measureCode }, include: { clocks: { include: { pauses: true } } } }) : null
  }

  ctx(who: Staff, when: Clock) {
    const actor = this.staff.get(who)
    if (!actor) throw new Error(`story without ${who}`)
    return ctxFor(actor, when)
  }

  /** Runs a step when its case stands where the step begins. */
  private async step(
    n: number,
    measure: Measure,
    states: readonly string[],
    act: (row: { caseNo: string; version: number }) => Promise<unknown>,
  ): Promise<void> {
    const row = await this.caseOf(n, measure)
    if (row && states.includes(row.state)) await act({ caseNo: row.caseNo, version: row.version })
  }

  accept = (n: number, measure: Measure, back: number) =>
    this.step(n, measure, ['submitted'], (row) => accept(this.ctx(n % 2 ? 'clerk' : 'clerk2', this.days.at(back, (n % 8) / 10 + 0.1)), row))

  review = (n: number, measure: Measure, back: number, reason: string, decision: 'concur' | 'reject' = 'concur') =>
    this.step(n, measure, ['accepted'], (row) =>
      firstReview(this.ctx(n % 2 ? 'clerk2' : 'clerk', this.days.at(back, 0.4)), {
        ...row,
        decision,
        reason,
        ...(measure === 'office' ? { quantity: 2 } : {}),
      }),
    )

  decide = (n: number, measure: Measure, back: number, reason: string, decision: 'concur' | 'reject' = 'concur') =>
    this.step(n, measure, ['panel_decision'], (row) =>
      finalDecision(this.ctx('leader', this.days.at(back, 0.6 + n / 100)), {
        ...row,
        decision,
        reason,
        ...(measure === 'office' && decision === 'concur' ? { quantity: 2 } : {}),
      }),
    )

  refuse = (n: number, measure: Measure, back: number, reason: string) =>
    this.step(n, measure, ['submitted'], (row) =>
      refuse(this.ctx('clerk', this.days.at(back, 0.5)), { ...row, reason, legalBasis: '《中华人民共和国行政许可法》第三十二条第一款' }),
    )

  supplement = (n: number, measure: Measure, back: number, key: string, remark: string) =>
    this.step(n, measure, ['submitted'], (row) => requireSupplement(this.ctx('clerk', this.days.at(back, 0.7)), { ...row, items: [{ key, remark }] }))

  async pause(n: number, measure: Measure, back: number, detail: string): Promise<void> {
    const row = await this.caseOf(n, measure)
    if (row?.state !== 'accepted' || row.clocks.some((one) => one.pauses.length > 0)) return
    await pause(this.ctx('clerk2', this.days.at(back, 0.3)), { caseNo: row.caseNo, version: row.version, reason: 'outside_authority', detail })
  }

  async assign(n: number, who: 'clerk' | 'clerk2'): Promise<void> {
    const user = this.staff.get(who)
    const { back, part } = receiptOf(n)
    for (const measure of ['office', 'flat', 'loan'] as const) {
      const row = await this.caseOf(n, measure)
      if (!user || !row || row.assigneeId || row.state !== 'submitted') continue
      await assign(this.ctx(who, this.days.at(back, Math.min(1, part + 0.05))), { caseNo: row.caseNo, version: row.version, userId: user.userId })
    }
  }

  /** Two free desks side by side on the plan, held and offered. */
  async offerDesks(n: number, back: number): Promise<void> {
    const row = await this.caseOf(n, 'office')
    if (row?.state !== 'approved') return
    const live = await db.allocation.findMany({ where: { caseId: row.id, state: { in: ['held', 'offered', 'accepted', 'occupied'] } } })
    if (live.length === 0) {
      const free = await db.unit.findMany({
        where: {
          kind: 'desk',
          state: 'available',
          carrierType: 'makerspace',
          allocations: { none: { state: { in: ['held', 'offered', 'accepted', 'occupied', 'notice_given'] } } },
        },
        orderBy: { code: 'asc' },
        select: { id: true, zone: true, x: true, y: true },
      })
      const first = free.find((one, i) => free[i + 1]?.zone === one.zone && free[i + 1]?.y === one.y && free[i + 1]?.x === (one.x ?? 0) + 1)
      const second = first && free[free.indexOf(first) + 1]
      if (!first || !second) return
      await allocate(this.ctx('space', this.days.at(back, 0.3)), { caseNo: row.caseNo, unitIds: [first.id, second.id] })
    } else if (live.some((one) => one.state !== 'held')) return
    await offer(this.ctx('space', this.days.at(back, 0.5)), { caseNo: row.caseNo })
  }

  async checkAll(n: number, measure: Measure, back: number): Promise<void> {
    const row = await this.caseOf(n, measure)
    if (row?.state !== 'submitted') return
    const files = await db.caseMaterial.findMany({ where: { caseId: row.id, fileId: { not: null }, state: 'to_check' } })
    for (const { key, fileId } of files)
      await checkMaterial(this.ctx('clerk', this.days.at(back, 0.8)), { caseNo: row.caseNo, key, fileId: fileId ?? '', ok: true, remark: '' })
  }

  async noteOnce(n: number, measure: Measure, back: number, text: string): Promise<void> {
    const row = await this.caseOf(n, measure)
    if (!row || (await db.caseNote.count({ where: { caseId: row.id } })) > 0) return
    await addNote(this.ctx('clerk', this.days.at(back, 0.9)), { caseNo: row.caseNo, internal: true, text })
  }
}

async function decided(story: Story): Promise<void> {
  for (const n of [1, 2, 3, 4]) await story.review(n, 'office', 4, '团队成员齐全，项目已有样机，符合入驻条件，建议给两个工位')
  for (const n of [1, 2, 3]) await story.decide(n, 'office', 3, '同意，先给两个工位，半年后看使用情况')
  await story.offerDesks(1, 1)
  await story.review(5, 'office', 3, '项目和在孵企业的产品高度重合，场地需求说明不足', 'reject')
  await story.decide(5, 'office', 2, '产品和一家在孵企业基本相同，计划书里没有说明差别。补充差异后，下一批可以再申请', 'reject')
  // two at decision: a desk case (4) and a flat case (2)
  await story.review(2, 'flat', 2, '在湘潭没有住房，毕业未满三年，符合条件')
}

/** The whole story until today; `numbers` are the application numbers in the order of the ledger. */
export async function tellStory(days: StoryDays, numbers: readonly string[]): Promise<void> {
  const story = new Story(days, numbers)
  await story.begin()
  await handIn(numbers, (externalNo) => incomplete[numbers.indexOf(externalNo) + 1] ?? [])
  await story.refuse(9, 'loan', 4, '公司注册地不在高新区，不属于引导基金的支持范围。把注册地迁到高新区后可以再申请')
  await story.supplement(11, 'loan', 3, 'use', '缺用款计划：每一笔钱花在哪里，合计等于申请金额')
  for (let n = 1; n <= PROCESSED; n += 1) {
    const back = n <= 5 ? 5 : n <= 14 ? 4 : 3
    for (const measure of ['office', 'flat', 'loan'] as const) if (n <= 20 || measure !== 'loan') await story.accept(n, measure, back)
  }
  await decided(story)
  await story.pause(8, 'flat', 3, '等公安部门核实在湘潭的住房情况')
  for (let n = PROCESSED + 1; n <= TOTAL; n += 1) if (n % 4 < 2) await story.assign(n, n % 4 === 0 ? 'clerk' : 'clerk2')
  for (const n of [25, 31]) await story.checkAll(n, 'office', 0)
  await story.noteOnce(26, 'loan', 0, '电话联系过，营业执照这周能办下来，来了再收')
}
