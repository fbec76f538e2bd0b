import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { maskPhone } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { commonParts, equalParts, type FlagKind, flagKinds, flagWords, isFlagKind, type Part, screenedForm } from '../model/keys'
import { type FlagState, type FlagSubject, type Outcome, outcomes, type ScreeningQuery, screeningPolicy } from '../model/schema'
import { shownOf } from './door'

const sideInclude = {
  person: { select: { id: true, name: true, phone: true, idLast4: true, school: true } },
  venture: { select: { name: true, members: { select: { personId: true, name: true, leftAt: true } } } },
  round: { select: { name: true } },
  cases: { select: { caseNo: true, state: true, measure: { select: { name: true } } }, orderBy: { caseNo: 'asc' } },
} satisfies Prisma.ApplicationInclude
export const pairInclude = { a: { include: sideInclude }, b: { include: sideInclude } } satisfies Prisma.DuplicateFlagInclude
type Pair = Prisma.DuplicateFlagGetPayload<{ include: typeof pairInclude }>
type Side = Pair['a']

/** Everybody whose own application this is about. */
export const subjectOf = ({ a, b }: Pick<Pair, 'a' | 'b'>): FlagSubject => ({
  personIds: [a, b].flatMap((side) => [side.person.id, ...(side.venture?.members.flatMap((member) => (member.personId ? [member.personId] : [])) ?? [])]),
})

const nobody: FlagSubject = { personIds: [] }
function assertMayRead(actor: Actor | null): void {
  if (!can(screeningPolicy, 'screening.read', actor, nobody).allow) throw AppError.notFound()
}

const moment = (at: Date) => `${formatDateZh(dateInShanghai(at), { year: true })} ${formatTimeZh(at)}`
const projectOf = (side: Side) => screenedForm(side.data).project?.name || side.venture?.name || side.person.name
const outcomeOf = (text: string | null): Outcome | null => outcomes.find((one) => one === text) ?? null

export interface FlagLine {
  readonly id: string
  readonly kind: FlagKind
  readonly word: string
  readonly likeness: number
  readonly shown: string
  readonly foundAt: string
  readonly sides: readonly { readonly project: string; readonly leader: string; readonly caseNos: readonly string[] }[]
  readonly outcome: Outcome | null
  readonly reason: string
  readonly decidedBy: string
}

const lineOf = (flag: Pair, kind: FlagKind): FlagLine => ({
  id: flag.id,
  kind,
  word: flagWords[kind],
  likeness: flag.likeness,
  shown: shownOf(flag.detail),
  foundAt: moment(flag.foundAt),
  sides: [flag.a, flag.b].map((side) => ({ project: projectOf(side), leader: side.person.name, caseNos: side.cases.map((one) => one.caseNo) })),
  outcome: outcomeOf(flag.outcome),
  reason: flag.reason ?? '',
  decidedBy: flag.deciderName ?? '',
})

