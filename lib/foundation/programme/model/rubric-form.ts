import { z } from 'zod'
import { type Criterion, criteriaSchema } from './rubric'

/** The table of a rubric as it is filled in. */
export const makeRubricSchema = z.strictObject({
  name: z.string().trim().min(2, 'rubric.name').max(20, 'rubric.name'),
  source: z.string().trim().min(2, 'rubric.source').max(200, 'rubric.source'),
  criteria: criteriaSchema,
})

/** A line to begin with; its key is free among the others. */
export function emptyCriterion(taken: readonly string[]): Criterion {
  const free = Array.from({ length: taken.length + 1 }, (_, i) => `criterion_${i + 1}`).find((key) => !taken.includes(key))
  return { key: free ?? `criterion_${taken.length + 2}`, name: '', weight: 10, anchors: ['', '', '', '', ''] }
}
