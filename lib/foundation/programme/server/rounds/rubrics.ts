import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { roundPolicy } from '../../model/round'
import { type Criterion, criteriaSchema } from '../../model/rubric'
import { assertMayRead, moment } from './list'

export interface RubricView {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly source: string
  readonly madeAt: string
  readonly criteria: readonly Criterion[]
  /** Rounds that score by it. */
  readonly usedBy: readonly { readonly id: string; readonly name: string }[]
}

const viewOf = (row: Awaited<ReturnType<typeof rows>>[number]): RubricView => ({
  id: row.id,
  name: row.name,
  version: row.version,
  source: row.source,
  madeAt: moment(row.createdAt),
  criteria: criteriaSchema.parse(row.criteria),
  usedBy: row.rounds,
})

const rows = (id?: string) =>
  db.rubric.findMany({
    ...(id ? { where: { id } } : {}),
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
    include: { rounds: { select: { id: true, name: true }, orderBy: { opensAt: 'desc' } } },
  })

export async function rubricsPage(actor: Actor | null): Promise<{ rubrics: RubricView[]; mayManage: boolean }> {
  assertMayRead(actor)
  return { rubrics: (await rows()).map(viewOf), mayManage: can(roundPolicy, 'round.manage', actor, null).allow }
}

/** One rubric, to read or as the beginning of its next version. */
export async function rubricView(actor: Actor | null, id: string): Promise<RubricView> {
  assertMayRead(actor)
  const [row] = z.uuid().safeParse(id).success ? await rows(id) : []
  if (!row) throw AppError.notFound()
  return viewOf(row)
}
