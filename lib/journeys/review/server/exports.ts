import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { reviewPolicy } from '../model/policy'
import { standingWords } from '../model/ranking'
import { entryResults, headOf, rankedList } from './results'
import { reviewSubject } from './subject'

export interface Workbook {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100)

async function allowed(tx: Tx, ctx: Ctx, roundId: string, type: string, rows: number): Promise<void> {
  ctx.assertCan(reviewPolicy, 'review.read_results', await reviewSubject(tx, roundId))
  await recordAudit(tx, ctx, { type, subject: { kind: 'round', id: roundId }, detail: { rows } })
}

/** The ranked list as a workbook, with what each asks and where places and money run out. */
export const exportRanking = (ctx: Ctx, roundId: string): Promise<Workbook> =>
  ctx.transaction(async (tx) => {
    const head = await headOf(tx, roundId)
    const entries = await entryResults(tx, roundId)
    await allowed(tx, ctx, roundId, 'review.ranking_exported', entries.length)
    const { lines } = await rankedList(tx, head, entries)
    const bytes = await workbook([
      {
        name: '排序名单',
        columns: [
          { title: '名次', kind: 'number' },
          { title: '编号' },
          { title: '项目', width: 30 },
          { title: '领域', width: 16 },
          { title: '得分', kind: 'number' },
          { title: '分差', kind: 'number' },
          { title: '份数', kind: 'number' },
          { title: '要工位', kind: 'number' },
          { title: '要公寓', kind: 'number' },
          { title: '要资助（元）', kind: 'money', width: 16 },
          { title: '要贷款（元）', kind: 'money', width: 16 },
          { title: '累计工位', kind: 'number' },
          { title: '累计公寓', kind: 'number' },
          { title: '累计资助（元）', kind: 'money', width: 16 },
          { title: '结论', width: 24 },
          { title: '待讨论' },
        ],
        rows: lines.map(({ entry, rank, standing, used }) => [
          rank,
          entry.code,
          entry.title,
          entry.field,
          points(entry.value),
          points(entry.spread),
          entry.sheets,
          entry.desk,
          entry.flat,
          entry.grantFen,
          entry.loanFen,
          used.desk,
          used.flat,
          used.grantFen,
          standingWords[standing].word,
          entry.state === 'discussion' ? '是' : '',
        ]),
      },
    ])
    return { name: `${head.name}-排序名单.xlsx`, mediaType: XLSX, bytes }
  })

interface ScoreRow {
  readonly entry: string
  readonly sheet: string
  readonly criterion: string
  readonly level: number
  readonly confidence: number | null
  readonly comment: string
  readonly total: number
}

/**
 * Every locked sheet without who wrote it: within an entry the sheets are numbered in the order of their ids, which says nothing
 * about the draw nor about which sheets of two entries are of one hand.
 */
export const exportScores = (ctx: Ctx, roundId: string): Promise<Workbook> =>
  ctx.transaction(async (tx) => {
    const head = await headOf(tx, roundId)
    const rows = await tx.$queryRaw<ScoreRow[]>`
      SELECT e.code AS entry, dense_rank() OVER (PARTITION BY e.id ORDER BY a.id)::text AS sheet, s.criterion, s.level, s.confidence, s.comment, a.total_points AS total
        FROM review_score s JOIN review_assignment a ON a.id = s.assignment_id JOIN review_entry e ON e.id = a.entry_id
       WHERE e.round_id = ${roundId}::uuid AND a.state = 'locked' AND e.state <> 'withdrawn' ORDER BY length(e.code), e.code, 2, s.criterion`
    await allowed(tx, ctx, roundId, 'review.scores_exported', rows.length)
    const criteria = new Map(head.criteria.map((one) => [one.key, one]))
    const bytes = await workbook([
      {
        name: '评分（不记名）',
        columns: [
          { title: '编号' },
          { title: '第几份' },
          { title: '评分项', width: 24 },
          { title: '权重', kind: 'number' },
          { title: '档（%）', kind: 'number' },
          { title: '得分', kind: 'number' },
          { title: '把握程度' },
          { title: '理由', width: 60 },
          { title: '本份总分', kind: 'number' },
        ],
        rows: rows.map((row) => {
          const criterion = criteria.get(row.criterion)
          const weight = criterion?.weight ?? 0
          const confidence = row.confidence === null ? '' : (['低', '中', '高'][row.confidence - 1] ?? '')
          return [
            row.entry,
            row.sheet,
            criterion?.name ?? row.criterion,
            weight,
            row.level * 25,
            (weight * row.level) / 4,
            confidence,
            row.comment,
            points(row.total),
          ]
        }),
      },
    ])
    return { name: `${head.name}-评分（不记名）.xlsx`, mediaType: XLSX, bytes }
  })
