import * as z from 'zod'

/** A level 0–4 stands for 0, 25, 50, 75 or 100 per cent of the weight of its criterion. */
export const levels = [0, 1, 2, 3, 4] as const
export type Level = (typeof levels)[number]

/** Per cent that a level stands for. */
export const percentOf = (level: Level) => level * 25

/** Points of a criterion at a level, in hundredths of a point: whole for every whole weight. */
export const pointsOf = (weight: number, level: Level) => weight * 25 * level

/**
 * One line of a rubric. `weight`: points of 100, whole. `anchors`: what is seen at 0/25/50/75/100 per cent, as evidence and not
 * as an adjective (「送检达标，有报告」, not 「优秀」).
 */
const criterionSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'rubric.key')
    .describe('stable name of the criterion in score rows'),
  name: z.string().trim().min(1, 'rubric.name').max(20, 'rubric.name'),
  weight: z.int('rubric.weight').min(1, 'rubric.weight').max(100, 'rubric.weight'),
  anchors: z.array(z.string().trim().min(1, 'rubric.anchor').max(60, 'rubric.anchor')).length(5, 'rubric.anchors'),
})

/** `rubric.criteria`: one to twelve criteria whose weights sum to 100. */
export const criteriaSchema = z
  .array(criterionSchema)
  .min(1, 'rubric.empty')
  .max(12, 'rubric.too_many')
  .refine((all) => all.reduce((sum, one) => sum + one.weight, 0) === 100, 'rubric.weights')
  .refine((all) => new Set(all.map((one) => one.key)).size === all.length, 'rubric.twice')

export type Criterion = z.infer<typeof criterionSchema>
