import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { notify } from '../../../notification/server/door'
import type { CaseState } from '../../model/machine'
import type { CaseRow } from '../repo'

/** The applicant hears the outcome by SMS, once per decision. */
export async function tellDecision(tx: Tx, row: CaseRow, to: CaseState): Promise<void> {
  const outcome = to === 'approved' ? approvedNext(row) : '这次没有通过，原因登录后能看到，改好了可以再申请'
  await tell(tx, row, { template: `case.${to}`, dedupeKey: `decided:${row.id}:${row.version}`, text: outcome })
}

const approvedNext = (row: CaseRow): string => (row.measure.caseKind === 'grant' ? '批准了，接下来会请你签资助协议' : '批准了，接下来会给你发通知书')

/** The experts have it now: said with the reason why the promise waits. */
export async function tellExperts(tx: Tx, row: CaseRow): Promise<void> {
  await tell(tx, row, {
    template: 'case.expert_review',
    dedupeKey: `experts:${row.id}:${row.version}`,
    text: '材料核过了，交给专家评审。专家看材料的时间不算在答应你的天数里，看完接着算',
  })
}

async function tell(tx: Tx, row: CaseRow, message: { template: string; dedupeKey: string; text: string }): Promise<void> {
  const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
  if (!holder.phone) return
  await notify(tx, {
    channel: 'sms',
    recipient: holder.phone,
    template: message.template,
    dedupeKey: message.dedupeKey,
    caseId: row.id,
    body: `你的${row.measure.name}申请（${row.caseNo}）${message.text}。`,
  })
}
