import { z } from 'zod'

const questionSchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  options: z.array(z.tuple([z.string(), z.string()])).optional(),
  /** Field, then the answers with which this question is asked. */
  when: z.array(z.string()).min(2).optional(),
  max: z.int().optional(),
})

const sectionSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  part: z.int(),
  /** The support that it asks for; it appears in rounds that offer it. */
  measure: z.string().optional(),
  questions: z.array(questionSchema),
})

/** `form_version.definition`: what is asked, in which words, in which order. */
export const formDefinitionSchema = z.strictObject({ sections: z.array(sectionSchema) })

export type FormDefinition = z.infer<typeof formDefinitionSchema>
export type DefinedSection = FormDefinition['sections'][number]
export type DefinedQuestion = DefinedSection['questions'][number]

export type Change = 'same' | 'added' | 'removed' | 'changed'

export interface QuestionDiff {
  readonly change: Change
  readonly before: DefinedQuestion | null
  readonly after: DefinedQuestion | null
}
export interface SectionDiff {
  readonly key: string
  readonly title: string
  readonly change: Change
  readonly questions: readonly QuestionDiff[]
}

const text = (value: unknown): string => JSON.stringify(value)

/** Keys of both in one order: that of the newer, with what is gone behind its old neighbour. */
function merged(before: readonly string[], after: readonly string[]): string[] {
  const keys = [...after]
  for (const [i, key] of before.entries()) {
    if (keys.includes(key)) continue
    const neighbour = before[i - 1]
    keys.splice(neighbour === undefined ? 0 : keys.indexOf(neighbour) + 1, 0, key)
  }
  return keys
}

function diffQuestions(before: readonly DefinedQuestion[], after: readonly DefinedQuestion[]): QuestionDiff[] {
  return merged(
    before.map((one) => one.name),
    after.map((one) => one.name),
  ).map((name) => {
    const [a = null, b = null] = [before, after].map((list) => list.find((one) => one.name === name) ?? null)
    return { change: a === null ? 'added' : b === null ? 'removed' : text(a) === text(b) ? 'same' : 'changed', before: a, after: b }
  })
}

/** What changed from one version of the form to another, section by section and question by question; nothing is left out. */
export function formDiff(before: FormDefinition, after: FormDefinition): SectionDiff[] {
  const keys = merged(
    before.sections.map((one) => one.key),
    after.sections.map((one) => one.key),
  )
  return keys.map((key) => {
    const [a, b] = [before, after].map((one) => one.sections.find((section) => section.key === key))
    const questions = diffQuestions(a?.questions ?? [], b?.questions ?? [])
    const same = questions.every((one) => one.change === 'same') && a?.title === b?.title && a?.part === b?.part
    return { key, title: b?.title ?? a?.title ?? key, change: !a ? 'added' : !b ? 'removed' : same ? 'same' : 'changed', questions }
  })
}
