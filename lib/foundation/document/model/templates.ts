import { z } from 'zod'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Block } from './block'
import { type ComposedKind, composedKinds, composedPapers, composedSchema } from './composed'

/** Kinds whose words are templates of this room. */
export const templatedKinds = ['acceptance', 'supplement', 'refusal', 'allocation'] as const
type TemplatedKind = (typeof templatedKinds)[number]
export type DocumentKind = TemplatedKind | ComposedKind
export const documentKinds: readonly DocumentKind[] = [...templatedKinds, ...composedKinds]

// a cell of 600 signs is the most that still fits a page
const text = z.string().min(1).max(600)
const common = {
  holderName: text,
  caseNo: text,
  item: text,
  office: z.strictObject({ name: text, phone: text, address: text }),
  /** 复核, in working days: until when one may ask, and until when one is answered. Documents issued before it was stored have none. */
  review: z.strictObject({ applyDays: z.int().positive(), decideDays: z.int().positive() }).optional(),
}

/** What each kind says. Dates come as they are printed, `2026年11月27日（周五）`; days are working days. */
export const documentSchemas = {
  acceptance: z.strictObject({
    ...common,
    materials: z.array(text).max(30).readonly(),
    promisedBy: text,
    statutoryBy: text,
    promisedDays: z.int().positive(),
    statutoryDays: z.int().positive(),
    provisional: z.boolean(),
  }),
  supplement: z.strictObject({
    ...common,
    rows: z
      .array(z.strictObject({ what: text, where: text, by: text }))
      .min(1)
      .readonly(),
    deadline: text,
  }),
  refusal: z.strictObject({ ...common, reason: text, legalBasis: text }),
  allocation: z.strictObject({
    ...common,
    units: z.array(text).min(1).max(60).readonly(),
    place: text,
    term: text,
    rent: text,
    deposit: text,
    rules: text,
    confirmBy: text,
  }),
} satisfies Record<TemplatedKind, z.ZodType>

export type DocumentData = { [K in TemplatedKind]: z.output<(typeof documentSchemas)[K]> } & { [K in ComposedKind]: z.output<typeof composedSchema> }

export const documentTitles: Record<DocumentKind, string> = {
  acceptance: '受理通知书',
  supplement: '一次性告知书',
  refusal: '不予受理通知书',
  allocation: '配租通知书',
  ...composedPapers.titles,
}

const prefixes: Record<DocumentKind, string> = {
  acceptance: '潭高新受',
  supplement: '潭高新告',
  refusal: '潭高新不受',
  allocation: '潭高新配',
  ...composedPapers.prefixes,
}

/** `潭高新配〔2026〕第 0331 号` */
export const formatDocumentNumber = (kind: DocumentKind, year: number, seq: number): string =>
  `${prefixes[kind]}〔${year}〕第 ${String(seq).padStart(4, '0')} 号`

/** Reads a number as typed: with or without spaces, in any kind of brackets. Answers the printed form. */
export function parseDocumentNumber(typed: string): Result<string, 'format'> {
  const match = /^(潭高新\p{Script=Han}{1,3}?)[〔[(【](\d{4})[〕\])】]第?(\d{1,6})号?$/u.exec(typed.normalize('NFKC').replace(/\s/g, ''))
  const kind = documentKinds.find((k) => prefixes[k] === match?.[1])
  const seq = Number(match?.[3] ?? 0)
  return match && kind && seq > 0 ? ok(formatDocumentNumber(kind, Number(match[2]), seq)) : err('format')
}

export interface DocumentLayout {
  readonly kind: DocumentKind
  readonly title: string
  readonly office: string
  readonly blocks: readonly Block[]
}

type Common = Pick<DocumentData['refusal'], 'holderName' | 'caseNo' | 'item' | 'office' | 'review'>

const opening = (d: Common) => `您申请的「${d.item}」（办件编号 ${d.caseNo}）`
const contact = (d: Common) => `电话 ${d.office.phone}，地址：${d.office.address}。`
// what the documents said that were issued before the days were stored with them
const formerReview = { applyDays: 5, decideDays: 10 }
const reviewOf = (d: Common) => d.review ?? formerReview
const handledBy = (d: Common) => `由没有参与办理的人员处理，${reviewOf(d).decideDays} 个工作日内书面答复。`
const review = (d: Common) => `对本通知有疑问，可在收到之日起 ${reviewOf(d).applyDays} 个工作日内申请复核，${handledBy(d)}${contact(d)}`

