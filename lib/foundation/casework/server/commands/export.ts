import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatTimeZh } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type SheetColumn, type SheetOf, workbook, XLSX } from '@/lib/platform/workbook'
import { decisionWords, isSignedStep, stepWords } from '../../model/chain'
import { queuePolicy } from '../../model/policy'
import type { QueueFilter, QueueRow } from '../../model/queue'
import { queueList, windowUsers } from '../queue/queue'

/** More rows than a person reads; a larger export is a report and comes from there. */
const MAX_ROWS = 5000

const caseColumns: readonly SheetColumn[] = [
  { title: '办件编号', width: 20 },
  { title: '团队或申请人', width: 24 },
  { title: '项目', width: 28 },
  { title: '申请人' },
  { title: '事项', width: 16 },
  { title: '状态', width: 14 },
  { title: '承办' },
  { title: '承诺剩余' },
  { title: '已交材料', kind: 'number' },
  { title: '应交材料', kind: 'number' },
  { title: '金额（元）', kind: 'money', width: 16 },
]

const decisionColumns: readonly SheetColumn[] = [
  { title: '办件编号', width: 20 },
  { title: '签批轮次', kind: 'number' },
  { title: '步骤', width: 14 },
  { title: '意见', width: 14 },
  { title: '数量', kind: 'number' },
  { title: '金额（元）', kind: 'money', width: 16 },
  { title: '理由', width: 48 },
  { title: '签批人' },
  { title: '时间', width: 20 },
]

async function casesSheet(rows: readonly QueueRow[]): Promise<SheetOf> {
  const names = new Map((await windowUsers()).map((user) => [user.id, user.name]))
  const lines = rows.map((row) => [
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
    row.amountFen === null ? null : BigInt(row.amountFen),
  ])
  return { name: '办件', columns: caseColumns, rows: lines }
}

/** Every signature under the listed cases, in the order in which they were given. */
async function decisionsSheet(rows: readonly QueueRow[]): Promise<SheetOf> {
  const found = await db.caseSignature.findMany({
    where: { case: { caseNo: { in: rows.map((row) => row.caseNo) } } },
    include: { case: { select: { caseNo: true } } },
    orderBy: [{ case: { caseNo: 'asc' } }, { at: 'asc' }],
  })
  const lines = found.map((one) => [
    one.case.caseNo,
    one.round,
    isSignedStep(one.step) ? stepWords[one.step] : one.step,
    decisionWords(one.decision),
    one.quantity,
    one.amountFen,
    one.reason,
    one.signerName,
    `${dateInShanghai(one.at)} ${formatTimeZh(one.at)}`,
  ])
  return { name: '签批', columns: decisionColumns, rows: lines }
}

/** The filtered list and the decisions under it as a workbook. Who took which list away stands in the audit. */
export const exportQueue: Command<QueueFilter, { name: string; mediaType: string; bytes: Buffer; rows: number }> = async (ctx, filter) => {
  ctx.assertCan(queuePolicy, 'queue.export', null)
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const { rows } = await queueList(ctx.actor, filter, MAX_ROWS)
  const bytes = await workbook([await casesSheet(rows), await decisionsSheet(rows)])
  const { after: _page, ...shown } = filter
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { type: 'queue.exported', subject: { kind: 'queue', id: filter.view }, detail: { rows: rows.length, filter: { ...shown } } }),
  )
  return { name: `受理台 ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes, rows: rows.length }
}
