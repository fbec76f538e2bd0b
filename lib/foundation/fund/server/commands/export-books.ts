import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { accountWords, lineAccounts, postingWords } from '../../model/ledger'
import { fundPolicy } from '../../model/policy'
import type { exportSchema } from '../../model/schema'
import { yearPostings } from '../postings'
import { linesOfYear } from '../queries'

export interface Sheet {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Accounts and vouchers of a year as a workbook; whoever takes it away stands in the audit. */
export const exportBooks: Command<z.output<typeof exportSchema>, Sheet> = (ctx, { year }) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.export', null)
    const lines = await linesOfYear(tx, year)
    if (lines.length === 0) throw AppError.notFound()
    const entries = await yearPostings(
      tx,
      lines.map((line) => line.id),
    )
    await recordAudit(tx, ctx, { type: 'fund.exported', subject: { kind: 'fund_year', id: String(year) }, detail: { rows: entries.length } })
    const bytes = await workbook([
      {
        name: '账户余额',
        columns: [
          { title: '预算线', width: 20 },
          { title: '预算', kind: 'money', width: 16 },
          ...lineAccounts.map((kind) => ({ title: accountWords[kind], kind: 'money' as const, width: 16 })),
          { title: '核减（已退回可用）', kind: 'money', width: 20 },
          { title: '关账日' },
        ],
        rows: lines.map((line) => [
          line.name,
          line.budgetFen,
          ...lineAccounts.map((kind) => line.balances[kind]),
          line.releasedFen,
          line.closedOn ? fromDateColumn(line.closedOn) : '',
        ]),
      },
      {
        name: '凭证分录',
        columns: [
          { title: '序号', kind: 'number' },
          { title: '业务日期', width: 12 },
          { title: '类别' },
          { title: '凭证号', width: 26 },
          { title: '办件编号', width: 18 },
          { title: '预算线', width: 18 },
          { title: '科目' },
          { title: '科目编码', width: 30 },
          { title: '金额（元）', kind: 'money', width: 16 },
          { title: '摘要', width: 40 },
          { title: '经手' },
          { title: '审核' },
          { title: '冲正的序号' },
          { title: '散列', width: 66 },
        ],
        rows: entries.map((row) => [
          row.n,
          fromDateColumn(row.biz_date),
          postingWords[row.kind],
          row.ref,
          row.case_no ?? '',
          row.line ?? '',
          accountWords[row.account_kind],
          row.account,
          row.delta,
          row.note,
          row.actor ?? '系统',
          row.approver ?? '',
          row.reverses === null ? '' : String(row.reverses),
          row.hash ?? '',
        ]),
      },
    ])
    return { name: `专项资金账簿 ${year} 年，截至 ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes }
  })
