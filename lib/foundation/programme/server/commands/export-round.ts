import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { caseWords } from '../../../casework/model/machine'
import { roundPolicy } from '../../model/round'
import { findRound, roundApplications } from '../rounds/detail'

export interface RoundBook {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** The applications of a round with their cases, a line per case, as a workbook. */
export const exportRound: Command<{ id: string }, RoundBook> = async (ctx, { id }) => {
  ctx.assertCan(roundPolicy, 'round.read', null)
  const round = await findRound(ctx.actor, id)
  const applications = await roundApplications(id)
  const rows = applications.flatMap((one) =>
    one.cases.map((line) => [
      one.code ?? '',
      one.project,
      one.leader,
      one.when,
      line.caseNo,
      line.measure,
      caseWords[line.state].staff,
      line.quantity,
      line.amountFen,
    ]),
  )
  const bytes = await workbook([
    {
      name: '申请',
      columns: [
        { title: '评审编号' },
        { title: '项目', width: 28 },
        { title: '负责人' },
        { title: '提交时间', width: 22 },
        { title: '办件编号', width: 20 },
        { title: '支持', width: 18 },
        { title: '状态' },
        { title: '数量', kind: 'number' },
        { title: '金额（元）', kind: 'money', width: 16 },
      ],
      rows,
    },
  ])
  await recordAudit(db, ctx, { type: 'round.exported', subject: { kind: 'round', id }, detail: { rows: rows.length } })
  return { name: `${round.name}-申请.xlsx`, mediaType: XLSX, bytes }
}
