import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { queuePolicy } from '../../model/policy'
import type { QueueFilter } from '../../model/queue'
import { queueList, windowUsers } from '../queue'

/** More rows than a person reads; a larger export is a report and comes from there. */
const MAX_ROWS = 5000

/**
 * The filtered list as CSV for the spreadsheet: UTF-8 with BOM, and no cell that a spreadsheet would run as a formula.
 * Who took which list away stands in the audit.
 */
export const exportQueue: Command<QueueFilter, { csv: string; rows: number }> = async (ctx, filter) => {
  ctx.assertCan(queuePolicy, 'queue.export', null)
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const [list, users] = await Promise.all([queueList(ctx.actor, filter, MAX_ROWS), windowUsers()])
  const names = new Map(users.map((user) => [user.id, user.name]))
  const records = list.rows.map((row) => ({
    办件编号: row.caseNo,
    团队或申请人: row.title,
    项目: row.project,
    申请人: row.applicant,
    事项: row.measure,
    状态: row.stateWord,
    承办: row.assigneeId ? (names.get(row.assigneeId) ?? '') : '',
    承诺剩余: row.left,
    已交材料: row.materials.have,
    应交材料: row.materials.need,
    申请金额元: row.amountFen === null ? '' : (Number(row.amountFen) / 100).toFixed(2),
  }))
  const { after: _page, ...shown } = filter
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { type: 'queue.exported', subject: { kind: 'queue', id: filter.view }, detail: { rows: records.length, filter: { ...shown } } }),
  )
  const columns = Object.keys(records[0] ?? {})
  return { csv: stringify(records, { header: columns.length > 0, columns, bom: true, escape_formulas: true }), rows: records.length }
}
