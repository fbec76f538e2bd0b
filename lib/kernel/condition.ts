import { addDays, addMonths, type CalendarDate, calendarDate } from './calendar-date'

export type Answer = 'yes' | 'no' | 'unknown'
export type FactValue = string | number | boolean | null | undefined
export type Facts = Readonly<Record<string, FactValue>>

interface LeafWords {
  /** What is asked, in the applicant's words. */
  readonly label: string
  /** The clause or notice it comes from. */
  readonly clause: string
  /** What would put it right, where something can. */
  readonly fix?: string
}

export type Leaf = LeafWords &
  (
    | { readonly fact: string; readonly op: 'eq' | 'lte' | 'gte'; readonly value: string | number | boolean }
    | { readonly fact: string; readonly op: 'in'; readonly value: readonly (string | number)[] }
    | { readonly fact: string; readonly op: 'known' }
    /** A date fact that lies at most this many months back, or in the future: true until date + months. */
    | { readonly fact: string; readonly op: 'within_months'; readonly value: number }
    /** A date fact that must have come: true from that day on. */
    | { readonly fact: string; readonly op: 'reached' }
    /** A placeholder whose rule is not published yet: always unknown, with the reason. */
    | { readonly pending: string }
  )

export type Condition = Leaf | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition }

export interface LeafResult {
  readonly label: string
  readonly clause: string
  readonly answer: Answer
  readonly missing?: string
  readonly pending?: string
  readonly fix?: string
  /** The first day on which the leaf holds. */
  readonly from?: CalendarDate
  /** The last day on which the leaf holds. */
  readonly until?: CalendarDate
}

export interface Evaluation {
  readonly answer: Answer
  readonly leaves: readonly LeafResult[]
}

const negate: Record<Answer, Answer> = { yes: 'no', no: 'yes', unknown: 'unknown' }

const all = (answers: readonly Answer[]): Answer => (answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes')

const any = (answers: readonly Answer[]): Answer => (answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no')

const truth = (held: boolean): { answer: Answer } => ({ answer: held ? 'yes' : 'no' })

function judge(leaf: Leaf, facts: Facts, today: CalendarDate): Pick<LeafResult, 'answer' | 'missing' | 'pending' | 'from' | 'until'> {
  if ('pending' in leaf) return { answer: 'unknown', pending: leaf.pending }
  const fact = facts[leaf.fact]
  if (fact === undefined || fact === null || fact === '') return { answer: 'unknown', missing: leaf.fact }
  switch (leaf.op) {
    case 'known':
      return { answer: 'yes' }
    case 'eq':
      return truth(fact === leaf.value)
    case 'in':
      return truth(typeof fact !== 'boolean' && leaf.value.includes(fact))
    case 'lte':
      return truth(fact <= leaf.value)
    case 'gte':
      return truth(fact >= leaf.value)
    case 'within_months': {
      const until = addMonths(calendarDate(String(fact)), leaf.value)
      return { ...truth(today <= until), until }
    }
    case 'reached': {
      const from = calendarDate(String(fact))
      return { ...truth(today >= from), from }
    }
  }
}

/**
 * Answers a condition tree with three values and explains every leaf. A missing fact is `unknown` and named; it never
 * becomes a silent no. `from`/`until` say since or until when a date leaf holds.
 */
export function evaluate(condition: Condition, facts: Facts, today: CalendarDate): Evaluation {
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).map((part) => evaluate(part, facts, today))
    const answers = parts.map((part) => part.answer)
    return { answer: 'all' in condition ? all(answers) : any(answers), leaves: parts.flatMap((part) => part.leaves) }
  }
  if ('not' in condition) {
    const inner = evaluate(condition.not, facts, today)
    return { answer: negate[inner.answer], leaves: inner.leaves.map(inverted) }
  }
  const { label, clause, fix } = condition
  const result = judge(condition, facts, today)
  return { answer: result.answer, leaves: [{ label, clause, ...(fix && result.answer !== 'yes' ? { fix } : {}), ...result }] }
}

/** Under a negation a leaf that held until a day begins to satisfy on the day after, and the other way round. */
function inverted({ from, until, ...leaf }: LeafResult): LeafResult {
  return {
    ...leaf,
    answer: negate[leaf.answer],
    ...(until ? { from: addDays(until, 1) } : {}),
    ...(from ? { until: addDays(from, -1) } : {}),
  }
}
