import 'server-only'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Block } from '../../document/model/block'
import { issueDocument, office } from '../../document/server/door'
import type { RanEntry } from '../../draw/server/door'
import { reviewersOfEntry } from './assignment'
import type { PanelRow } from './repo'

/** Who may read what reviewers are called. */
const readers = { roles: ['intake', 'leader', 'auditor', 'chair', 'observer'] } as const

/** The record of one draw of a panel names the draw, so that it is found by it. */
export const recordHolder = (drawNumber: string, panelName: string): string => `${panelName}（${drawNumber}）`

const moment = (at: Date | null): string => (at ? `${formatDateZh(dateInShanghai(at), { year: true })} ${formatTimeZh(at)}` : '—')

interface Reason {
  readonly entryCode: string | null
  readonly why: string
}

const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'why' in value && typeof value.why === 'string'
const reasonsInWords = (reasons: unknown): string =>
  (Array.isArray(reasons) ? reasons.filter(isReason) : []).map((one) => `${one.entryCode ? `${one.entryCode} ` : ''}${one.why}`).join('；')

/** 抽取记录: seal, pool with every exclusion and its class, order, seats, and places for the signatures of clerk, witness and observer. */
export async function issueDrawRecord(tx: Tx, ctx: Ctx, panel: PanelRow, order: readonly RanEntry[]): Promise<{ id: string; number: string }> {
  const draw = await tx.draw.findUniqueOrThrow({ where: { id: panel.drawId ?? '' } })
  const pool = await tx.panelPoolRow.findMany({ where: { drawId: draw.id }, orderBy: { reviewerNo: 'asc' } })
  const round = await tx.round.findUniqueOrThrow({ where: { id: panel.roundId }, select: { name: true } })
  const excluded = pool.filter((row) => row.excluded)
  const soft = pool.filter((row) => !row.excluded && reasonsInWords(row.reasons) !== '')
  const seats: string[][] = []
  for (const entry of panel.entries) {
    const seated = (await reviewersOfEntry(tx, entry.id)).filter((one) => ['drawn', 'declared', 'scoring', 'locked'].includes(one.state))
    seats.push([entry.code, seated.map((one) => `${one.no} ${one.name}`).join('、') || '空缺'])
  }
  const table = (head: string[], widths: number[], rows: string[][]): Block[] => (rows.length > 0 ? [{ type: 'table', head, widths, rows }] : [])
  const blocks: Block[] = [
    {
      type: 'facts',
      rows: [
        { label: '批次', value: round.name },
        { label: '评审组', value: `${panel.name}，${panel.entries.length} 件申报，每件 ${panel.seats} 个席位`, strong: true },
        { label: '摇号编号', value: `${draw.number}（规则 ${draw.ruleVersion}）` },
        { label: '抽取池规则', value: draw.poolRule },
        { label: '封密钥', value: `${moment(draw.committedAt)}，${draw.commit}` },
        { label: '冻结名单', value: `${moment(draw.frozenAt)}，${draw.entriesHash ?? '—'}` },
        { label: '公共数', value: `${draw.publicValueSource}：${draw.publicValue ?? '—'}` },
        { label: '密钥', value: draw.secret ?? '—' },
        { label: '抽取', value: `${moment(draw.drawnAt)}，见证人 ${draw.witnessName ?? '—'}` },
      ],
    },
    { type: 'paragraph', text: `抽取池 ${pool.length} 位，可抽 ${order.length} 位，排除 ${excluded.length} 位。抽取顺序：` },
    ...table(
      ['次序', '专家编号', '号码', '结果'],
      [10, 20, 50, 20],
      order.map((one) => [String(one.rank), one.entryNo, one.ticket.slice(0, 24), one.rank <= draw.units ? '抽中' : '备选']),
    ),
    ...table(
      ['排除的专家', '原因类别'],
      [25, 75],
      excluded.map((row) => [row.reviewerNo, reasonsInWords(row.reasons)]),
    ),
    ...table(
      ['可抽但须披露', '关系类别（由组长决定，记入纪要）'],
      [25, 75],
      soft.map((row) => [row.reviewerNo, reasonsInWords(row.reasons)]),
    ),
    ...table(['申报', '评审专家'], [20, 80], seats),
    { type: 'plain', text: '顺序由密钥和公共数算出，谁都可以用「验证」页重算一遍。密钥封好在前，公共数产生在后，任何人事先都不知道结果。' },
    { type: 'signatures', title: '签字', people: ['经办人', `见证人（${draw.witnessName ?? ''}）`, '监督员'] },
  ]
  return issueDocument(tx, ctx, {
    kind: 'draw_record',
    caseId: null,
    personId: null,
    holderName: recordHolder(draw.number, panel.name),
    readers,
    data: { office, blocks },
  })
}
