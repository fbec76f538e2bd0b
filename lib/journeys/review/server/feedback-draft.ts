import 'server-only'
import { z } from 'zod'
import { criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { anonymised, type Criterion, type EntryFigures, type Feedback, scoresAgainstRound } from '../model/feedback'

const byCriterionSchema = z.record(z.string(), z.object({ mean: z.number() }))

/** The last aggregate of an entry. */
async function figuresOf(client: Tx, roundId: string): Promise<Map<string, EntryFigures>> {
  const rows = await client.reviewResult.findMany({
    where: { entry: { roundId, state: { not: 'withdrawn' } } },
    orderBy: [{ entryId: 'asc' }, { seq: 'desc' }],
    distinct: ['entryId'],
    select: { entryId: true, value: true, byCriterion: true },
  })
  return new Map(rows.map((row) => [row.entryId, { value: row.value, byCriterion: byCriterionSchema.parse(row.byCriterion) }]))
}

/** The experts of an entry, however their part ended: none of these words may stand in a letter. */
export async function forbiddenWords(client: Tx, applicationId: string): Promise<string[]> {
  const rows = await client.reviewAssignment.findMany({
    where: { entry: { applicationId } },
    select: { reviewer: { select: { no: true, employer: true, person: { select: { name: true } } } } },
  })
  return [
    ...new Set(
      rows.flatMap(({ reviewer }) => [reviewer.person.name, reviewer.employer, `专家${reviewer.no}`, ...(/\p{L}/u.test(reviewer.no) ? [reviewer.no] : [])]),
    ),
  ].filter((word) => word !== '')
}

/** Own figures against the round's middle; empty where the case was not scored. */
export async function scoresFor(client: Tx, applicationId: string): Promise<Pick<Feedback, 'scores' | 'total'>> {
  const entry = await client.reviewEntry.findUnique({ where: { applicationId }, include: { round: { include: { rubric: true } } } })
  if (!entry) return { scores: [], total: null }
  const round = await figuresOf(client, entry.roundId)
  const own = round.get(entry.id)
  if (!own) return { scores: [], total: null }
  const rules = await loadRules(client, ['feedback.min_entries'])
  const criteria: Criterion[] = entry.round.rubric ? criteriaSchema.parse(entry.round.rubric.criteria) : []
  return scoresAgainstRound(own, [...round.values()], criteria, rules['feedback.min_entries'].value)
}

/** What the experts wrote on locked sheets, without what would name them; staff choose from it. */
export async function remarksFor(client: Tx, applicationId: string): Promise<string[]> {
  const forbidden = await forbiddenWords(client, applicationId)
  const sheets = await client.reviewAssignment.findMany({
    where: { entry: { applicationId }, state: 'locked' },
    // in an order that says nothing about who was drawn first
    orderBy: { id: 'asc' },
    select: { overall: true, scores: { orderBy: { criterion: 'asc' }, select: { comment: true } } },
  })
  const remarks = sheets.flatMap((sheet) => [sheet.overall, ...sheet.scores.map((score) => score.comment)]).filter((text) => text.trim().length >= 2)
  return [...new Set(remarks.map((text) => anonymised(text, forbidden)))]
}

/** Why the window or the meeting said no: what a letter begins with. */
export const failedOf = (row: {
  readonly signatures: readonly { decision: string; step: string; reason: string }[]
  readonly reason: string | null
}): string[] => [
  ...new Set([
    ...row.signatures.filter((one) => one.decision === 'reject' && (one.step === 'first_review' || one.step === 'second_check')).map((one) => one.reason),
    ...(row.reason ? [row.reason] : []),
  ]),
]

/** The next time to try, from the rows of the rounds: one that is over is not its own next chance, the rolling one is. */
export async function nextChance(client: Tx, refused: { readonly measureCode: string; readonly roundId: string }, now: Date): Promise<string> {
  const rounds = await client.round.findMany({
    where: { measures: { has: refused.measureCode }, publishedAt: { not: null }, OR: [{ id: { not: refused.roundId } }, { closesAt: null }] },
    orderBy: { opensAt: 'asc' },
    select: { name: true, opensAt: true, closesAt: true },
  })
  const day = (at: Date) => formatDateZh(dateInShanghai(at), { year: true, weekday: true })
  const coming = rounds.find((round) => round.opensAt > now)
  if (coming) return `「${coming.name}」${day(coming.opensAt)}开始申请。`
  const open = rounds.find((round) => round.opensAt <= now && (!round.closesAt || round.closesAt > now))
  if (open) return open.closesAt ? `「${open.name}」现在就能申请，到 ${day(open.closesAt)} 止。` : `「${open.name}」随时可以申请，没有截止日期。`
  return '下一批的时间还没有定，定了会在网站上公布。'
}
