import 'server-only'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { loadRules } from '../../programme/server/door'
import { type AssignmentState, type EntryState, isSeated, openStates } from '../model/machine'
import { panelPolicy } from '../model/policy'
import { countPool, type PoolCount } from '../model/pool'
import { fieldsOf } from '../model/subject'
import { type NamedPoolRow, poolNow } from './pool'
import { frozenPool } from './pool-rows'
import { recordHolder } from './record'
import { relatedTo } from './related'
import { type SoftRelation, softRelationsOf } from './soft'

export interface SeatView {
  readonly assignmentId: string
  readonly no: string
  readonly name: string
  readonly state: AssignmentState
  readonly endReason: string | null
  /** The number of the expert whose seat this one took. */
  readonly replaces: string | null
}

export interface EntryView {
  readonly id: string
  readonly code: string
  /** Empty for those who must not learn who applies before they are drawn. */
  readonly title: string
  readonly field: string
  readonly state: EntryState
  readonly seats: readonly SeatView[]
  readonly vacant: number
}

/** forming: no draw yet; sealed: the key is sealed; frozen: the pool is fixed; drawn: experts have their sheets. */
export type PanelStage = 'forming' | 'sealed' | 'frozen' | 'drawn'

export interface PanelView {
  readonly id: string
  readonly version: number
  readonly name: string
  /** Applications in it. */
  readonly size: number
  readonly seats: number
  readonly scoreBy: CalendarDate | null
  readonly stage: PanelStage
  /** The viewer still scores in it: nothing of it is told, whatever their role. */
  readonly scoring: boolean
  readonly entries: readonly EntryView[]
  /** What the next or running draw asks for. */
  readonly fields: readonly string[]
  /** Seats that a new draw has to fill; 0 while nothing is to be drawn. */
  readonly toDraw: number
  readonly draw: {
    readonly number: string
    readonly commit: string
    readonly poolRule: string
    readonly publicValueSource: string
    readonly publicValue: string | null
    readonly witnessName: string | null
  } | null
  readonly pool: { readonly rows: readonly NamedPoolRow[]; readonly count: PoolCount; readonly frozen: boolean }
  readonly record: { readonly id: string; readonly number: string } | null
  readonly soft: readonly SoftRelation[]
  readonly canRun: boolean
  readonly canDecideSoft: boolean
}

export interface PanelsPage {
  readonly round: { readonly id: string; readonly name: string; readonly panelSize: number }
  /** Applications in expert review that have no code yet. */
  readonly unnumbered: number
  readonly waiting: readonly { readonly id: string; readonly code: string; readonly title: string; readonly field: string }[]
  readonly panels: readonly PanelView[]
  readonly mostEntries: number
  readonly canRun: boolean
}

const entryParts = {
  application: { include: { venture: { select: { name: true } }, cases: { select: { title: true }, take: 1 } } },
  assignments: {
    orderBy: [{ drawRank: 'asc' }, { assignedAt: 'asc' }],
    include: { reviewer: { select: { no: true, person: { select: { name: true } } } }, replaces: { select: { reviewer: { select: { no: true } } } } },
  },
} satisfies Prisma.ReviewEntryInclude
type EntryRow = Prisma.ReviewEntryGetPayload<{ include: typeof entryParts }>

/** Chairs and observers may be experts of the list themselves: they know applications by their code. */
const seesTitles = (actor: Actor) => hasRole(actor, 'intake', 'leader', 'auditor')
const titleOf = (actor: Actor, entry: EntryRow) => (seesTitles(actor) ? entry.application.cases[0]?.title || entry.application.venture?.name || '—' : '')

function entryView(actor: Actor, entry: EntryRow, seats: number): EntryView {
  const live = entry.state === 'waiting' || entry.state === 'reviewing'
  return {
    id: entry.id,
    code: entry.code,
    title: titleOf(actor, entry),
    field: entry.field,
    state: entry.state,
    seats: entry.assignments.map((one) => ({
      assignmentId: one.id,
      no: one.reviewer.no,
      name: one.reviewer.person.name,
      state: one.state,
      endReason: one.endReason,
      replaces: one.replaces?.reviewer.no ?? null,
    })),
    vacant: live ? Math.max(0, seats - entry.assignments.filter((one) => isSeated(one.state)).length) : 0,
  }
}

const stageOf = (state: string | undefined): PanelStage =>
  state === undefined ? 'forming' : state === 'committed' || state === 'planned' ? 'sealed' : state === 'frozen' ? 'frozen' : 'drawn'

type PanelRow = Prisma.ReviewPanelGetPayload<{ include: { draw: true } }>

