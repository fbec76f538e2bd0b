import { z } from 'zod'
import { blockSchema } from './block'

/** Kinds whose blocks the issuing room composes: title and number prefix are all that this room adds. */
const papers = {
  draw_record: ['评审专家抽取记录', '潭高新抽'],
  minutes: ['会议纪要', '潭高新会纪'],
  result_letter: ['评审结果告知书', '潭高新评'],
  objection_receipt: ['异议受理单', '潭高新异'],
  reconsideration: ['复核决定书', '潭高新复'],
  support_notice: ['立项（支持）通知书', '潭高新立'],
  support_agreement: ['资助协议', '潭高新资'],
  payment_request: ['拨付申请单', '潭高新拨'],
  clawback_notice: ['追回通知书', '潭高新追'],
} as const satisfies Record<string, readonly [title: string, prefix: string]>

export type ComposedKind = keyof typeof papers
export const composedKinds = Object.keys(papers) as ComposedKind[]

const column = (at: 0 | 1) => Object.fromEntries(composedKinds.map((kind) => [kind, papers[kind][at]])) as Record<ComposedKind, string>
export const composedPapers = { titles: column(0), prefixes: column(1) }

export const composedSchema = z.strictObject({
  office: z.strictObject({ name: z.string(), phone: z.string(), address: z.string() }),
  /** Instead of the title of the kind. */
  title: z.string().max(60).optional(),
  blocks: z.array(blockSchema).min(1).max(400).readonly(),
})
