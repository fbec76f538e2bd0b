import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { supportListPolicy } from '../../model/policy'
import type { SupportQuery } from '../../model/schema'
import { deskRows } from '../desk-rows'

const titles = { payments: '拨付', agreements: '资助协议', milestones: '里程碑', clawbacks: '追回', accounts: '收款账户' } as const
const MOST_ROWS = 5000

/** The list under its filters as a workbook; names leave the house, so each export leaves a row in the audit. */
export const exportSupport: Command<SupportQuery, { name: string; mediaType: string; bytes: Uint8Array }> = (ctx, query) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(supportListPolicy, 'support.export', null)
    if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
    const { rows } = await deskRows(ctx.actor, { ...query, page: 1 }, MOST_ROWS)
    await recordAudit(tx, ctx, { type: 'support.exported', subject: { kind: 'support', id: query.view }, detail: { rows: rows.length, state: query.state } })
    const columns = [
      { title: '编号', width: 18 },
      { title: '团队', width: 28 },
      { title: '内容', width: 36 },
      { title: '金额（元）', kind: 'money' as const, width: 16 },
      { title: '状态', width: 16 },
      { title: '日期', width: 18 },
      { title: '超期天数', kind: 'number' as const },
      { title: '银行回单', width: 20 },
    ]
    const data = rows.map((row) => [row.number, row.applicant, row.what, row.amountFen, row.stateWord, row.date, row.late > 0 ? row.late : null, row.receiptNo])
    const bytes = await workbook([{ name: titles[query.view], columns, rows: data }])
    return { name: `${titles[query.view]} ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes }
  })
