import 'server-only'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { type CaseState, caseWords, isGranted } from '../model/machine'

/** A public line about a case: no names, no reasons. */
export interface PublicCase {
  readonly caseNo: string
  readonly item: string
  readonly state: string
  readonly kind: string
  readonly since: string
  readonly next: string
  readonly promisedOn: string | null
  readonly statutoryOn: string | null
  readonly provisional: boolean
}

const nextStep: Partial<Record<CaseState, string>> = {
  submitted: '窗口看材料，告诉申请人受不受理',
  intake_check: '窗口看材料，告诉申请人受不受理',
  supplement_required: '等申请人补材料',
  accepted: '初审',
  eligibility_review: '初审',
  expert_review: '专家评审，评审的时间不计入承诺',
  panel_decision: '审定',
  public_notice: '公示期满，没有异议就批准',
  objection_hold: '核实异议',
  appealed: '由另外的人复核',
  rejected: '申请人可以按期申请复核，也可以改好再申请',
  not_accepted: '申请人可以改好再申请',
  approved: '分配并发通知书，申请人确认',
  amended: '分配并发通知书，申请人确认',
}

/** Where a round with experts goes another way than the window's own decision. */
const nextOfPanel: Partial<Record<CaseState, string>> = { eligibility_review: '复核', panel_decision: '评审会审定，然后公示' }

function nextOf(row: { state: CaseState; measure: { caseKind: string | null }; application: { round: { chain: string } } }): string {
  if (isGranted(row.state) && row.measure.caseKind === 'grant') return '签资助协议，按进度拨付'
  const panel = row.application.round.chain === 'direct' ? undefined : nextOfPanel[row.state]
  return panel ?? nextStep[row.state] ?? '没有下一步了'
}

/** Answers null for an unknown number and for a wrong tail alike. */
export async function trackCase(caseNo: string, phoneTail: string): Promise<PublicCase | null> {
  const row = await db.case.findUnique({
    where: { caseNo },
    include: {
      application: { select: { round: { select: { chain: true } } } },
      measure: true,
      clocks: true,
      events: { where: { audience: 'public' }, orderBy: { id: 'desc' }, take: 1 },
    },
  })
  if (row?.phoneTail.length !== 4 || row.phoneTail !== phoneTail) return null
  const words = caseWords[row.state as CaseState]
  const running = row.clocks.find((c) => c.phase === 'handling') ?? row.clocks[0]
  return {
    caseNo: row.caseNo,
    item: row.measure.name,
    state: words.public,
    kind: words.kind,
    since: (row.events[0]?.at ?? row.submittedAt).toISOString(),
    next: nextOf({ ...row, state: row.state as CaseState }),
    promisedOn: running ? fromDateColumn(running.promisedDueOn) : null,
    statutoryOn: running ? fromDateColumn(running.statutoryDueOn) : null,
    provisional: running?.provisional ?? false,
  }
}
