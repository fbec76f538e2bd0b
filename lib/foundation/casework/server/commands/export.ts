import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { csv } from '@/lib/platform/csv'
import { queuePolicy } from '../../model/policy'
import type { QueueFilter } from '../../model/queue'
import { queueList, windowUsers } from '../queue'

/** More rows than a person reads; a larger export is a report and comes from there. */
const MAX_ROWS = 5000

const columns = ['办件编号', '团队或申请人', '项目', '申请人', '事项', '状态', '承办', '承诺剩余', '已交材料', '应交材料', '申请金额元']

/** The filtered list for a spreadsheet. Who took which list away stands in the audit. */
export const exportQueue: Command<QueueFilter, { name: string; csv: string; rows: number }> = async (ctx, filter) => {
  ctx.assertCan(queuePolicy, 'queue.export', null)
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const [list, users] = await Promise.all([queueList(ctx.actor, filter, MAX_ROWS), windowUsers()])
  const names = new Map(users.map((user) => [user.id, user.name]))
  const rows = list.rows.map((row) => [
    row.caseNo,
    row.title,
    row.project,
    row.applicant,
    row.measure,
    row.stateWord,
    row.assigneeId ? (names.get(row.assigneeId) ?? '') : '',
    row.left,
    row.materials.have,
    row.materials.need,
    row.amountFen === null ? '' : (Number(row.amountFen) / 100).toFixed(2),
  ])
  const { after: _page, ...shown } = filter
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { type: 'queue.exported', subject: { kind: 'queue', id: filter.view }, detail: { rows: rows.length, filter: { ...shown } } }),
  )
  return { name: `受理台 ${ctx.clock.today()}.csv`, csv: csv(columns, rows), rows: rows.length }
}
