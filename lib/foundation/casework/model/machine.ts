import { defineMachine } from '@/lib/kernel/machine'

/**
 * 办件 from the window to the decision. States are those of the domain paper (4.3); the ones that later journeys use
 * (expert review, notice, objection, appeal) are in the table already, so that no step is added by the side.
 */
export const caseMachine = defineMachine({
  name: 'case',
  states: [
    'submitted',
    'intake_check',
    'supplement_required',
    'accepted_deferred',
    'accepted',
    'not_accepted',
    'eligibility_review',
    'expert_review',
    'panel_decision',
    'public_notice',
    'objection_hold',
    'approved',
    'rejected',
    'appealed',
    'upheld',
    'amended',
    'withdrawn',
    'lapsed',
    'suspended',
  ],
  initial: 'submitted',
  terminal: ['not_accepted', 'approved', 'upheld', 'amended', 'withdrawn', 'lapsed'],
  groups: {
    awaitingWindow: ['submitted', 'intake_check'],
    awaitingReview: ['accepted', 'eligibility_review'],
    awaitingDecision: ['panel_decision'],
    awaitingApplicant: ['supplement_required'],
    voted: ['panel_decision', 'public_notice', 'objection_hold'],
    granted: ['approved', 'amended'],
    decided: ['approved', 'rejected', 'appealed', 'upheld', 'amended'],
    underReview: ['accepted', 'accepted_deferred', 'eligibility_review', 'expert_review', 'panel_decision', 'public_notice', 'objection_hold'],
    open: [
      'submitted',
      'intake_check',
      'supplement_required',
      'accepted_deferred',
      'accepted',
      'eligibility_review',
      'expert_review',
      'panel_decision',
      'public_notice',
      'objection_hold',
      'suspended',
    ],
  },
  transitions: {
    submitted: { take: 'intake_check', accept: 'accepted', require_supplement: 'supplement_required', refuse: 'not_accepted', withdraw: 'withdrawn' },
    intake_check: {
      accept: 'accepted',
      accept_deferred: 'accepted_deferred',
      require_supplement: 'supplement_required',
      refuse: 'not_accepted',
      withdraw: 'withdrawn',
    },
    supplement_required: { resubmit: 'submitted', withdraw: 'withdrawn', lapse: 'lapsed' },
    accepted: { concur: 'panel_decision', begin_review: 'eligibility_review', suspend: 'suspended', withdraw: 'withdrawn' },
    accepted_deferred: { begin_review: 'eligibility_review', withdraw: 'withdrawn', lapse: 'lapsed' },
    eligibility_review: { concur: 'panel_decision', invite_experts: 'expert_review', suspend: 'suspended', withdraw: 'withdrawn' },
    expert_review: { score: 'panel_decision' },
    panel_decision: { approve: 'approved', reject: 'rejected', publish: 'public_notice', send_back: 'eligibility_review', withdraw: 'withdrawn' },
    public_notice: { object: 'objection_hold', approve: 'approved', reject: 'rejected', return: 'panel_decision' },
    objection_hold: { resume_notice: 'public_notice', reject: 'rejected' },
    rejected: { appeal: 'appealed' },
    appealed: { uphold: 'upheld', amend: 'amended' },
    suspended: { resume: 'eligibility_review', withdraw: 'withdrawn' },
  },
})

export type CaseState = (typeof caseMachine)['states'][number]
export type CaseEvent = NonNullable<{ [S in CaseState]: keyof NonNullable<(typeof caseMachine.transitions)[S]> }[CaseState]>
export type Audience = 'applicant' | 'staff' | 'public'
export type TagKind = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute'

type CaseGroup = 'awaitingWindow' | 'awaitingReview' | 'awaitingDecision' | 'awaitingApplicant' | 'voted' | 'granted' | 'decided' | 'underReview' | 'open'

export const statesOf = (group: CaseGroup): readonly CaseState[] => caseMachine.groups[group] ?? []
export const isOpen = (state: CaseState): boolean => statesOf('open').includes(state)
/** Somebody is at work on it, as the applicant sees it: open, or its result is looked at again. */
export const isRunning = (state: CaseState): boolean => isOpen(state) || state === 'appealed'
/** The support is given: by the decision itself, or by the one on its reconsideration. The database's `is_granted` says the same. */
export const isGranted = (state: CaseState): boolean => statesOf('granted').includes(state)

/** One state, three wordings; a missing word does not compile. */
export const caseWords: Record<CaseState, Record<Audience, string> & { kind: TagKind }> = {
  submitted: { applicant: '交上去了，等窗口看', staff: '待受理', public: '已提交', kind: 'info' },
  intake_check: { applicant: '窗口正在看材料', staff: '受理审查', public: '材料审查中', kind: 'info' },
  supplement_required: { applicant: '要补材料', staff: '补正中', public: '等申请人补材料', kind: 'warn' },
  accepted_deferred: { applicant: '先受理了，还差可后补的材料', staff: '容缺受理', public: '已受理', kind: 'warn' },
  accepted: { applicant: '受理了，等初审', staff: '待初审', public: '已受理', kind: 'info' },
  not_accepted: { applicant: '这次没有受理', staff: '不予受理', public: '未受理', kind: 'bad' },
  eligibility_review: { applicant: '正在初审', staff: '初审中', public: '审查中', kind: 'info' },
  expert_review: { applicant: '专家在看', staff: '评审中', public: '审查中', kind: 'info' },
  panel_decision: { applicant: '初审过了，等最后决定', staff: '待审定', public: '审查中', kind: 'info' },
  public_notice: { applicant: '正在公示', staff: '公示中', public: '公示中', kind: 'hold' },
  objection_hold: { applicant: '有人提了异议，正在核实', staff: '异议处理', public: '公示中', kind: 'hold' },
  approved: { applicant: '批准了', staff: '已批准', public: '已办结', kind: 'ok' },
  rejected: { applicant: '这次没有通过', staff: '不予通过', public: '已办结', kind: 'mute' },
  appealed: { applicant: '复核中', staff: '复核中', public: '复核中', kind: 'hold' },
  upheld: { applicant: '复核后维持原结果', staff: '维持', public: '已办结', kind: 'mute' },
  amended: { applicant: '复核后改了结果', staff: '变更', public: '已办结', kind: 'ok' },
  withdrawn: { applicant: '你撤回了', staff: '已撤回', public: '已撤回', kind: 'mute' },
  lapsed: { applicant: '过了期限，自动结束', staff: '逾期终止', public: '已结束', kind: 'mute' },
  suspended: { applicant: '暂停中', staff: '中止', public: '已暂停', kind: 'hold' },
}

/** Where a chain with experts and a meeting calls a state by another name than the direct one. */
const panelWords: Partial<Record<CaseState, Record<Audience, string>>> = {
  eligibility_review: { applicant: '初审过了，换一位同事再核一遍', staff: '待复核', public: '审查中' },
  panel_decision: { applicant: '专家看完了，等评审会定', staff: '待会议审定', public: '审查中' },
}

/** The words of a state in the sign-off chain that a case follows. */
export const wordsOf = (state: CaseState, chain: string): Record<Audience, string> & { readonly kind: TagKind } => ({
  ...caseWords[state],
  ...(chain === 'direct' ? {} : panelWords[state]),
})
