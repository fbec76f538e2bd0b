import 'server-only'
import { unstable_cache } from 'next/cache'
import { z } from 'zod'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Condition } from '@/lib/kernel/condition'
import { coveredUntil, dueOn } from '@/lib/kernel/working-days'
import { db, type Tx } from '@/lib/platform/db'
import type { CacheTag } from '@/lib/platform/revalidate'
import type { Answers } from '../model/answers'
import { bindRules, fillWords, type RuleValues, storedConditionSchema } from '../model/condition'
import { conditionWords, type Judgement, judge } from '../model/eligibility'
import { type MaterialNeed, materialNeeds } from '../model/materials'
import { loadCalendar, reviewDays } from './rules'

const processSchema = z.array(z.strictObject({ step: z.string(), who: z.string(), days: z.string() }))

/** A measure as its guide shows it; everything comes from the row and the rules in force. */
export interface MeasureGuide {
  readonly code: string
  readonly no: number
  readonly name: string
  readonly nameEn: string
  readonly summary: string
  readonly benefit: string
  readonly placeholder: boolean
  /** One of the 13 of the source; what is not is shown apart. */
  readonly listed: boolean
  readonly openForApply: boolean
  readonly caseKind: string | null
  readonly condition: Condition
  readonly conditions: readonly { label: string; clause: string }[]
  readonly materials: readonly MaterialNeed[]
  readonly process: z.output<typeof processSchema>
  readonly legalBasis: string
  /** Working days. */
  readonly promisedDays: number | null
  readonly statutoryDays: number | null
  readonly source: string
  readonly version: number
  readonly programmes: readonly { code: string; name: string }[]
  readonly fundSources: readonly { code: string; name: string }[]
}

async function ruleValues(client: Pick<Tx, 'ruleValue'> = db): Promise<RuleValues> {
  const rows = await client.ruleValue.findMany({ where: { validTo: null }, select: { key: true, value: true } })
  return Object.fromEntries(rows.map((row) => [row.key, row.value.toNumber()]))
}

const names = { select: { code: true, name: true } } as const

/** All measures in their order; two queries. Throws when a row's condition names a rule that has no value. */
export async function measureGuides(): Promise<MeasureGuide[]> {
  const [rows, rules] = await Promise.all([
    db.measure.findMany({ orderBy: { no: 'asc' }, include: { programmes: names, fundSources: names }, omit: { casePrefix: true } }),
    ruleValues(),
  ])
  return rows.map((row) => {
    const stored = storedConditionSchema.parse(row.condition)
    return {
      ...row,
      benefit: fillWords(row.benefit, rules),
      condition: bindRules(stored, rules),
      conditions: conditionWords(stored, rules),
      materials: materialNeeds(row.materials),
      process: processSchema.parse(row.process),
    }
  })
}

/** The same for cached pages: old when `measures` is touched, and after a minute in any case. */
export const cachedMeasureGuides = unstable_cache(measureGuides, ['measure-guides'], { tags: ['measures' satisfies CacheTag], revalidate: 60 })

export interface MeasureJudgement extends Judgement {
  readonly code: string
  readonly no: number
  readonly name: string
  readonly benefit: string
  readonly caseKind: string | null
  readonly placeholder: boolean
  readonly openForApply: boolean
}

/** Every measure judged for these answers on this day: the check page and the API ask the same question here. */
export async function checkEligibility(answers: Answers, today: CalendarDate): Promise<MeasureJudgement[]> {
  const [rows, rules] = await Promise.all([
    db.measure.findMany({
      orderBy: { no: 'asc' },
      select: { code: true, no: true, name: true, benefit: true, caseKind: true, placeholder: true, openForApply: true, condition: true },
    }),
    ruleValues(),
  ])
  return rows.map(({ condition, ...row }) => ({
    ...row,
    benefit: fillWords(row.benefit, rules),
    ...judge(storedConditionSchema.parse(condition), rules, answers, today),
  }))
}

/** One measure judged for these answers on a day, by the rules in force. */
export async function judgeMeasure(client: Pick<Tx, 'measure' | 'ruleValue'>, code: string, answers: Answers, day: CalendarDate): Promise<Judgement> {
  const row = await client.measure.findUniqueOrThrow({ where: { code }, select: { condition: true } })
  return judge(storedConditionSchema.parse(row.condition), await ruleValues(client), answers, day)
}

/** The n-th working day after `from` (day zero), and how far the entered notices reach. */
export async function dueAfter(from: CalendarDate, workingDays: number) {
  const calendar = await loadCalendar(db)
  return { ...dueOn(calendar, from, workingDays), coveredUntil: coveredUntil(calendar) }
}

/** Within how many working days of a notice one may ask for 复核. */
export const reviewApplyDays = async (): Promise<number> => (await reviewDays(db)).applyDays
