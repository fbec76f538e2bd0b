import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatTimeZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { CaseState } from '../../../casework/model/machine'
import { missingOf, placeKeys, placeKinds, type RoundFields, type RoundState, roundPolicy, roundState } from '../../model/round'
import { type Criterion, criteriaSchema } from '../../model/rubric'
import { assertMayRead, moment } from './list'
import { factsOf, offerOf, type RoundRow } from './repo'

const placesSchema = z.partialRecord(z.enum(placeKeys), z.int())
const uuid = z.uuid()

/** `2026-11-30T18:00`, Shanghai time, as the form holds it. */
const typed = (at: Date | null): string => (at ? `${dateInShanghai(at)}T${formatTimeZh(at)}` : '')

/** A round as its form holds it. */
function fieldsOf(row: RoundRow): RoundFields {
  const places = placesSchema.parse(row.places)
  return {
    name: row.name,
    opensAt: typed(row.opensAt),
    closesAt: typed(row.closesAt),
    measures: row.measures,
    chain: row.chain === 'direct' ? 'direct' : 'panel',
    formVersion: row.formVersion,
    rubricId: row.rubricId ?? '',
    panelSize: String(row.panelSize),
    minSheets: String(row.minSheets),
    hideApplicant: row.hideApplicant,
    hideReviewers: row.hideReviewers,
    hideUntilLocked: row.hideUntilLocked,
    promisedDays: row.promisedDays === null ? '' : String(row.promisedDays),
    places: Object.fromEntries(placeKeys.map((kind) => [kind, places[kind] === undefined ? '' : String(places[kind])])),
    fundLineId: row.fundLineId ?? '',
  }
}

/** What the form of a round may choose from. */
export interface RoundChoices {
  readonly measures: readonly { readonly code: string; readonly name: string; readonly listed: boolean }[]
  readonly forms: readonly { readonly version: number; readonly note: string }[]
  readonly rubrics: readonly { readonly id: string; readonly label: string }[]
  readonly lines: readonly { readonly id: string; readonly label: string }[]
  readonly earlier: readonly { readonly id: string; readonly name: string }[]
}

export async function roundChoices(): Promise<RoundChoices> {
  const [measures, forms, rubrics, lines, earlier] = await Promise.all([
    db.measure.findMany({ where: { openForApply: true }, orderBy: { no: 'asc' }, select: { code: true, name: true, listed: true } }),
    db.formVersion.findMany({ orderBy: { version: 'desc' }, select: { version: true, note: true } }),
    db.rubric.findMany({ orderBy: [{ name: 'asc' }, { version: 'desc' }], select: { id: true, name: true, version: true } }),
    db.fundLine.findMany({ where: { closedOn: null }, orderBy: [{ year: 'desc' }, { code: 'asc' }], select: { id: true, name: true, year: true } }),
    db.round.findMany({ orderBy: { opensAt: 'desc' }, select: { id: true, name: true }, take: 20 }),
  ])
  return {
    measures,
    forms,
    rubrics: rubrics.map(({ id, name, version }) => ({ id, label: `${name}（第 ${version} 版）` })),
    lines: lines.map(({ id, name, year }) => ({ id, label: `${year} 年 ${name}` })),
    earlier,
  }
}

export interface CaseLine {
  readonly caseNo: string
  readonly measure: string
  readonly state: CaseState
  readonly quantity: number
  readonly amountFen: bigint | null
}
export interface RoundApplication {
  readonly id: string
  readonly project: string
  readonly leader: string
  readonly when: string
  /** `P-01` once it is with the experts. */
  readonly code: string | null
  readonly cases: readonly CaseLine[]
}

export interface RoundView {
  readonly id: string
  readonly version: number
  readonly state: RoundState
  readonly fields: RoundFields
  readonly opens: string
  readonly closes: string | null
  readonly measures: readonly string[]
  readonly places: readonly { readonly word: string; readonly count: number }[]
  readonly rubric: { readonly id: string; readonly label: string; readonly criteria: readonly Criterion[] } | null
  readonly line: string | null
  readonly publishedAt: string | null
  /** Message codes of what is missing for publication; only of a draft. */
  readonly missing: readonly string[]
  readonly drafts: number
  readonly applications: readonly RoundApplication[]
  readonly mayManage: boolean
}

