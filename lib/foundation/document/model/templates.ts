import { err, ok, type Result } from '@/lib/kernel/result'

export const documentKinds = ['acceptance', 'supplement', 'refusal', 'allocation'] as const
export type DocumentKind = (typeof documentKinds)[number]

interface Common {
  readonly holderName: string
  readonly caseNo: string
  readonly item: string
  readonly office: { readonly name: string; readonly phone: string; readonly address: string }
}

export interface DocumentData {
  readonly acceptance: Common & {
    readonly materials: readonly string[]
    readonly promisedBy: string
    readonly statutoryBy: string
    readonly promisedDays: number
    readonly statutoryDays: number
    readonly provisional: boolean
  }
  readonly supplement: Common & { readonly rows: readonly { what: string; where: string; by: string }[]; readonly deadline: string }
  readonly refusal: Common & { readonly reason: string; readonly legalBasis: string }
  readonly allocation: Common & {
    readonly units: readonly string[]
    readonly place: string
    readonly term: string
    readonly rent: string
    readonly deposit: string
    readonly rules: string
    readonly confirmBy: string
  }
}

export const documentTitles: Record<DocumentKind, string> = {
  acceptance: '受理通知书',
  supplement: '一次性告知书',
  refusal: '不予受理通知书',
  allocation: '配租通知书',
}

const prefixes: Record<DocumentKind, string> = { acceptance: '潭高新受', supplement: '潭高新告', refusal: '潭高新不受', allocation: '潭高新配' }

/** `潭高新配〔2026〕第 0331 号` */
export const formatDocumentNumber = (kind: DocumentKind, year: number, seq: number): string =>
  `${prefixes[kind]}〔${year}〕第 ${String(seq).padStart(4, '0')} 号`

/** Reads a number as typed: without spaces, with square or round brackets. Answers the printed form. */
export function parseDocumentNumber(text: string): Result<string, 'format'> {
  const match = /^(潭高新(?:受|告|不受|配))[〔[(（【](\d{4})[〕\])）】]第?(\d{1,6})号?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  const kind = documentKinds.find((k) => prefixes[k] === match?.[1])
  return match && kind ? ok(formatDocumentNumber(kind, Number(match[2]), Number(match[3]))) : err('format')
}

export type Block =
  | { readonly type: 'addressee'; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'facts'; readonly rows: readonly { label: string; value: string; strong?: boolean }[] }
  | { readonly type: 'table'; readonly head: readonly string[]; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] }
  | { readonly type: 'box'; readonly title: string; readonly lines: readonly string[] }
  | { readonly type: 'plain'; readonly text: string }

export interface DocumentLayout {
  readonly kind: DocumentKind
  readonly title: string
  readonly office: string
  readonly blocks: readonly Block[]
}

const contact = (d: Common) => `联系电话：${d.office.phone}；地址：${d.office.address}。`

const remedy = (d: Common) =>
  `对本通知有疑问，可在收到之日起 5 个工作日内申请复核，由没有参与办理的人员处理，10 个工作日内书面答复。${contact(d)}`

const provisionalLine = '其中标“暂定”的日期落在还没有公布放假安排的年份，公布后重新计算并通知您。'

const blocksOf: { [K in DocumentKind]: (d: DocumentData[K]) => Block[] } = {
  acceptance: (d) => [
    { type: 'addressee', text: `${d.holderName}：` },
    { type: 'paragraph', text: `您申请的“${d.item}”（办件编号 ${d.caseNo}）材料齐全、符合法定形式，现予受理。` },
    {
      type: 'facts',
      rows: [
        { label: '办件编号', value: d.caseNo, strong: true },
        { label: '事项', value: d.item },
        { label: '收到材料', value: d.materials.join('、') || '无' },
        { label: '承诺办结', value: `${d.promisedBy}前（${d.promisedDays} 个工作日）`, strong: true },
        { label: '法定时限', value: `${d.statutoryBy}前（${d.statutoryDays} 个工作日）` },
      ],
    },
    {
      type: 'box',
      title: '接下来',
      lines: ['1. 初审和审定由两位不同的工作人员办理。', '2. 等外部意见时时钟会暂停，暂停的原因和天数您都能看到。', `3. 办件进度随时可查：输入办件编号和手机尾号，不用登录。`],
    },
    ...(d.provisional ? [{ type: 'plain', text: provisionalLine } as const] : []),
    { type: 'plain', text: `一句话：我们收下了，${d.promisedBy}前给您结果。` },
    { type: 'paragraph', text: remedy(d) },
  ],
  supplement: (d) => [
    { type: 'addressee', text: `${d.holderName}：` },
    { type: 'paragraph', text: `您申请的“${d.item}”（办件编号 ${d.caseNo}）还缺下列材料。依照《中华人民共和国行政许可法》第三十二条，一次告知如下：` },
    { type: 'table', head: ['缺哪份', '去哪开', '什么时候前'], widths: [0.5, 0.25, 0.25], rows: d.rows.map((r) => [r.what, r.where, r.by]) },
    { type: 'box', title: `请在 ${d.deadline} 前补齐`, lines: ['1. 登录「攀登者」，在办件里上传；或带到任一驿站窗口。', '2. 补齐后重新计算受理时限。', '3. 到期没有补齐，这次办件自动结束，材料给您留着，可以再申请。'] },
    { type: 'plain', text: '一句话：缺的都在上面了，补上这些就够。' },
    { type: 'paragraph', text: remedy(d) },
  ],
  refusal: (d) => [
    { type: 'addressee', text: `${d.holderName}：` },
    { type: 'paragraph', text: `您申请的“${d.item}”（办件编号 ${d.caseNo}）经审查，决定不予受理。` },
    {
      type: 'facts',
      rows: [
        { label: '理由', value: d.reason, strong: true },
        { label: '依据', value: d.legalBasis },
      ],
    },
    {
      type: 'box',
      title: '您可以怎么办',
      lines: ['1. 条件变了可以随时再申请，已交的材料可以沿用。', '2. 申请复核：收到之日起 5 个工作日内，由没有参与办理的人员处理。', '3. 依法申请行政复议：收到之日起 60 日内；或提起行政诉讼：收到之日起 6 个月内。'],
    },
    { type: 'plain', text: '一句话：这次没有受理，原因在上面，改了可以再来。' },
    { type: 'paragraph', text: contact(d) },
  ],
  allocation: (d) => [
    { type: 'addressee', text: `${d.holderName}：` },
    { type: 'paragraph', text: `您申请的“${d.item}”（办件编号 ${d.caseNo}）已经批准，配给您下面的位置。` },
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
      type: 'box',
      title: `请在 ${d.confirmBy} 前确认`,
      lines: ['1. 手机登录「攀登者」，点「确认，我要这个位置」；或到任一驿站窗口办。', '2. 确认后带身份证，与管家当面交接，双方在交接单上签字、拍照。', '3. 到期不确认，视为这次放弃，位置给下一位；连续放弃 2 次，排到队尾。'],
    },
    { type: 'plain', text: `一句话：位置给您留着，${d.confirmBy}前点一下确认。` },
    { type: 'paragraph', text: remedy(d) },
  ],
}

/** What a document says, block by block; drawing is somebody else's work. */
export function layoutOf<K extends DocumentKind>(kind: K, data: DocumentData[K]): DocumentLayout {
  const title = kind === 'allocation' ? `${(data as DocumentData['allocation']).item.includes('公寓') ? '创业公寓' : '免费工位'}${documentTitles[kind]}` : documentTitles[kind]
  return { kind, title, office: data.office.name, blocks: blocksOf[kind](data) }
}
