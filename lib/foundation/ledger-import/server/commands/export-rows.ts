import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { csv } from '@/lib/platform/csv'
import { importPolicy } from '../../model/policy'
import type { RowsQuery } from '../../model/schema'
import { changeWords, markWords } from '../../model/words'
import { findForUpdate, messagesOf, rowsWhere } from '../repo'

const columns = ['工作表', '行号', '编号', '检查结果', '变化', '说明']

/** The rows of a preview for whoever corrects the ledger. Only what is said about a row, not what stands in it. */
export const exportRows: Command<{ id: string; query: RowsQuery }, { csv: string; name: string }> = (ctx, { id, query }) =>
  ctx.transaction(async (tx) => {
    const found = await findForUpdate(tx, id)
    ctx.assertCan(importPolicy, 'import.list', { startedBy: found.startedBy })
    const rows = await tx.ledgerImportRow.findMany({ where: rowsWhere(id, query), orderBy: { no: 'asc' } })
    const cells = rows.map((row) => [
      row.sheet,
      row.row || '',
      row.key,
      markWords[row.mark]?.text ?? row.mark,
      changeWords[row.change] ?? row.change,
      messagesOf(row.messages)
        .map((message) => `${message.column}：${message.text}`)
        .join('；'),
    ])
    const { mark = 'all', change = 'all' } = query
    await recordAudit(tx, ctx, { type: 'import.exported', subject: { kind: 'ledger_import', id }, detail: { rows: rows.length, mark, change } })
    return { name: `${found.fileName.replace(/\.[^.]*$/, '')} 检查结果.csv`, csv: csv(columns, cells) }
  })
