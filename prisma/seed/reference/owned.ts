// Rows that this repository owns: a changed text becomes a new version with an audit row; what somebody else changed since stays as it is.
import { createHash } from 'node:crypto'
import type { Prisma, PrismaClient } from '@/prisma/generated/client'

export type Tx = Prisma.TransactionClient

/** Text of a value with its keys in order, so that a jsonb column and a literal compare equal. Empty and absent are one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`
}

export const fingerprintOf = (value: object): string => createHash('sha256').update(canonical(value)).digest('hex')

export interface Owned<Row> {
  /** e.g. `rule:offer.days`: name in the list of what was written last. */
  readonly name: string
  /** What this repository says. */
  readonly wanted: object
  /** The row as it stands, reduced to the same fields; null when there is none. */
  read(tx: Tx): Promise<{ row: Row; now: object } | null>
  create(tx: Tx): Promise<void>
  /** Writes `wanted` as the next version; answers its number. */
  replace(tx: Tx, row: Row): Promise<number>
}

export type Written = Record<string, string>
const KEY = 'reference'

/** Fingerprints of what the last start wrote, by name. */
export async function readWritten(db: PrismaClient): Promise<Written> {
  const row = await db.appMeta.findUnique({ where: { key: KEY } })
  return (row?.value ?? {}) as Written
}

export async function saveWritten(db: PrismaClient, written: Written): Promise<void> {
  await db.appMeta.upsert({ where: { key: KEY }, create: { key: KEY, value: written }, update: { value: written } })
}

/** Brings one row up to date in a transaction of its own and notes in `written` what stands there now. */
export async function bring<Row>(db: PrismaClient, written: Written, owned: Owned<Row>): Promise<void> {
  const wanted = fingerprintOf(owned.wanted)
  if (written[owned.name] === wanted) return
  await db.$transaction(async (tx) => {
    const found = await owned.read(tx)
    if (!found) return owned.create(tx)
    const now = fingerprintOf(found.now)
    if (now === wanted) return
    const ours = written[owned.name] === undefined || written[owned.name] === now
    const version = ours ? await owned.replace(tx, found.row) : null
    await tx.auditEvent.createMany({
      data: [
        {
          action: ours ? 'reference.changed' : 'reference.kept',
          subjectKind: 'reference',
          subjectId: owned.name,
          outcome: 'ok',
          detail: { before: found.now as Prisma.InputJsonObject, after: owned.wanted as Prisma.InputJsonObject, ...(version ? { version } : {}) },
        },
      ],
    })
  })
  written[owned.name] = wanted
}
