import { z } from 'zod'

const text = z.string().min(1).max(2000)

/** The parts a document is made of. Rooms compose documents from them; drawing is somebody else's work. */
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('addressee'), text }),
  z.strictObject({ type: z.literal('paragraph'), text }),
  z.strictObject({ type: z.literal('facts'), rows: z.array(z.strictObject({ label: text, value: text, strong: z.boolean().optional() })).readonly() }),
  /** `widths` are shares of the line; the first row of a page is always `head`. */
  z.strictObject({
    type: z.literal('table'),
    head: z.array(text).readonly(),
    widths: z.array(z.number()).readonly(),
    rows: z.array(z.array(text).readonly()).readonly(),
  }),
  /** Numbered steps in a frame. */
  z.strictObject({ type: z.literal('steps'), title: text, steps: z.array(text).readonly() }),
  /** The same in plain words (白话). */
  z.strictObject({ type: z.literal('plain'), text }),
  /** What one can do against it, and whom to ask. */
  z.strictObject({ type: z.literal('remedy'), text }),
  /** Places for signatures by hand: who, and a line. */
  z.strictObject({ type: z.literal('signatures'), title: text, people: z.array(text).min(1).max(40).readonly() }),
])

export type Block = z.output<typeof blockSchema>
