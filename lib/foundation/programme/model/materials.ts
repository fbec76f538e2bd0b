import { z } from 'zod'

const materialsSchema = z.array(
  z.strictObject({
    key: z.string(),
    name: z.string(),
    required: z.boolean(),
    /** What it must show and where to get it; also the text of a one-time notice. */
    hint: z.string(),
    where: z.string(),
  }),
)

/** One paper that a support asks for, as its measure row holds it. */
export type MaterialNeed = Readonly<z.output<typeof materialsSchema>[number]>

/** The papers of a measure from its JSON column. Throws on anything else: a row that does not fit is a fault of the seed. */
export const materialNeeds = (stored: unknown): readonly MaterialNeed[] => materialsSchema.parse(stored)
