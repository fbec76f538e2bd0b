import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Draw, Prisma } from '@/prisma/generated/client'
import type { DrawState } from '../model/machine'
import { drawPolicy } from '../model/policy'
import { type DrawQuery, PAGE_SIZE, purposeWord } from '../model/schema'
import { subjectOf } from './commands/run'
import { type PublishedDraw, publishedDraw } from './record'

export interface DrawLine {
  readonly number: string
  readonly title: string
  readonly purpose: string
  readonly state: DrawState
  readonly units: number
  readonly entries: number
  readonly closesAt: Date
  readonly commit: string
  readonly publishedAt: Date | null
  readonly public: boolean
  /** Run again: the later run counts. */
  readonly superseded: boolean
}

export interface DrawList {
  readonly lines: readonly DrawLine[]
  readonly total: number
  readonly pages: number
  /** How many there are in each state, without the filter by state. */
  readonly counts: Readonly<Partial<Record<DrawState, number>>>
}

const lineOf = (row: Draw & { _count: { entries: number }; rerun: { state: DrawState } | null }): DrawLine => ({
  number: row.number,
  title: row.title,
  purpose: purposeWord(row.purpose),
  state: row.state,
  units: row.units,
  entries: row._count.entries,
  closesAt: row.closesAt,
  commit: row.commit,
  publishedAt: row.publishedAt,
  public: row.public,
  superseded: row.rerun !== null && row.rerun.state !== 'planned',
})

