import 'server-only'
import { loadRules, type MaterialNeed, materialNeeds } from '@/lib/foundation/programme/server/door'
import { standingOf } from '@/lib/foundation/screening/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type DraftData, type FormLimits, sectionKeys } from '../model/form'
import { measureOf, sectionsOf } from '../model/form-version'
import type { ApplicationSubject } from '../model/policy'
import { type DraftFacts, wantedSupports } from '../model/tasks'

export const include = {
  venture: { include: { members: { where: { leftAt: null }, orderBy: { founder: 'desc' } } } },
  confirmations: true,
  files: { where: { deletedAt: null }, orderBy: { createdAt: 'desc' } },
  person: { select: { id: true, name: true, phone: true, idLast4: true } },
  round: { select: { id: true, name: true, opensAt: true, closesAt: true, formVersion: true, measures: true } },
} satisfies Prisma.ApplicationInclude

export type ApplicationRow = Prisma.ApplicationGetPayload<{ include: typeof include }>

/** The application, locked; `not_found` when there is none. */
export async function findForUpdate(tx: Tx, id: string): Promise<ApplicationRow> {
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.application.findUnique({ where: { id }, include })
  if (!row) throw AppError.notFound()
  return row
}

export interface MoneyBar {
  readonly code: 'open_clawback' | 'banned'
  /** The last day of a ban, in words. */
  readonly until: string
}

export const subjectOf = (row: ApplicationRow): ApplicationSubject => ({
  applicantPersonId: row.personId,
  teamPersonIds: row.venture?.members.flatMap((m) => (m.personId ? [m.personId] : [])) ?? [],
  state: row.state,
})

/** The answers by topic; what else stands in the column is not part of them. */
export function dataOf(row: { data: unknown }): DraftData {
  const stored = row.data as DraftData
  return Object.fromEntries(sectionKeys.flatMap((key) => (stored[key] ? [[key, stored[key]]] : [])))
}

/** Topic → names of the fields that came from the eligibility check. */
export const prefilledOf = (row: { data: unknown }): Record<string, string> => (row.data as { prefilled?: Record<string, string> }).prefilled ?? {}

/** Topic → names of the fields that came from the last form and were not looked at since. */
export const takenOf = (row: { data: unknown }): Record<string, string> => (row.data as { taken?: Record<string, string> }).taken ?? {}

/** The supports that this form asks for, in its round. */
export const wantedOf = (row: ApplicationRow) => wantedSupports(dataOf(row), sectionsOf(row.round))

/** All materials that the wanted supports need together; each is asked once. */
export async function materialsFor(tx: Tx, row: ApplicationRow): Promise<MaterialNeed[]> {
  const codes = wantedOf(row).map((key) => measureOf[key])
  const measures = await tx.measure.findMany({ where: { code: { in: codes } }, orderBy: { no: 'asc' } })
  const needs = new Map<string, MaterialNeed>()
  for (const measure of measures) {
    for (const need of materialNeeds(measure.materials)) {
      const before = needs.get(need.key)
      needs.set(need.key, before ? { ...before, required: before.required || need.required } : need)
    }
  }
  return [...needs.values()]
}

/** How much the form may ask for today. */
export async function limitsOf(tx: Tx): Promise<FormLimits> {
  const rules = await loadRules(tx, ['space.max_live.desk', 'loan.cap_yuan', 'grant.cap_yuan'])
  return { desks: rules['space.max_live.desk'].value, loanFen: rules['loan.cap_yuan'].value * 100, grantFen: rules['grant.cap_yuan'].value * 100 }
}

/** What stands against a grant or a loan for this applicant and team, when the form asks for one; null: nothing does. */
export async function moneyBar(tx: Tx, row: ApplicationRow, today: CalendarDate): Promise<MoneyBar | null> {
  if (!wantedOf(row).some((key) => key === 'grant' || key === 'loan')) return null
  const { openClawback, bannedUntil } = await standingOf(tx, row, today)
  if (openClawback) return { code: 'open_clawback', until: '' }
  return bannedUntil ? { code: 'banned', until: formatDateZh(bannedUntil, { year: true }) } : null
}

/** What the task list is computed from. */
export async function factsOf(tx: Tx, row: ApplicationRow): Promise<DraftFacts> {
  const needs = await materialsFor(tx, row)
  const given = new Set(row.files.map((file) => file.purpose))
  const founders = row.venture?.members.filter((m) => m.founder && m.personId !== row.personId) ?? []
  const confirmed = new Set(row.confirmations.map((c) => c.memberId))
  return {
    data: dataOf(row),
    sections: sectionsOf(row.round),
    wantedAny: wantedOf(row).length > 0,
    limits: await limitsOf(tx),
    missingFiles: needs.filter((need) => need.required && !given.has(need.key)).length,
    unconfirmed: founders.filter((m) => !confirmed.has(m.id)).length,
  }
}