export interface ScreeningPage {
  readonly flags: readonly FlagLine[]
  readonly counts: Readonly<Record<FlagState, number>>
  readonly kinds: readonly { readonly kind: FlagKind; readonly word: string; readonly count: number }[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

const PAGE = 50
const whereOf = ({ state, kind }: Pick<ScreeningQuery, 'state' | 'kind'>): Prisma.DuplicateFlagWhereInput => ({
  ...(kind ? { kind } : {}),
  ...(state ? { outcome: state === 'open' ? null : state } : {}),
})
const inOrder = [{ outcome: { sort: 'asc', nulls: 'first' } }, { foundAt: 'desc' }, { id: 'asc' }] satisfies Prisma.DuplicateFlagOrderByWithRelationInput[]

/** Flags under the filters, those to judge first. */
export async function flagLines(query: Pick<ScreeningQuery, 'state' | 'kind'>, window: { skip: number; take: number }): Promise<FlagLine[]> {
  const rows = await db.duplicateFlag.findMany({ where: whereOf(query), orderBy: inOrder, include: pairInclude, ...window })
  return rows.flatMap((row) => (isFlagKind(row.kind) ? [lineOf(row, row.kind)] : []))
}

export async function screeningPage(actor: Actor | null, query: ScreeningQuery): Promise<ScreeningPage> {
  assertMayRead(actor)
  const [states, kinds, total] = await Promise.all([
    db.duplicateFlag.groupBy({ by: ['outcome'], _count: true, where: whereOf({ kind: query.kind }) }),
    db.duplicateFlag.groupBy({ by: ['kind'], _count: true, where: whereOf({ state: query.state }) }),
    db.duplicateFlag.count({ where: whereOf(query) }),
  ])
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const page = Math.min(query.page, pages)
  const count = (outcome: string | null) => states.find((one) => one.outcome === outcome)?._count ?? 0
  return {
    flags: await flagLines(query, { skip: (page - 1) * PAGE, take: PAGE }),
    counts: { open: count(null), same: count('same'), different: count('different') },
    kinds: flagKinds.map((kind) => ({ kind, word: flagWords[kind], count: kinds.find((one) => one.kind === kind)?._count ?? 0 })),
    total,
    page,
    pages,
  }
}

export interface PairRow {
  readonly label: string
  readonly sides: readonly [readonly Part[], readonly Part[]]
}
export interface PairView extends FlagLine {
  readonly heads: readonly {
    readonly project: string
    readonly round: string
    readonly when: string
    readonly cases: readonly { caseNo: string; measure: string }[]
  }[]
  readonly rows: readonly PairRow[]
  readonly decidedAt: string
  readonly allowed: { readonly resolve: boolean; readonly because: string | null }
}

/** Values that are equal as a whole or not at all: a common beginning of two telephone numbers says nothing. */
const whole = new Set(['手机', '证件尾号', '统一社会信用代码', '学校', '领域'])

const fieldsOf = (side: Side): readonly (readonly [label: string, value: string])[] => {
  const form = screenedForm(side.data)
  const members = side.venture?.members.filter((member) => !member.leftAt).map((member) => member.name) ?? []
  return [
    ['负责人', side.person.name],
    ['手机', maskPhone(side.person.phone ?? '')],
    ['证件尾号', side.person.idLast4 ?? ''],
    ['学校', side.person.school ?? form.identity?.school ?? ''],
    ['团队', members.join('、')],
    ['项目名称', form.project?.name ?? ''],
    ['一句话', form.project?.oneLine ?? ''],
    ['领域', form.project?.field ?? ''],
    ['项目介绍', form.project?.summary ?? ''],
    ['知识产权', form.property?.detail ?? ''],
    ['公司', form.company?.companyName ?? ''],
    ['统一社会信用代码', form.company?.creditCode ?? ''],
    ['资助用途', form.grant?.use ?? ''],
  ]
}

/** Both applications beside each other, with what is equal marked in both. Empty on both sides is left out. */
export async function pairView(actor: Actor | null, id: string): Promise<PairView> {
  assertMayRead(actor)
  const flag = z.uuid().safeParse(id).success ? await db.duplicateFlag.findUnique({ where: { id }, include: pairInclude }) : null
  if (!flag || !isFlagKind(flag.kind)) throw AppError.notFound()
  const [left, right] = [fieldsOf(flag.a), fieldsOf(flag.b)]
  const may = can(screeningPolicy, 'screening.resolve', actor, subjectOf(flag))
  return {
    ...lineOf(flag, flag.kind),
    heads: [flag.a, flag.b].map((side) => ({
      project: projectOf(side),
      round: side.round.name,
      when: side.submittedAt ? moment(side.submittedAt) : '',
      cases: side.cases.map(({ caseNo, measure }) => ({ caseNo, measure: measure.name })),
    })),
    rows: left.flatMap(([label, value], i) => {
      const other = right[i]?.[1] ?? ''
      if (value === '' && other === '') return []
      const { a, b } = whole.has(label) ? equalParts(value, other) : commonParts(value, other)
      return [{ label, sides: [a, b] as const }]
    }),
    decidedAt: flag.decidedAt ? moment(flag.decidedAt) : '',
    allowed: { resolve: flag.outcome === null && may.allow, because: may.allow ? null : may.reason },
  }
}