async function list(scope: Prisma.DrawWhereInput, query: DrawQuery): Promise<DrawList> {
  const q = query.q ? { OR: [{ title: { contains: query.q } }, { number: { contains: query.q.toUpperCase() } }] } : {}
  const where: Prisma.DrawWhereInput = { AND: [scope, q] }
  const shown: Prisma.DrawWhereInput = query.state ? { AND: [scope, q, { state: query.state }] } : where
  const [groups, total, rows] = await Promise.all([
    db.draw.groupBy({ by: ['state'], where, _count: { _all: true } }),
    db.draw.count({ where: shown }),
    db.draw.findMany({
      where: shown,
      include: { _count: { select: { entries: true } }, rerun: { select: { state: true } } },
      orderBy: [{ createdAt: 'desc' }, { number: 'desc' }],
      skip: (query.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ])
  return {
    lines: rows.map(lineOf),
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    counts: Object.fromEntries(groups.map((group) => [group.state, group._count._all])),
  }
}

/** A proposal that nobody has approved yet is the office's own business. */
const shownToAll = { public: true, state: { not: 'planned' } } satisfies Prisma.DrawWhereInput

export const publicDraws = (query: DrawQuery): Promise<DrawList> => list(shownToAll, query)

export interface PublicDrawView {
  readonly number: string
  readonly title: string
  readonly purpose: string
  readonly state: DrawState
  readonly units: number
  readonly entries: number
  readonly poolRule: string
  readonly ruleVersion: string
  readonly publicValueSource: string
  readonly commit: string
  readonly entriesHash: string | null
  readonly closesAt: Date
  readonly committedAt: Date | null
  readonly frozenAt: Date | null
  readonly drawnAt: Date | null
  readonly publishedAt: Date | null
  readonly witnessName: string | null
  /** All that is needed to compute it again, once it is published. */
  readonly record: PublishedDraw | null
}

/** One draw for everybody: the seal as soon as it is made, the order once it is published. */
export async function publicDraw(number: string): Promise<PublicDrawView> {
  const row = await db.draw.findFirst({ where: { number, ...shownToAll }, include: { _count: { select: { entries: true } } } })
  if (!row) throw AppError.notFound()
  return { ...factsOf(row), record: row.state === 'published' ? await publishedDraw(number) : null }
}

function factsOf(row: Draw & { _count: { entries: number } }): Omit<PublicDrawView, 'record'> {
  const { number, title, state, units, poolRule, ruleVersion, publicValueSource, commit, entriesHash, closesAt } = row
  const { committedAt, frozenAt, drawnAt, publishedAt, witnessName } = row
  const facts = { number, title, state, units, poolRule, ruleVersion, publicValueSource, commit, entriesHash, closesAt }
  return { ...facts, purpose: purposeWord(row.purpose), entries: row._count.entries, committedAt, frozenAt, drawnAt, publishedAt, witnessName }
}

export async function staffDraws(actor: Actor, query: DrawQuery): Promise<DrawList & { canPlan: boolean }> {
  const subject = { public: true, driven: false, proposedBy: null }
  if (!can(drawPolicy, 'draw.read', actor, subject).allow) throw AppError.notFound()
  return { ...(await list({}, query)), canPlan: can(drawPolicy, 'draw.plan', actor, subject).allow }
}

type Verb = 'freeze' | 'run' | 'publish' | 'propose_rerun' | 'approve_rerun'

export interface StaffDrawView extends Omit<PublicDrawView, 'record'> {
  readonly public: boolean
  readonly driven: boolean
  readonly publicValue: string | null
  readonly secret: string | null
  readonly closed: boolean
  readonly rows: readonly { entryNo: string; priorityClass: number; ticket: string | null; rank: number | null; result: string | null }[]
  readonly rerunReason: string | null
  readonly rerunOf: string | null
  readonly rerun: { readonly number: string; readonly state: DrawState; readonly reason: string; readonly by: string } | null
  readonly proposedByName: string | null
  /** What this person may do now, by the same rules as the commands. */
  readonly verbs: readonly Verb[]
}

/** Which step fits the state; whether this person may take it is asked of the policy. */
const fitting: Readonly<Record<DrawState, readonly Verb[]>> = {
  planned: ['approve_rerun'],
  committed: ['freeze'],
  frozen: ['run'],
  drawn: ['publish', 'propose_rerun'],
  published: [],
}

export async function staffDraw(actor: Actor, number: string): Promise<StaffDrawView> {
  const row = await db.draw.findFirst({
    where: { number },
    include: {
      _count: { select: { entries: true } },
      entries: { orderBy: [{ rank: { sort: 'asc', nulls: 'last' } }, { entryNo: 'asc' }] },
      rerunOf: { select: { number: true } },
      rerun: { select: { number: true, state: true, rerunReason: true, rerunBy: true } },
    },
  })
  const subject = row && subjectOf(row)
  if (!row || !subject || !can(drawPolicy, 'draw.read', actor, subject).allow) throw AppError.notFound()
  const rerunning = row.rerun !== null && row.rerun.state !== 'planned'
  const possible = fitting[row.state].filter((verb) => !(rerunning || (row.rerun && verb === 'propose_rerun')))
  return {
    ...factsOf(row),
    public: row.public,
    driven: subject.driven,
    publicValue: row.publicValue,
    secret: row.secret,
    closed: row.closesAt <= clock.now(),
    rows: row.entries.map(({ entryNo, priorityClass, ticket, rank, result }) => ({ entryNo, priorityClass, ticket, rank, result })),
    rerunReason: row.rerunReason,
    rerunOf: row.rerunOf?.number ?? null,
    rerun: row.rerun && {
      number: row.rerun.number,
      state: row.rerun.state,
      reason: row.rerun.rerunReason ?? '',
      by: await nameOf(row.rerun.rerunBy),
    },
    proposedByName: row.rerunBy ? await nameOf(row.rerunBy) : null,
    verbs: possible.filter((verb) => can(drawPolicy, `draw.${verb}`, actor, subject).allow),
  }
}

async function nameOf(userId: string | null): Promise<string> {
  if (!userId) return '—'
  const user = await db.user.findUnique({ where: { id: userId }, select: { person: { select: { name: true } } } })
  return user?.person.name ?? '—'
}
