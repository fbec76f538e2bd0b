import { z } from 'zod'

/** Ticked cases in the address: `?case=A&case=B`; `pick=1` marks a form that was sent, so that nothing ticked means nothing. */
export const rehearsalQuerySchema = z.object({
  case: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat().slice(0, 300))),
  pick: z.literal('1').optional().catch(undefined),
})

/** The address of a selection. */
export function rehearsalHref(caseNos: readonly string[]): string {
  const search = new URLSearchParams([['pick', '1'], ...caseNos.map((caseNo) => ['case', caseNo])])
  return `/cockpit/rehearsal?${search}`
}
