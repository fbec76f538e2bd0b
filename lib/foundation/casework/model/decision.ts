import type { Decision } from '@/lib/kernel/policy'
import { NOT_YOURS } from '@/lib/kernel/policy'
import type { ChainStepName } from './chain'
import { type CaseState, isOpen, statesOf } from './machine'
import { pausedIn } from './pause'
import type { casePolicy } from './policy'

/** What the facts of a case say, whoever asks. Read with the case; the page and the command ask the same question. */
export interface CaseFacts {
  readonly state: CaseState
  readonly paused: boolean
  /** A handling clock runs (accepted and not decided). */
  readonly handling: boolean
  readonly noticesSent: number
  /** The measure has a promised and a statutory number of days. */
  readonly hasDays: boolean
  readonly materials: readonly { readonly key: string; readonly name: string; readonly required: boolean; readonly hasFile: boolean; readonly state: string }[]
}

export interface Obstacle {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export const verbs = [
  'accept',
  'supplement',
  'refuse',
  'first_review',
  'second_check',
  'approve',
  'final_decision',
  'send_back',
  'pause',
  'resume',
  'assign',
] as const
export type Verb = (typeof verbs)[number]

/** Required materials that are not there, or were refused. */
export const missingOf = (facts: Pick<CaseFacts, 'materials'>) => facts.materials.filter((m) => m.required && (!m.hasFile || m.state === 'refused'))

const paused = (facts: CaseFacts): Obstacle | null => (facts.paused ? { code: 'case.paused' } : null)

const obstacles: Record<Verb, (facts: CaseFacts) => Obstacle | null> = {
  accept: (facts) => {
    const missing = missingOf(facts)
    if (missing.length > 0) return { code: 'case.materials_missing', params: { names: missing.map((m) => m.name).join('、') } }
    return facts.hasDays ? null : { code: 'case.measure_without_days' }
  },
  supplement: (facts) => (facts.noticesSent > 0 ? { code: 'case.second_notice' } : null),
  refuse: () => null,
  first_review: paused,
  second_check: paused,
  approve: () => null,
  final_decision: paused,
  send_back: paused,
  pause: (facts) => {
    if (!facts.handling) return { code: 'case.no_running_clock' }
    if (pausedIn(facts.state)) return { code: 'case.paused_by_itself' }
    return facts.paused ? { code: 'case.paused_already' } : null
  },
  resume: (facts) => {
    if (pausedIn(facts.state)) return { code: 'case.paused_by_itself' }
    return facts.paused ? null : { code: 'case.not_paused' }
  },
  assign: () => null,
}

/** Why the facts forbid this step now; null when they allow it. The state itself is the machine's question. */
export const obstacle = (verb: Verb, facts: CaseFacts): Obstacle | null => obstacles[verb](facts)

/** The step of the sign-off chain at hand; null where nobody signs. */
export type StepAtHand = ChainStepName | null

/** When a verb is offered at all. */
const offered: Record<Verb, (facts: CaseFacts, next: StepAtHand) => boolean> = {
  accept: (facts) => statesOf('awaitingWindow').includes(facts.state),
  supplement: (facts) => statesOf('awaitingWindow').includes(facts.state),
  refuse: (facts) => statesOf('awaitingWindow').includes(facts.state),
  first_review: (_, next) => next === 'first_review',
  second_check: (_, next) => next === 'second_check',
  approve: (_, next) => next === 'approval' || next === 'approval_second',
  final_decision: (_, next) => next === 'final_decision',
  send_back: (_, next) => next === 'final_decision',
  pause: (facts) => facts.handling && !facts.paused && pausedIn(facts.state) === null,
  resume: (facts) => facts.paused && pausedIn(facts.state) === null,
  assign: (facts) => isOpen(facts.state),
}

const rules: Record<Exclude<Verb, 'approve'>, keyof typeof casePolicy> = {
  accept: 'case.intake',
  supplement: 'case.intake',
  refuse: 'case.intake',
  first_review: 'case.first_review',
  second_check: 'case.second_check',
  final_decision: 'case.final_decision',
  send_back: 'case.final_decision',
  pause: 'case.intake',
  resume: 'case.intake',
  assign: 'case.assign',
}

/** The rule of the policy that a verb asks: an approval is the step that is at hand. */
export function ruleOf(verb: Verb, next: StepAtHand): keyof typeof casePolicy {
  if (verb !== 'approve') return rules[verb]
  return next === 'approval_second' ? 'case.approval_second' : 'case.approval'
}

export interface VerbOffer {
  readonly verb: Verb
  /** Null: it may be done. Otherwise the code that says why not. */
  readonly because: Obstacle | null
}

/**
 * The verbs of the decision bar in order of likelihood. What is not this person's business at all is left out; what is
 * theirs but not possible now stays, with the reason.
 */
export function offersOf(facts: CaseFacts, next: StepAtHand, may: (rule: keyof typeof casePolicy) => Decision, params: Obstacle['params'] = {}): VerbOffer[] {
  return verbs.flatMap((verb) => {
    const decision = may(ruleOf(verb, next))
    if (!offered[verb](facts, next) || (!decision.allow && decision.reason === NOT_YOURS)) return []
    return [{ verb, because: decision.allow ? obstacle(verb, facts) : { code: decision.reason, params } }]
  })
}
