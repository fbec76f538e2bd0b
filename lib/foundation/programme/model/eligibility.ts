import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { type Answer, type Condition, type Evaluation, evaluate, type Leaf, type LeafResult } from '@/lib/kernel/condition'
import { type Answers, factsOf, type KnownFacts } from './answers'
import { bindRules, fillWords, type RuleValues, type StoredCondition } from './condition'

export interface ConditionResult {
  readonly label: string
  readonly answer: Answer
  readonly clause: string
  /** Facts that would have to be known for an answer. */
  readonly missing: readonly string[]
  /** Why nobody can answer it yet. */
  readonly pending: string | null
  readonly fix: string | null
  /** First and last day on which it holds, where dates decide. */
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
  /** Not asked here: taken as a first application has it, checked by the window. */
  readonly assumed: boolean
}

export interface Judgement {
  readonly eligible: Answer
  readonly conditions: readonly ConditionResult[]
}

const leavesOf = (condition: Condition): Leaf[] => {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  return 'not' in condition ? leavesOf(condition.not) : [condition]
}

const unique = (texts: readonly string[]) => [...new Set(texts)]

/** Only the leaves that brought the answer about: of an «any» that holds, the branch that holds. */
function deciding(evaluation: Evaluation): readonly LeafResult[] {
  const same = evaluation.leaves.filter((leaf) => leaf.answer === evaluation.answer)
  return same.length > 0 ? same : evaluation.leaves
}

/** Words of a part: its own, or those of what decided. */
function wordsOf(stored: StoredCondition, leaves: readonly { label: string; clause: string }[], rules: RuleValues): { label: string; clause: string } {
  const own = 'not' in stored ? {} : { label: stored.label, clause: stored.clause }
  const joined = (texts: readonly string[], by: string) => unique(texts).join(by)
  return {
    label: own.label
      ? fillWords(own.label, rules)
      : joined(
          leaves.map((leaf) => leaf.label),
          '，或',
        ),
    clause: own.clause
      ? fillWords(own.clause, rules)
      : joined(
          leaves.map((leaf) => leaf.clause),
          '；',
        ),
  }
}

function explain(stored: StoredCondition, rules: RuleValues, known: KnownFacts, today: CalendarDate): ConditionResult {
  const bound = bindRules(stored, rules)
  const evaluation = evaluate(bound, known.facts, today)
  const leaves = deciding(evaluation)
  const first = <K extends 'pending' | 'fix' | 'from' | 'until'>(key: K) => leaves.find((leaf) => leaf[key] !== undefined)?.[key] ?? null
  const facts = leavesOf(bound).flatMap((leaf) => ('fact' in leaf ? leaf.fact : []))
  return {
    ...wordsOf(stored, leaves, rules),
    answer: evaluation.answer,
    missing: evaluation.answer === 'unknown' ? unique(leaves.flatMap((leaf) => leaf.missing ?? [])) : [],
    pending: first('pending'),
    fix: evaluation.answer === 'yes' ? null : first('fix'),
    from: first('from'),
    until: first('until'),
    assumed: facts.length > 0 && facts.every((fact) => known.assumed.has(fact)),
  }
}

const partsOf = (stored: StoredCondition): readonly StoredCondition[] => ('all' in stored ? stored.all : [stored])

/** The conditions as a guide prints them: one line each, with the clause it comes from. */
export const conditionWords = (stored: StoredCondition, rules: RuleValues): { label: string; clause: string }[] =>
  partsOf(stored).map((part) => wordsOf(part, leavesOf(bindRules(part, rules)), rules))

/** May these answers have this measure today? Each condition with its own answer, clause and dates. */
export function judge(stored: StoredCondition, rules: RuleValues, answers: Answers, today: CalendarDate): Judgement {
  const known = factsOf(answers)
  const conditions = partsOf(stored).map((part) => explain(part, rules, known, today))
  const results = conditions.map((condition) => condition.answer)
  return { eligible: results.includes('no') ? 'no' : results.includes('unknown') ? 'unknown' : 'yes', conditions }
}
