import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { lineOutcome } from '../../model/line'
import type { ObjectionQuery } from '../../model/list-query'
import { objectionWords } from '../../model/machine'
import { kindWords } from '../../model/objection'
import { noticePolicy, objectionPolicy } from '../../model/policy'
import { objectionsOf } from '../public'
import { objectionPage } from '../staff-objections'

interface Table {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** 公示表 of one notice: what was shown, with the numbers of the cases. */
export async function exportNotice(ctx: Ctx, number: string): Promise<Table> {
  ctx.assertCan(noticePolicy, 'notice.export', { personIds: [], publishedBy: null })
  const notice = await db.publicNotice.findUnique({
    where: { number },
    include: { lines: { orderBy: { ordinal: 'asc' }, include: { case: { select: { caseNo: true } }, objections: { select: { state: true } } } } },
  })
  if (!notice) throw AppError.notFound()
  const bytes = await workbook([
    {
      name: '公示表',
      columns: [
        { title: '序号', kind: 'number', width: 8 },
        { title: '办件编号', width: 18 },
        { title: '负责人' },
        { title: '项目', width: 36 },
        { title: '支持', width: 18 },
        { title: '数量', kind: 'number' },
        { title: '金额（元）', kind: 'money', width: 16 },
        { title: '状态', width: 14 },
      ],
      rows: notice.lines.map((line) => [
        line.ordinal,
        line.case.caseNo,
        line.maskedName,
        line.project,
        line.support,
        line.quantity,
        line.amountFen,
        lineOutcome(objectionsOf(line), false),
      ]),
    },
  ])
  await recordAudit(db, ctx, { type: 'notice.exported', subject: { kind: 'notice', id: number }, detail: { lines: notice.lines.length } })
  return { name: `公示表 ${number}.xlsx`, mediaType: XLSX, bytes }
}

/** The list of objections as it is filtered: deadlines and outcomes, nobody's name or contact. */
export async function exportObjections(ctx: Ctx, query: ObjectionQuery): Promise<Table> {
  ctx.assertCan(objectionPolicy, 'objection.export', { dependence: null, handlerId: null, applicantPersonId: null })
  if (!ctx.actor) throw AppError.notFound()
  const { lines } = await objectionPage(ctx.actor, query)
  const bytes = await workbook([
    {
      name: '异议与复核',
      columns: ['编号', '种类', '状态', '办件编号', '项目', '支持', '方式', '署名', '收到', '现在到期', '经办', '结论'].map((title) => ({
        title,
        width: title === '项目' ? 36 : 16,
      })),
      rows: lines.map((line) => [
        line.number,
        kindWords[line.kind],
        objectionWords[line.state].staff,
        line.caseNo,
        line.project,
        line.item,
        line.channel,
        line.anonymous ? '匿名' : '署名',
        line.receivedOn,
        line.clock?.dueOn ?? '',
        line.handler ?? '',
        line.decision ?? '',
      ]),
    },
  ])
  await recordAudit(db, ctx, { type: 'objection.exported', subject: { kind: 'objection', id: 'list' }, detail: { lines: lines.length } })
  return { name: '异议与复核.xlsx', mediaType: XLSX, bytes }
}
