import type { ErrorParams } from '@/lib/kernel/app-error'
import { formatYuan } from '@/lib/kernel/money'

const yuan = (fen: string | number | undefined) => `${formatYuan(BigInt(fen ?? 0))} 元`

/** Refusals of the fund's books. Amounts in the parameters are fen. */
export const fundErrors: Readonly<Record<string, string | ((p: ErrorParams) => string)>> = {
  'fund.insufficient': (p) => `额度不够：还剩 ${yuan(p.availableFen)}。可以先调剂，或者少批一些`,
  'fund.year_total': (p) => `超过年度总额：还能下达 ${yuan(p.availableFen)}`,
  'fund.budget_year': '只能编今年和明年的预算',
  'fund.line_closed': '这条预算线已经关账，不能再记账',
  'fund.ref_used': (p) => `凭证号 ${p.ref} 已经记过另一笔，请核对号码`,
  'fund.same_line': '转出和转入要是两条预算线',
  'fund.other_year': '只能在同一年度的预算线之间调剂',
  'fund.decided': '这一项已经办过了，请刷新看结果',
  'fund.reversed': '这一笔已经冲正过了',
  'fund.correction_open': '这一笔已经有人提了冲正，等另一位签',
  'fund.open_items': (p) => `还有 ${p.count} 笔没处理，逐笔选结转或核减后才能关账`,
  'fund.case_settled': '这一笔已经处理过了，请刷新看结果',
  'fund.year_running': '年度还没到最后一个月，不能关账',
  'policy.fund_same_person': '这是你经手的，要由另一位签',
  'policy.fund_same_role': '签的人要和提的人不同岗位：财务提，分管领导签',
}
