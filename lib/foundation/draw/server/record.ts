import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { csv } from '@/lib/platform/csv'
import { db } from '@/lib/platform/db'
import type { Draw, DrawEntry } from '@/prisma/generated/client'
import type { DrawResult } from '../model/order'
import { rankWord } from '../model/schema'

/** A published draw as the contract describes it; times are ISO instants in UTC. */
export interface PublishedDraw {
  readonly id: string
  readonly ruleVersion: string
  readonly commit: string
  readonly committedAt: string
  readonly entriesHash: string
  readonly frozenAt: string
  readonly publicValueSource: string
  readonly publicValue: string
  readonly secret: string
  readonly drawnAt: string
  readonly entries: readonly { entryNo: string; priorityClass: number; ticket: string; rank: number; result: DrawResult }[]
  readonly units: number
  readonly previousRuns: readonly PreviousRun[]
  /** Only on an earlier run: the number of the run that counts. */
  readonly supersededBy?: string
}

/** A run that does not count any more; the reason is that of the run after it. */
export type PreviousRun = Omit<PublishedDraw, 'previousRuns'> & { readonly rerunReason: string }

type Row = Draw & { entries: DrawEntry[] }

const iso = (at: Date | null): string => at?.toISOString() ?? ''
const isResult = (result: string | null): result is DrawResult => result === 'offered' || result === 'waitlisted'

function recordOf(row: Row): Omit<PublishedDraw, 'previousRuns'> {
  return {
    id: row.number,
    ruleVersion: row.ruleVersion,
    commit: row.commit,
    committedAt: iso(row.committedAt),
    entriesHash: row.entriesHash ?? '',
    frozenAt: iso(row.frozenAt),
    publicValueSource: row.publicValueSource,
    publicValue: row.publicValue ?? '',
    secret: row.secret ?? '',
    drawnAt: iso(row.drawnAt),
    entries: row.entries
      .map(({ entryNo, priorityClass, ticket, rank, result }) => ({
        entryNo,
        priorityClass,
        ticket: ticket ?? '',
        rank: rank ?? 0,
        result: isResult(result) ? result : ('waitlisted' as const),
      }))
      .sort((a, b) => a.rank - b.rank),
    units: row.units,
  }
}

async function earlierRuns(row: Row): Promise<PreviousRun[]> {
  const runs: PreviousRun[] = []
  for (let at = row; at.rerunOfId; ) {
    const before = await db.draw.findUniqueOrThrow({ where: { id: at.rerunOfId }, include: { entries: true } })
    runs.push({ ...recordOf(before), supersededBy: row.number, rerunReason: at.rerunReason ?? '' })
    at = before
  }
  return runs
}

/** The run that counts in the place of this one. */
async function laterRun(row: Draw): Promise<string | undefined> {
  let last: string | undefined
  for (let id = row.id; ; ) {
    const next = await db.draw.findFirst({ where: { rerunOfId: id, state: { not: 'planned' } }, select: { id: true, number: true } })
    if (!next) return last
    last = next.number
    id = next.id
  }
}

/** The published draw of this number, for everybody; a draw that is not published or not public does not exist. */
export async function publishedDraw(number: string): Promise<PublishedDraw> {
  const row = await db.draw.findFirst({ where: { number, public: true, state: 'published' }, include: { entries: true } })
  if (!row) throw AppError.notFound()
  const later = await laterRun(row)
  return { ...recordOf(row), previousRuns: await earlierRuns(row), ...(later ? { supersededBy: later } : {}) }
}

/** The order as a table. */
export async function drawCsv(number: string): Promise<{ name: string; csv: string }> {
  const draw = await publishedDraw(number)
  const rows = draw.entries.map((entry) => [entry.rank, entry.entryNo, entry.priorityClass, entry.ticket, rankWord(entry.rank, draw.units)])
  return { name: `摇号 ${draw.id}.csv`, csv: csv(['顺序', '报名编号', '等级', '算出的数', '结果'], rows) }
}
