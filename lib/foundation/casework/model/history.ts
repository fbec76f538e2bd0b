import type { Audience, CaseEvent } from './machine'

export interface HistoryInput {
  readonly kind: string
  readonly params: Readonly<Record<string, string | number>>
  readonly when: string
  readonly who: string | null
}

export interface HistoryLine {
  readonly state: 'done' | 'pause'
  readonly title: string
  readonly meta: string
}

type Words = (p: Readonly<Record<string, string | number>>) => string

/** What happened, in the words of who reads it. One history, three projections. */
const words: Record<string, { applicant: Words; staff: Words }> = {
  submitted: { applicant: () => '你交了申请', staff: () => '提交申请' },
  accepted: { applicant: (p) => `受理了，通知书 ${p.document}`, staff: (p) => `受理，${p.document}` },
  supplement_required: { applicant: (p) => `要补 ${p.count} 份材料，通知书 ${p.document}`, staff: (p) => `一次性告知 ${p.count} 项，${p.document}` },
  resubmitted: { applicant: () => '你补齐了材料', staff: () => '补正材料已交' },
  not_accepted: { applicant: (p) => `没有受理，通知书 ${p.document}`, staff: (p) => `不予受理，${p.document}` },
  reason: { applicant: (p) => `理由：${p.reason}`, staff: (p) => `告知理由：${p.reason}` },
  assigned: { applicant: () => '分给了经办人', staff: (p) => `分派给${p.to}` },
  paused: { applicant: (p) => `暂停：${p.detail}（暂停的时间不计入承诺）`, staff: (p) => `时钟暂停：${p.detail}` },
  resumed: { applicant: (p) => `继续办，一共暂停了 ${p.pausedDays} 个工作日`, staff: (p) => `时钟恢复，累计暂停 ${p.pausedDays} 个工作日` },
  dates_recomputed: {
    applicant: (p) => `${p.year} 年的放假安排公布了，最晚 ${p.to} 前给你结果（原来算的是 ${p.from}）`,
    staff: (p) => `${p.year} 年放假通知录入，承诺日 ${p.from} 改为 ${p.to}`,
  },
  supplement_due_moved: {
    applicant: (p) => `${p.year} 年的放假安排公布了，材料最晚 ${p.to} 前补齐（原来算的是 ${p.from}）`,
    staff: (p) => `${p.year} 年放假通知录入，补正期限 ${p.from} 改为 ${p.to}`,
  },
  sent_back: { applicant: () => '还要再看一遍，回到初审', staff: (p) => `退回初审：${p.reason}` },
  first_reviewed: { applicant: () => '初审完成', staff: (p) => `初审${p.decision === 'concur' ? '同意' : '不同意'}：${p.reason}` },
  review_passed_on: { applicant: () => '初审完成，交给领导审定', staff: () => '转审定' },
  sent_to_second_check: { applicant: () => '初审完成，换一位同事再核一遍', staff: () => '转复核' },
  second_checked: { applicant: () => '复核完成', staff: (p) => `复核${p.decision === 'concur' ? '同意' : '不同意'}：${p.reason}` },
  sent_to_experts: { applicant: () => '复核完成，交给专家评审', staff: () => '转专家评审' },
  scored: { applicant: () => '专家看完了，等评审会定', staff: () => '评审完成，待会议审定' },
  panel_signed: { applicant: () => '评审会定了', staff: (p) => `会议审定${p.decision === 'concur' ? '同意' : '不同意'}：${p.reason}` },
  relation_found_late: {
    applicant: () => '评审的一处情况在核对',
    staff: (p) => `会后查出评审专家 ${p.reviewer} 有利益关系（${p.why}），批准前先处理`,
  },
  notice_published: { applicant: () => '结果开始公示', staff: () => '开始公示' },
  objection_received: { applicant: () => '有人提了异议，正在核实', staff: () => '收到异议，暂缓批准' },
  notice_withdrawn: { applicant: () => '公示有处要改，先撤下，改好再公示', staff: (p) => `公示 ${p.number} 撤下` },
  objection_decided: { applicant: (p) => `异议核实完了：${p.decision}。${p.reason}`, staff: (p) => `${p.decision}：${p.reason}` },
  feedback_sent: { applicant: (p) => `给你发了结果告知书 ${p.document}`, staff: (p) => `发出结果告知书 ${p.document}` },
  notice_resumed: { applicant: () => '异议核实完了，接着走', staff: () => '异议处理完毕' },
  returned_to_panel: { applicant: () => '请评审会再议一次', staff: () => '退回会议审定，重新走签批' },
  approval_signed: { applicant: () => '领导批了一道', staff: (p) => `${p.step}：${p.decision}${p.reason ? `，${p.reason}` : ''}` },
  appealed: { applicant: () => '你申请了复核', staff: () => '申请人申请复核' },
  upheld: { applicant: () => '复核完了，维持原结果', staff: () => '复核维持' },
  amended: { applicant: () => '复核完了，结果改了', staff: () => '复核变更' },
  approved: { applicant: () => '批准了', staff: () => '审定同意' },
  rejected: { applicant: () => '没有通过', staff: () => '审定不同意' },
  units_held: { applicant: (p) => `给你留了 ${p.count} 个位置`, staff: (p) => `留位 ${p.count} 个` },
  order_overridden: { applicant: () => '没有按次序分配', staff: (p) => `没有按次序分配：${p.reason}` },
  hold_expired: { applicant: () => '通知没有按时发出，留的位置先收回，次序不变', staff: () => '留位到期未发通知，自动释放' },
  vacated: { applicant: () => '位置交还了', staff: () => '腾退' },
  offered: { applicant: (p) => `发了配租通知书 ${p.document}，等你确认`, staff: (p) => `发出配租通知书 ${p.document}` },
  offer_accepted: { applicant: () => '你确认了位置', staff: () => '对方确认' },
  offer_declined: { applicant: () => '你没有要这个位置', staff: () => '对方放弃' },
  offer_expired: { applicant: () => '过了确认时间，位置给了下一位', staff: () => '超时未确认，自动释放' },
  units_released: { applicant: (p) => `位置收回了：${p.reason}`, staff: (p) => `释放：${p.reason}` },
  occupied: { applicant: () => '交接完成，入驻了', staff: () => '办理入驻' },
  agreement_drafted: { applicant: (p) => `资助协议 ${p.agreement} 拟好了，等你签`, staff: (p) => `起草资助协议 ${p.agreement}` },
  agreement_signed: { applicant: (p) => `你签了资助协议 ${p.agreement}`, staff: (p) => `申请人签署协议 ${p.agreement}` },
  agreement_in_force: { applicant: (p) => `资助协议 ${p.agreement} 生效了`, staff: (p) => `管委会签署，协议 ${p.agreement} 生效` },
  agreement_ended: { applicant: (p) => `资助协议 ${p.agreement} 终止了：${p.reason}`, staff: (p) => `终止协议 ${p.agreement}：${p.reason}` },
  payment_requested: { applicant: (p) => `你申请了第 ${p.no} 期拨款，${p.document}`, staff: (p) => `申请第 ${p.no} 期拨款，${p.document}` },
  payment_returned: { applicant: (p) => `第 ${p.no} 期的拨款申请退回了：${p.reason}`, staff: (p) => `退回第 ${p.no} 期拨款申请：${p.reason}` },
  payment_paid: { applicant: (p) => `第 ${p.no} 期到账了`, staff: (p) => `拨付第 ${p.no} 期` },
  milestone_reported: { applicant: (p) => `你报告了里程碑 ${p.no}`, staff: (p) => `里程碑 ${p.no} 已报告` },
  milestone_accepted: { applicant: (p) => `里程碑 ${p.no} 验收通过`, staff: (p) => `里程碑 ${p.no} 验收通过：${p.reason}` },
  milestone_returned: { applicant: (p) => `里程碑 ${p.no} 的报告退回了：${p.reason}`, staff: (p) => `退回里程碑 ${p.no}：${p.reason}` },
  clawback_notice: { applicant: (p) => `收到追回通知 ${p.document}，等你答复`, staff: (p) => `发出追回通知 ${p.document}` },
  clawback_answered: { applicant: () => '你答复了追回通知', staff: () => '对方答复追回通知' },
  clawback_decided: { applicant: (p) => `追回有决定了，退 ${p.amount} 元：${p.reason}`, staff: (p) => `决定追回 ${p.amount} 元：${p.reason}` },
  clawback_received: { applicant: (p) => `收到你的退款 ${p.amount} 元，还剩 ${p.left} 元`, staff: (p) => `收回 ${p.amount} 元，还欠 ${p.left} 元` },
  clawback_court: { applicant: (p) => `没退的钱已经起诉：${p.reason}`, staff: (p) => `追回转诉讼：${p.reason}` },
  clawback_written_off: { applicant: (p) => `没退的钱核销了：${p.reason}`, staff: (p) => `追回核销：${p.reason}` },
  withdrawn: { applicant: () => '你撤回了申请', staff: () => '申请人撤回' },
}

/** The line that a step of the machine leaves when nothing else is said. */
const kinds: Partial<Record<CaseEvent, string>> = {
  begin_review: 'sent_to_second_check',
  invite_experts: 'sent_to_experts',
  score: 'scored',
  publish: 'notice_published',
  object: 'objection_received',
  resume_notice: 'notice_resumed',
  return: 'returned_to_panel',
  send_back: 'sent_back',
  approve: 'approved',
  reject: 'rejected',
  appeal: 'appealed',
  uphold: 'upheld',
  amend: 'amended',
  concur: 'review_passed_on',
  withdraw: 'withdrawn',
}
export const kindOf = (event: CaseEvent): string => kinds[event] ?? event

export const isKnownEvent = (kind: string): boolean => Object.hasOwn(words, kind)

/** The names of staff are shown to applicants too: they may know who has their case. */
export function historyOf(list: readonly HistoryInput[], audience: Audience): HistoryLine[] {
  return list.map(({ kind, params, when, who }) => {
    const text = words[kind]
    const title = text ? (audience === 'staff' ? text.staff(params) : text.applicant(params)) : kind
    return { state: kind === 'paused' ? 'pause' : 'done', title, meta: who ? `${when} · ${who}` : when }
  })
}
