import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { importPolicy } from '../../model/policy'
import type { RowsQuery } from '../../model/schema'
import { changeWords, markWords } from '../../model/words'
import { findForUpdate, messagesOf, rowsWhere } from '../repo'

/**
 * The rows of a preview as CSV for whoever corrects the ledger: UTF-8 with BOM, and no cell that a spreadsheet would run
 * as a formula. Only what is said about a row, not what stands in it.
 */
export const exportRows: Command<{ id: string; query: RowsQuery }, { csv: string; name: string }> = (ctx, { id, query }) =>
  ctx.transaction(async (tx) => {
    const found = await findForUpdate(tx, id)
    ctx.assertCan(importPolicy, 'import.list', { startedBy: found.startedBy })
    const rows = await tx.ledgerImportRow.findMany({ where: rowsWhere(id, query), orderBy: { no: 'asc' } })
    const records = rows.map((row) => ({
      工作表: row.sheet,
      行号: row.row || '',
      编号: row.key,
      检查结果: markWords[row.mark]?.text ?? row.mark,
      变化: changeWords[row.change] ?? row.change,
      说明: messagesOf(row.messages)
        .map((message) => `${message.column}：${message.text}`)
        .join('；'),
    }))
    const { mark = 'all', change = 'all' } = query
    await recordAudit(tx, ctx, { type: 'import.exported', subject: { kind: 'ledger_import', id }, detail: { rows: records.length, mark, change } })
    const columns = ['工作表', '行号', '编号', '检查结果', '变化', '说明']
    return {
      csv: stringify(records, { header: true, columns, bom: true, escape_formulas: true }),
      name: `${found.fileName.replace(/\.[^.]*$/, '')} 检查结果.csv`,
    }
  })