async function panelView(actor: Actor, panel: PanelRow, rows: readonly EntryRow[], anyField: boolean): Promise<PanelView> {
  const entries = rows.map((entry) => entryView(actor, entry, panel.seats))
  const stage = stageOf(panel.draw?.state)
  const vacant = Math.max(0, ...entries.map((entry) => entry.vacant))
  const toDraw = stage === 'forming' ? panel.seats : stage === 'drawn' ? vacant : (panel.draw?.units ?? panel.seats)
  const running = stage === 'sealed' || stage === 'frozen'
  const fields = running ? fieldsOf(panel.draw?.subject) : anyField ? [] : [...new Set(rows.map((entry) => entry.field))]
  const open = stage === 'forming' || stage === 'sealed' || (stage === 'drawn' && vacant > 0)
  const poolRows = open ? (await poolNow(db, { clock }, { panelId: panel.id, entries: rows, fields })).rows : await frozenPool(panel.drawId ?? '')
  const { draw } = panel
  const subject = {
    relatedPersonIds: await relatedTo(
      db,
      rows.map((entry) => entry.applicationId),
    ),
  }
  const record =
    draw && stage === 'drawn'
      ? await db.document.findFirst({ where: { kind: 'draw_record', holderName: recordHolder(draw.number, panel.name) }, select: { id: true, number: true } })
      : null
  return {
    id: panel.id,
    version: panel.version,
    name: panel.name,
    size: rows.length,
    seats: panel.seats,
    scoreBy: panel.scoreBy && fromDateColumn(panel.scoreBy),
    stage,
    scoring: false,
    entries,
    fields,
    toDraw,
    draw: draw && {
      number: draw.number,
      commit: draw.commit,
      poolRule: draw.poolRule,
      publicValueSource: draw.publicValueSource,
      publicValue: draw.publicValue,
      witnessName: draw.witnessName,
    },
    pool: { rows: poolRows, count: countPool(poolRows, toDraw), frozen: !open },
    record,
    soft: await softRelationsOf(
      db,
      clock.today(),
      rows.map((entry) => entry.id),
    ),
    canRun: can(panelPolicy, 'panel.run', actor, subject).allow,
    canDecideSoft: can(panelPolicy, 'panel.decide_soft', actor, subject).allow,
  }
}

/** What somebody who still scores in a panel may see of it: its name and size. */
const closedTo = (view: PanelView): PanelView => ({
  ...view,
  scoring: true,
  entries: [],
  pool: { ...view.pool, rows: [] },
  draw: null,
  record: null,
  soft: [],
  canRun: false,
  canDecideSoft: false,
})

/** Groups, pool and draws of a round. `anyField`: the preview of the pool without the condition of the field. */
export async function panelsPage(actor: Actor | null, roundId: string, anyField: boolean): Promise<PanelsPage> {
  if (!actor || !can(panelPolicy, 'panel.read', actor, { relatedPersonIds: [] }).allow) throw AppError.notFound()
  const round = await db.round.findUnique({ where: { id: roundId }, select: { id: true, name: true, panelSize: true } })
  if (!round) throw AppError.notFound()
  const entries = await db.reviewEntry.findMany({ where: { roundId }, orderBy: { code: 'asc' }, include: entryParts })
  const panels = await db.reviewPanel.findMany({ where: { roundId }, orderBy: { createdAt: 'asc' }, include: { draw: true } })
  const unnumbered = await db.application.count({ where: { roundId, entry: null, cases: { some: { state: 'expert_review' } } } })
  const open = await db.reviewAssignment.findMany({
    where: { entry: { roundId }, reviewer: { personId: actor.personId }, state: { in: [...openStates] } },
    select: { entry: { select: { panelId: true } } },
  })
  const scoringIn = new Set(open.map((one) => one.entry.panelId))
  const views: PanelView[] = []
  for (const panel of panels) {
    const view = await panelView(
      actor,
      panel,
      entries.filter((entry) => entry.panelId === panel.id),
      anyField,
    )
    views.push(scoringIn.has(panel.id) ? closedTo(view) : view)
  }
  return {
    round,
    unnumbered,
    waiting: entries
      .filter((entry) => entry.panelId === null && entry.state === 'waiting')
      .map((entry) => ({ id: entry.id, code: entry.code, title: titleOf(actor, entry), field: entry.field })),
    panels: views,
    mostEntries: (await loadRules(db, ['panel.max_entries']))['panel.max_entries'].value,
    canRun: can(panelPolicy, 'panel.run', actor, { relatedPersonIds: [] }).allow,
  }
}
