import 'server-only'
import { type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'
import type { Tx } from '@/lib/platform/db'
import { type ChainFacts, type ChainStep, isDecisive, nextStep, standing, stepsFor, stepWords } from '../../model/chain'
import { type CaseState, caseMachine } from '../../model/machine'
import type { CaseRow } from '../repo'
import { chainFacts, noticeEnds, proposalOf } from './position'

type Read = Pick<Tx, '$queryRaw' | 'noticeLine'>
type Viewed = Parameters<typeof chainFacts>[1] & {
  readonly acceptedAt: Date | null
  readonly decidedAt: Date | null
  readonly signatures: CaseRow['signatures']
  readonly application: { readonly round: { readonly chain: string; readonly name: string } }
}

export type StepState = 'done' | 'at' | 'todo'

export interface StepLine {
  readonly step: ChainStep['step']
  readonly word: string
  readonly role: ChainStep['role']
  readonly state: StepState
  /** Who signed and when, with the opinion; null for steps that nobody signs, and before. */
  readonly signed: { readonly name: string; readonly when: string; readonly decision: string; readonly reason: string } | null
  /** Of the step at hand: when it should be done, counted from the end of the one before. */
  readonly dueBy: string | null
}

/** States behind which the experts' step lies. */
const afterExperts: readonly CaseState[] = ['panel_decision', 'public_notice', 'objection_hold', 'approved', 'rejected', 'appealed', 'upheld', 'amended']
const afterNotice: readonly CaseState[] = ['approved']

function stateOf(step: ChainStep, facts: ChainFacts, next: ChainStep | null, signed: boolean): StepState {
  if (signed) return 'done'
  if (next?.step === step.step) return 'at'
  if (step.step === 'expert_review') return afterExperts.includes(facts.state) ? 'done' : 'todo'
  if (step.step === 'public_notice') return afterNotice.includes(facts.state) || facts.noticeOver ? 'done' : 'todo'
  return 'todo'
}

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** The day from which the days of the step at hand count: the last signature, or the last day of the notice where that is later. */
async function beganOn(client: Read, row: Viewed, next: ChainStep | null): Promise<CalendarDate | null> {
  const at = row.signatures.filter(isDecisive).at(-1)?.at ?? row.acceptedAt
  const signed = at ? dateInShanghai(at) : null
  const shown = next?.step === 'approval' ? (await noticeEnds(client, [row.id])).get(row.id) : undefined
  return shown && (!signed || shown > signed) ? shown : signed
}

/** The way of a case through its chain, as the stepper draws it: what is signed, by whom, what is next, whose it is and until when. */
export async function chainView(client: Read, row: Viewed, today: CalendarDate, calendar: WorkCalendar) {
  const facts = await chainFacts(client, row, today)
  const ended = caseMachine.terminal.some((state) => state === facts.state) || row.decidedAt !== null
  const next = row.acceptedAt && !ended ? nextStep(facts) : null
  const stands = standing(facts)
  const since = await beganOn(client, row, next)
  const lines = stepsFor(facts.steps, facts.amountFen).map((step): StepLine => {
    const found = row.signatures.filter((one) => stands.includes(one) && one.step === step.step).at(-1)
    const state = stateOf(step, facts, next, found !== undefined)
    const due = state === 'at' && since ? dueOn(calendar, since, step.days) : null
    return {
      step: step.step,
      word: stepWords[step.step],
      role: step.role,
      state,
      signed: found ? { name: found.signerName, when: when(found.at), decision: found.decision, reason: found.reason } : null,
      dueBy: due ? `${formatDateZh(due.dueOn)}${due.provisional ? '（暂定）' : ''}` : null,
    }
  })
  const { quantity, amountFen } = proposalOf(row)
  const line = lines.find((one) => one.step === next?.step) ?? null
  return {
    chain: row.application.round.chain,
    roundName: row.application.round.name,
    round: row.signatureRound,
    noticeOver: facts.noticeOver,
    next: next ? { step: next.step, word: stepWords[next.step], role: next.role, dueBy: line?.dueBy ?? null } : null,
    lines,
    proposal: { quantity, amountFen: amountFen?.toString() ?? null },
  }
}
