import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type Identifiable, type Likeness, likeness } from '../model/likeness'

/** The person, locked for this transaction. `not_found` when there is none; a merged one is closed to every change. */
export async function findForUpdate(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.person.findUnique({ where: { id } })
  if (!row) throw AppError.notFound()
  if (row.mergedIntoId) throw AppError.conflict('person.merged')
  return row
}

export type PersonRow = Awaited<ReturnType<typeof findForUpdate>>

export async function findChangeForUpdate(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM person_change WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.personChange.findUnique({ where: { id } })
  if (!row) throw AppError.notFound()
  if (row.decidedAt) throw AppError.conflict('person.change_decided', { by: row.deciderName ?? '—' })
  return row
}

export const identifiable = (row: { name: string; phone: string | null; idBlindIndex: Uint8Array | null }): Identifiable => ({
  name: row.name,
  phone: row.phone,
  identity: row.idBlindIndex ? Buffer.from(row.idBlindIndex).toString('hex') : null,
})

export interface Suggestion {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly source: string
  readonly why: Likeness
}

/** Imported rows that may be this registered person; on an imported row, the registered people that it may be. */
export async function suggestionsFor(tx: Tx, person: PersonRow): Promise<Suggestion[]> {
  const same: Prisma.PersonWhereInput[] = []
  if (person.phone) same.push({ phone: person.phone })
  if (person.idBlindIndex) same.push({ idBlindIndex: person.idBlindIndex })
  if (same.length === 0 || person.mergedIntoId) return []
  const rows = await tx.person.findMany({
    where: { id: { not: person.id }, mergedIntoId: null, state: person.state === 'imported' ? { not: 'imported' } : 'imported', OR: same },
    orderBy: { createdAt: 'asc' },
    take: 10,
  })
  return rows.flatMap((row) => {
    const why = likeness(identifiable(person), identifiable(row))
    return why ? [{ id: row.id, name: row.name, phone: row.phone, source: row.source, why }] : []
  })
}
