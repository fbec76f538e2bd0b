import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { type ScreeningQuery, screeningPolicy, stateWords } from '../../model/schema'
import { flagLines } from '../queries'

/** More rows than a person reads. */
const MOST = 5000

/** The flags under the filters of the page as a workbook. */
export const exportFlags: Command<Pick<ScreeningQuery, 'state' | 'kind'>, { name: string; mediaType: string; bytes: Uint8Array }> = async (ctx, query) => {
  ctx.assertCan(screeningPolicy, 'screening.read', { personIds: [] })
  const flags = await flagLines(query, { skip: 0, take: MOST })
  const bytes = await workbook([
    {
      name: '查重',
      columns: [
        { title: '相同之处', width: 18 },
        { title: '相近（%）', kind: 'number' },
        { title: '说明', width: 20 },
        { title: '申请一', width: 26 },
        { title: '办件一', width: 24 },
        { title: '申请二', width: 26 },
        { title: '办件二', width: 24 },
        { title: '发现时间', width: 22 },
        { title: '结论' },
        { title: '理由', width: 40 },
        { title: '判定人' },
      ],
      rows: flags.map(({ word, likeness, shown, sides: [a, b], foundAt, outcome, reason, decidedBy }) => [
        word,
        likeness,
        shown,
        a?.project ?? '',
        a?.caseNos.join('、') ?? '',
        b?.project ?? '',
        b?.caseNos.join('、') ?? '',
        foundAt,
        stateWords[outcome ?? 'open'],
        reason,
        decidedBy,
      ]),
    },
  ])
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { type: 'screening.exported', subject: { kind: 'screening', id: 'flags' }, detail: { rows: flags.length, filter: { ...query } } }),
  )
  return { name: `查重 ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes }
}
