import { z } from 'zod'
import type { Condition } from '@/lib/kernel/condition'

const words = { label: z.string(), clause: z.string(), fix: z.string().optional() }
const scalar = z.union([z.string(), z.number(), z.boolean()])

const leaf = z.union([
  z.strictObject({ ...words, pending: z.string() }),
  z.strictObject({ ...words, fact: z.string(), op: z.enum(['eq', 'lte', 'gte']), value: scalar }),
  z.strictObject({ ...words, fact: z.string(), op: z.literal('in'), value: z.array(z.union([z.string(), z.number()])).readonly() }),
  z.strictObject({ ...words, fact: z.string(), op: z.enum(['known', 'reached']) }),
  z.strictObject({ ...words, fact: z.string(), op: z.literal('within_months'), value: z.int() }),
  // the number is a rule row; `scale` turns the rule's unit into the fact's (yuan → fen: 100)
  z.strictObject({ ...words, fact: z.string(), op: z.enum(['lte', 'gte', 'within_months']), rule: z.string(), scale: z.int().default(1) }),
])

type StoredLeaf = z.input<typeof leaf>
interface GroupWords {
  readonly label?: string | undefined
  readonly clause?: string | undefined
}

/** A condition as the measure row holds it: numbers may name a rule row, groups may carry words of their own. */
export type StoredCondition =
  | StoredLeaf
  | ({ readonly all: readonly StoredCondition[] } & GroupWords)
  | ({ readonly any: readonly StoredCondition[] } & GroupWords)
  | { readonly not: StoredCondition }

const groupWords = { label: z.string().optional(), clause: z.string().optional() }

/** Reads a condition from a row; a row that does not fit is a fault of the data and throws. */
export const storedConditionSchema: z.ZodType<StoredCondition> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ ...groupWords, all: z.array(storedConditionSchema).readonly() }),
    z.strictObject({ ...groupWords, any: z.array(storedConditionSchema).readonly() }),
    z.strictObject({ not: storedConditionSchema }),
  ]),
)

export type RuleValues = Readonly<Record<string, number>>

/** The keys of all rule rows that a condition names. */
export function rulesNamed(condition: StoredCondition): string[] {
  if ('all' in condition) return condition.all.flatMap(rulesNamed)
  if ('any' in condition) return condition.any.flatMap(rulesNamed)
  if ('not' in condition) return rulesNamed(condition.not)
  return 'rule' in condition ? [condition.rule] : []
}

function ruleValue(rules: RuleValues, key: string): number {
  const value = rules[key]
  if (value === undefined) throw new Error(`rule ${key} has no value in force`)
  return value
}

/** `不超过 {loan.cap_yuan} 元` with the values in force. */
export const fillWords = (text: string, rules: RuleValues): string =>
  text.replace(/\{([a-z_.]+)\}/g, (_, key: string) => ruleValue(rules, key).toLocaleString('en-US'))

/** The condition with the rule values in force put in, in its words as well. Throws when a rule is missing. */
export function bindRules(condition: StoredCondition, rules: RuleValues): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => bindRules(part, rules)) }
  if ('any' in condition) return { any: condition.any.map((part) => bindRules(part, rules)) }
  if ('not' in condition) return { not: bindRules(condition.not, rules) }
  const { label, clause, fix } = condition
  const filled = { label: fillWords(label, rules), clause: fillWords(clause, rules), ...(fix ? { fix: fillWords(fix, rules) } : {}) }
  if (!('rule' in condition)) return { ...condition, ...filled, fix: filled.fix }
  const { rule, scale = 1, fact, op } = condition
  return { fact, op, value: ruleValue(rules, rule) * scale, ...filled }
}