const applicationsOf = (roundId: string) =>
  db.application.findMany({
    where: { roundId, state: 'submitted' },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      data: true,
      submittedAt: true,
      person: { select: { name: true } },
      venture: { select: { name: true } },
      entry: { select: { code: true } },
      cases: { orderBy: { caseNo: 'asc' }, select: { caseNo: true, state: true, quantity: true, amountFen: true, measure: { select: { name: true } } } },
    },
  })

const projectName = z.object({ project: z.object({ name: z.string() }) })

/** The submitted forms of a round with their cases, in the order in which they came. */
export async function roundApplications(roundId: string): Promise<RoundApplication[]> {
  const rows = await applicationsOf(roundId)
  return rows.map(({ id, data, submittedAt, person, venture, entry, cases }) => {
    const named = projectName.safeParse(data)
    return {
      id,
      project: named.success ? named.data.project.name : (venture?.name ?? ''),
      leader: person.name,
      when: submittedAt ? moment(submittedAt) : '',
      code: entry?.code ?? null,
      cases: cases.map(({ measure, ...one }) => ({ ...one, measure: measure.name })),
    }
  })
}

export async function findRound(actor: Actor | null, id: string): Promise<RoundRow> {
  assertMayRead(actor)
  const row = uuid.safeParse(id).success ? await db.round.findUnique({ where: { id }, include: { rubric: true } }) : null
  if (!row) throw AppError.notFound()
  return row
}

/** Everything of one round. `not_found` for whoever has no business with rounds. */
export async function roundView(actor: Actor | null, id: string, now: Date = clock.now()): Promise<RoundView> {
  const row = await findRound(actor, id)
  const [choices, applications, drafts, line, offer] = await Promise.all([
    roundChoices(),
    roundApplications(id),
    db.application.count({ where: { roundId: id, state: 'draft' } }),
    row.fundLineId ? db.fundLine.findUnique({ where: { id: row.fundLineId } }) : null,
    offerOf(db),
  ])
  const places = placesSchema.parse(row.places)
  const { rubric } = row
  return {
    id,
    version: row.version,
    state: roundState(row, now),
    fields: fieldsOf(row),
    opens: moment(row.opensAt),
    closes: row.closesAt ? moment(row.closesAt) : null,
    measures: row.measures.map((code) => choices.measures.find((one) => one.code === code)?.name ?? code),
    places: placeKeys.flatMap((kind) => (places[kind] === undefined ? [] : [{ word: placeKinds[kind], count: places[kind] }])),
    rubric: rubric ? { id: rubric.id, label: `${rubric.name}（第 ${rubric.version} 版）`, criteria: criteriaSchema.parse(rubric.criteria) } : null,
    line: line ? `${line.year} 年 ${line.name}` : null,
    publishedAt: row.publishedAt ? moment(row.publishedAt) : null,
    missing: row.publishedAt ? [] : missingOf(factsOf(row), offer, now),
    drafts,
    applications,
    mayManage: can(roundPolicy, 'round.manage', actor, null).allow,
  }
}

/** The beginning of a new round: the one it is copied from without its dates, or the defaults. */
export async function newRound(actor: Actor | null, from: string | undefined): Promise<{ fields: RoundFields; choices: RoundChoices }> {
  if (!can(roundPolicy, 'round.manage', actor, null).allow) throw AppError.notFound()
  const choices = await roundChoices()
  if (from) return { fields: { ...fieldsOf(await findRound(actor, from)), name: '', opensAt: '', closesAt: '' }, choices }
  const fields: RoundFields = {
    name: '',
    opensAt: '',
    closesAt: '',
    measures: [],
    chain: 'panel',
    formVersion: choices.forms[0]?.version ?? 1,
    rubricId: choices.rubrics[0]?.id ?? '',
    panelSize: '5',
    minSheets: '3',
    hideApplicant: true,
    hideReviewers: true,
    hideUntilLocked: true,
    promisedDays: '20',
    places: Object.fromEntries(placeKeys.map((kind) => [kind, ''])),
    fundLineId: '',
  }
  return { fields, choices }
}
