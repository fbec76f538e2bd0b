import { z } from 'zod'

/** What an application says of the money it asks for, as the agreement takes it over. */
export interface GrantWish {
  readonly project: string
  readonly use: string
  readonly milestones: readonly { readonly title: string; readonly evidence: string; readonly months: number }[]
}

const text = z.string().catch('')
const formSchema = z.object({
  project: z.object({ name: text }).catch({ name: '' }),
  grant: z.record(z.string(), z.string()).catch({}),
})

const MOST_MILESTONES = 3

/** Reads the saved form: the agreement is built from it and from nothing typed later. */
export function grantWish(data: unknown): GrantWish {
  const parsed = formSchema.safeParse(data)
  const form = parsed.success ? parsed.data : { project: { name: '' }, grant: {} as Record<string, string> }
  const field = (key: string) => (form.grant[key] ?? '').trim()
  const numbers = Array.from({ length: MOST_MILESTONES }, (_, i) => i + 1)
  return {
    project: form.project.name,
    use: field('use'),
    milestones: numbers.flatMap((n) => {
      const title = field(`title${n}`)
      const months = Number(field(`months${n}`))
      return title === '' ? [] : [{ title, evidence: field(`evidence${n}`), months: Number.isInteger(months) && months > 0 ? months : n * 6 }]
    }),
  }
}
