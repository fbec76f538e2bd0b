import { z } from 'zod'
import { readGrantPlan } from '@/lib/foundation/programme/model/grant-plan'

/** What an application says of the money it asks for, as the agreement takes it over. */
export interface GrantWish {
  readonly project: string
  readonly use: string
  /** `by`: the month by whose end it is reached, `2027-03`. */
  readonly milestones: readonly { readonly title: string; readonly evidence: string; readonly by: string }[]
}

const named = z.object({ project: z.object({ name: z.string() }) })

/** Reads the submitted form: the agreement is built from it and from nothing typed later. */
export function grantWish(data: unknown): GrantWish {
  const project = named.safeParse(data)
  const plan = readGrantPlan(data)
  return {
    project: project.success ? project.data.project.name.trim() : '',
    use: plan?.use ?? '',
    milestones: (plan?.steps ?? []).map(({ goal, proof, by }) => ({ title: goal, evidence: proof, by })),
  }
}
