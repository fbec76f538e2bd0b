import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import { type DraftData, sectionKeys } from '../model/form'
import { dataOf } from './repo'

/** Rounds that take applications at this moment: the rolling one first, then by closing. */
export async function openRounds(tx: Tx, now: Date) {
  const rows = await tx.round.findMany({
    where: { publishedAt: { not: null }, opensAt: { lte: now }, OR: [{ closesAt: null }, { closesAt: { gt: now } }] },
    select: { id: true, name: true, opensAt: true, closesAt: true, formVersion: true, measures: true, chain: true },
    orderBy: [{ closesAt: { sort: 'asc', nulls: 'first' } }, { opensAt: 'asc' }],
  })
  return rows
}

export type OpenRound = Awaited<ReturnType<typeof openRounds>>[number]

/** The round that somebody applies in: the chosen one, or the first that is open. `round.not_open`, `round.none_open`. */
export async function roundToApply(tx: Tx, now: Date, chosen: string | undefined): Promise<OpenRound> {
  const open = await openRounds(tx, now)
  const round = chosen ? open.find((one) => one.id === chosen) : open[0]
  if (!round) throw AppError.rule(chosen ? 'round.not_open' : 'round.none_open')
  return round
}

/** The newest form that this person submitted, to take answers over from; null when there is none. */
export async function lastSubmitted(tx: Tx, personId: string): Promise<{ id: string; data: DraftData; submittedAt: Date | null; round: string } | null> {
  const row = await tx.application.findFirst({
    where: { personId, state: 'submitted' },
    orderBy: [{ submittedAt: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, data: true, submittedAt: true, round: { select: { name: true } } },
  })
  const data = row ? dataOf(row) : {}
  return row && sectionKeys.some((key) => data[key]) ? { id: row.id, data, submittedAt: row.submittedAt, round: row.round.name } : null
}
