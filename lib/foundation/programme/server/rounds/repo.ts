import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import type { Prisma, Round } from '@/prisma/generated/client'
import { instantOf, type Offer, type RoundFacts, type RoundFields } from '../../model/round'
import { criteriaSchema } from '../../model/rubric'

export type RoundRow = Prisma.RoundGetPayload<{ include: { rubric: true } }>

/** The round, locked; `not_found` when there is none, `round.stale` when somebody saved it since. */
export async function findForUpdate(tx: Tx, id: string, version: number): Promise<RoundRow> {
  await tx.$queryRaw`SELECT 1 FROM round WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.round.findUnique({ where: { id }, include: { rubric: true } })
  if (!row) throw AppError.notFound()
  if (row.version !== version) throw AppError.conflict('round.stale')
  return row
}

/** Saves when the round is still the one that was read. */
export async function save(tx: Tx, row: Pick<Round, 'id' | 'version'>, data: Prisma.RoundUncheckedUpdateManyInput): Promise<void> {
  const saved = await tx.round.updateMany({ where: { id: row.id, version: row.version }, data: { ...data, version: row.version + 1 } })
  if (saved.count !== 1) throw AppError.conflict('round.stale')
}

const weightsOf = (rubric: { readonly criteria: unknown } | null): number[] =>
  rubric ? criteriaSchema.parse(rubric.criteria).map((criterion) => criterion.weight) : []

export const factsOf = (row: RoundRow): RoundFacts => ({ ...row, weights: weightsOf(row.rubric) })

/** What may be put into a round today. */
export async function offerOf(tx: Tx): Promise<Offer> {
  const measures = await tx.measure.findMany({ where: { openForApply: true }, select: { code: true } })
  const forms = await tx.formVersion.findMany({ select: { version: true } })
  return { measures: measures.map((row) => row.code), formVersions: forms.map((row) => row.version) }
}

const orNull = (text: string) => (text === '' ? null : text)

/** The typed form as columns. */
export function columnsOf(round: RoundFields) {
  const places = Object.entries(round.places).flatMap(([kind, count]) => (count ? [[kind, Number(count)] as const] : []))
  return {
    name: round.name,
    opensAt: instantOf(round.opensAt),
    closesAt: round.closesAt === '' ? null : instantOf(round.closesAt),
    measures: round.measures,
    chain: round.chain,
    formVersion: round.formVersion,
    rubricId: orNull(round.rubricId),
    panelSize: Number(round.panelSize),
    minSheets: Number(round.minSheets),
    hideApplicant: round.hideApplicant,
    hideReviewers: round.hideReviewers,
    hideUntilLocked: round.hideUntilLocked,
    promisedDays: round.promisedDays === '' ? null : Number(round.promisedDays),
    places: Object.fromEntries(places),
    fundLineId: orNull(round.fundLineId),
  }
}
