import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'

/** What the decision bar and its dialogs need of a case: nothing else of it travels to the browser a second time. */
export const decisionCaseOf = (panel: CasePanel) => ({
  caseNo: panel.caseNo,
  version: panel.version,
  state: panel.state,
  title: panel.title,
  item: panel.item,
  quantity: panel.quantity,
  unit: panel.headroom === null ? null : panel.headroom.kind === 'desk' ? '个工位' : '间公寓',
  legalBasis: panel.legalBasis,
  offers: panel.offers,
  users: panel.users,
  assignee: panel.assignee,
  materials: panel.materials.map(({ key, name, required, state, remark, hasFile }) => ({ key, name, required, state, remark, hasFile })),
  paused: panel.clock?.paused ?? false,
  promise: panel.promise,
  supplement: panel.supplement,
  opinion: panel.signatures.filter((one) => one.step === 'first_review').at(-1) ?? null,
  /** The chain has experts and a meeting; otherwise the review goes straight to the leader. */
  hasMeeting: panel.chain?.lines.some((line) => line.step === 'panel') ?? false,
  next: panel.chain?.next ?? null,
  signed: (panel.chain?.lines ?? []).flatMap((line) => (line.signed ? [{ word: line.word, ...line.signed }] : [])),
  approval: panel.approval,
})

export type DecisionCase = ReturnType<typeof decisionCaseOf>
