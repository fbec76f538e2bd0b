import type { RoleCode } from '@/lib/kernel/actor'
import type { CaseState } from './machine'

/** Steps that a person signs; the rest of a chain (评审, 公示) passes by itself. */
const signedSteps = ['first_review', 'second_check', 'panel', 'approval', 'approval_second', 'final_decision'] as const
export type SignedStep = (typeof signedSteps)[number]
export type ChainStepName = SignedStep | 'expert_review' | 'public_notice'
export type SignatureDecision = 'concur' | 'reject' | 'issues' | 'hold'

export const stepWords: Record<ChainStepName, string> = {
  first_review: '初审',
  second_check: '复核',
  expert_review: '评审',
  panel: '会议审定',
  public_notice: '公示',
  approval: '批准',
  approval_second: '第二人批准',
  final_decision: '审定',
}

const decisions: Readonly<Record<string, string>> = { concur: '同意', reject: '不同意', issues: '有问题，退回', hold: '先放一放' }
export const decisionWords = (decision: string): string => decisions[decision] ?? decision

/** One row of `chain_step`. */
export interface ChainStep {
  readonly ordinal: number
  readonly step: ChainStepName
  readonly role: RoleCode
  /** Working days from the end of the step before. */
  readonly days: number
  /** Only when the amount is above this many fen. */
  readonly aboveFen: bigint | null
}

export interface Signature {
  readonly step: string
  readonly round: number
  readonly decision: string
  readonly signedBy: string
}

export interface ChainFacts {
  readonly steps: readonly ChainStep[]
  readonly state: CaseState
  readonly signatures: readonly Signature[]
  /** The round of signatures in which the case stands. */
  readonly round: number
  /** What would be granted; null where the support is not money. */
  readonly amountFen: bigint | null
  /** The notice has run its days and no objection is open. */
  readonly noticeOver: boolean
}

/** What opens a file and what is signed before the meeting is not asked again when the meeting has to vote anew. */
const beforeMeeting: readonly string[] = ['first_review', 'second_check']

export const isSignedStep = (step: string): step is SignedStep => signedSteps.some((one) => one === step)

/** A decisive signature; `issues` and `hold` note something and decide nothing. */
export const isDecisive = (signature: Pick<Signature, 'decision'>): boolean => signature.decision === 'concur' || signature.decision === 'reject'

/**
 * The signatures that carry the decision: those of the current round, and — in a chain with a meeting, which is sent back
 * to the meeting and no further — the ones before the meeting, of whichever round.
 */
export function standing(facts: Pick<ChainFacts, 'steps' | 'signatures' | 'round'>): Signature[] {
  const meeting = facts.steps.some((one) => one.step === 'panel')
  return facts.signatures.filter((one) => isDecisive(one) && (one.round === facts.round || (meeting && beforeMeeting.includes(one.step))))
}

/** Steps of this case: those above an amount only where the amount is above it. */
export const stepsFor = (steps: readonly ChainStep[], amountFen: bigint | null): ChainStep[] =>
  [...steps].filter((one) => one.aboveFen === null || (amountFen ?? 0n) > one.aboveFen).sort((a, b) => a.ordinal - b.ordinal)

/** The states in which each step is the one at hand. */
const atHand: Record<ChainStepName, (facts: ChainFacts) => boolean> = {
  first_review: ({ state }) => state === 'accepted' || state === 'eligibility_review',
  second_check: ({ state }) => state === 'eligibility_review',
  expert_review: ({ state }) => state === 'expert_review',
  panel: ({ state }) => state === 'panel_decision',
  public_notice: ({ state, noticeOver }) => state === 'objection_hold' || (state === 'public_notice' && !noticeOver),
  approval: ({ state, noticeOver }) => state === 'public_notice' && noticeOver,
  approval_second: ({ state, noticeOver }) => state === 'public_notice' && noticeOver,
  final_decision: ({ state }) => state === 'panel_decision',
}

/** The step that is next: at hand in this state and not signed yet; null before acceptance and after the end. */
export function nextStep(facts: ChainFacts): ChainStep | null {
  const signed = new Set(standing(facts).map((one) => one.step))
  return stepsFor(facts.steps, facts.amountFen).find((one) => atHand[one.step](facts) && !signed.has(one.step)) ?? null
}

/** The last signature that is needed: after it the case is approved. */
export function isLastSignature(facts: ChainFacts, step: SignedStep): boolean {
  const signed = new Set([...standing(facts).map((one) => one.step), step])
  const needed = stepsFor(facts.steps, facts.amountFen).filter((one) => isSignedStep(one.step))
  return needed.at(-1)?.step === step && needed.every((one) => signed.has(one.step))
}

/** Signatures that end a case need these steps; the database asks the same. */
export function missingSteps(facts: ChainFacts, outcome: 'approved' | 'rejected'): SignedStep[] {
  const signed = new Set(standing(facts).map((one) => one.step))
  const needed = stepsFor(facts.steps, facts.amountFen).flatMap((one) => (isSignedStep(one.step) ? [one.step] : []))
  const asked = outcome === 'approved' ? needed : needed.filter((step) => step !== 'approval' && step !== 'approval_second')
  return asked.filter((step) => !signed.has(step))
}

/** Signing once is all one person does for a decision, whichever role they hold. */
export const signedAlready = (facts: Pick<ChainFacts, 'steps' | 'signatures' | 'round'>, userId: string): boolean =>
  standing(facts).some((one) => one.signedBy === userId)