function acceptance(d: DocumentData['acceptance']): Block[] {
  const mark = d.provisional ? '（暂定）' : ''
  return [
    { type: 'paragraph', text: `${opening(d)}材料齐全、符合法定形式，现予受理。` },
    {
      type: 'facts',
      rows: [
        { label: '办件编号', value: d.caseNo, strong: true },
        { label: '事项', value: d.item },
        { label: '收到材料', value: d.materials.join('、') || '无' },
        { label: '承诺办结', value: `${d.promisedBy}前${mark}，${d.promisedDays} 个工作日`, strong: true },
        { label: '法定时限', value: `${d.statutoryBy}前${mark}，${d.statutoryDays} 个工作日` },
      ],
    },
    {
      type: 'steps',
      title: '接下来',
      steps: [
        '初审和审定由两位不同的工作人员办理。',
        '等外部意见时停止计时，为什么停、停了几天，您都能看到。',
        '办到哪一步随时可查：输入办件编号和手机尾号，不用登录。',
      ],
    },
    {
      type: 'plain',
      text: `我们收下了，${d.promisedBy}前给您结果。${d.provisional ? '标「暂定」的日期落在还没公布放假安排的年份，公布后会重新算好告诉您。' : ''}`,
    },
    { type: 'remedy', text: review(d) },
  ]
}

const supplement = (d: DocumentData['supplement']): Block[] => [
  { type: 'paragraph', text: `${opening(d)}材料不齐全。按照《中华人民共和国行政许可法》第三十二条，需要补正的全部内容一次告知如下：` },
  { type: 'table', head: ['缺哪份', '去哪开', '什么时候前'], widths: [0.42, 0.26, 0.32], rows: d.rows.map((row) => [row.what, row.where, row.by]) },
  {
    type: 'steps',
    title: `请在 ${d.deadline}前补齐`,
    steps: ['登录「攀登者」，在办件里上传；或带到任一驿站窗口。', '补齐后重新计算受理时限。', '到期没有补齐，这次办件自动结束；材料给您留着，可以再申请。'],
  },
  { type: 'plain', text: '缺的都在上面了，补上这些就够。' },
  { type: 'remedy', text: review(d) },
]

const refusal = (d: DocumentData['refusal']): Block[] => [
  { type: 'paragraph', text: `${opening(d)}经审查，按照《中华人民共和国行政许可法》第三十二条，决定不予受理。` },
  {
    type: 'facts',
    rows: [
      { label: '理由', value: d.reason, strong: true },
      { label: '依据', value: d.legalBasis },
    ],
  },
  {
    type: 'steps',
    title: '您可以怎么办',
    steps: ['条件变了随时可以再申请，已交的材料可以沿用。', `申请复核：收到之日起 ${reviewOf(d).applyDays} 个工作日内，${handledBy(d)}`],
  },
  { type: 'plain', text: '这次没有受理，原因在上面；改好了可以再来。' },
  { type: 'remedy', text: `不服本决定的，可以自收到之日起 60 日内依法申请行政复议，也可以自收到之日起 6 个月内依法提起行政诉讼。${contact(d)}` },
]

const allocation = (d: DocumentData['allocation']): Block[] => [
  { type: 'paragraph', text: `${opening(d)}已经批准，配给您下面的位置。` },
  {
    type: 'facts',
    rows: [
      { label: '位置', value: `${d.place} ${d.units.join('、')}`, strong: true },
      { label: '租金', value: d.rent },
      { label: '期限', value: d.term },
      { label: '押金', value: d.deposit },
      { label: '使用要求', value: d.rules },
    ],
  },
  {
    type: 'steps',
    title: `请在 ${d.confirmBy} 前确认`,
    steps: [
      '手机登录「攀登者」，点「确认，我要这个位置」；或到任一驿站窗口办。',
      '确认后带身份证，与管家当面交接，双方在交接单上签字、拍照。',
      '到期不确认，位置给下一位，您排到这一批的最后。',
    ],
  },
  { type: 'plain', text: `位置给您留着，${d.confirmBy} 前点一下确认。` },
  { type: 'remedy', text: review(d) },
]

const allocationTitle = (item: string) => `${item.includes('公寓') ? '创业公寓' : '免费工位'}${documentTitles.allocation}`

function bodyOf(kind: TemplatedKind, data: unknown): { data: Common; title: string; blocks: Block[] } {
  const title = documentTitles[kind]
  switch (kind) {
    case 'acceptance': {
      const d = documentSchemas.acceptance.parse(data)
      return { data: d, title, blocks: acceptance(d) }
    }
    case 'supplement': {
      const d = documentSchemas.supplement.parse(data)
      return { data: d, title, blocks: supplement(d) }
    }
    case 'refusal': {
      const d = documentSchemas.refusal.parse(data)
      return { data: d, title, blocks: refusal(d) }
    }
    case 'allocation': {
      const d = documentSchemas.allocation.parse(data)
      return { data: d, title: allocationTitle(d.item), blocks: allocation(d) }
    }
  }
}

const isComposed = (kind: DocumentKind): kind is ComposedKind => (composedKinds as readonly string[]).includes(kind)

/** What a document says, block by block, from its stored data (throws a ZodError where they are not of this kind); drawing is somebody else's work. */
export function layoutOf(kind: DocumentKind, stored: unknown): DocumentLayout {
  if (isComposed(kind)) {
    const { office, title, blocks } = composedSchema.parse(stored)
    return { kind, title: title ?? documentTitles[kind], office: office.name, blocks }
  }
  const { data, title, blocks } = bodyOf(kind, stored)
  return { kind, title, office: data.office.name, blocks: [{ type: 'addressee', text: `${data.holderName}：` }, ...blocks] }
}
