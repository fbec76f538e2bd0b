import { findTable, type Sheet } from './sheet'

export const ledgerKinds = ['space', 'projects', 'applications', 'mentors', 'exam', 'enterprises'] as const
export type LedgerKindCode = (typeof ledgerKinds)[number]

export const kindNames: Record<LedgerKindCode, string> = {
  space: '载体资源台账',
  projects: '在孵项目台账',
  applications: '申报项目汇总表',
  mentors: '导师名册',
  exam: '产业考卷需求汇总表',
  enterprises: '企业服务台账',
}

/** Columns that only this ledger has; by them a file is recognised, whatever its name. */
const telling: Record<LedgerKindCode, readonly (readonly string[])[]> = {
  space: [
    ['房间号', '载体类型'],
    ['工位编号', 'X', 'Y'],
    ['户型', '床位数'],
    ['床位号', '免费入住天数'],
  ],
  projects: [['项目名称', '孵化阶段', '入驻时间']],
  applications: [['申报编号', '项目名称', '身份证号']],
  mentors: [['擅长环节', '可带项目数']],
  exam: [['技术需求名称'], ['意向合作费用']],
  enterprises: [['企业名称', '统一社会信用代码', '片区']],
}

export const isLedgerKind = (text: string): text is LedgerKindCode => (ledgerKinds as readonly string[]).includes(text)

/** Which ledger these sheets are; null when none is recognised. */
export function kindOfBook(book: readonly Sheet[]): LedgerKindCode | null {
  const is = (kind: LedgerKindCode) => telling[kind].some((columns) => book.some((sheet) => findTable(sheet, columns).table !== null))
  return ledgerKinds.find(is) ?? null
}
