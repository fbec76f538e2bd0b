import 'server-only'
import type { z } from 'zod'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { LedgerKindCode } from '../../model/kinds'
import type { Json, JsonRecord, PlanRules } from '../../model/plan'
import type { LedgerRead, Message, Sheet } from '../../model/sheet'

export interface Figure {
  readonly label: string
  readonly value: string
}

/** A row on its way into the database: what it says now, and what the last import said (null when it is new). */
export interface RowChange<R> {
  readonly record: R
  readonly base: R | null
  /** Fields that differ from the last import; a field that only the portal changed is left alone. */
  readonly changed: ReadonlySet<string>
}

/** One kind of ledger: how it is read, what to check against the database, and what a row does. */
export interface KindDefinition<R, Raw> extends PlanRules {
  readonly code: LedgerKindCode
  /** Checks a stored record when it comes back from the database. */
  readonly schema: z.ZodType<R>
  readonly batch: number
  read(book: readonly Sheet[]): LedgerRead<Raw>
  /** The record as it may be stored: identity numbers encrypted. */
  seal(record: Raw): JsonRecord
  /** What the database has against rows, by key. A message makes the row an error. */
  check(tx: Tx, records: readonly R[]): Promise<ReadonlyMap<string, readonly Message[]>>
  /** The kind of thing that a record makes, for the audit: `desk`, `venture` … */
  objectOf(record: R): string
  /** Sums that a person recognises from the paper ledger. */
  figures(records: readonly R[]): Figure[]
  apply(tx: Tx, ctx: Ctx, change: RowChange<R>): Promise<void>
}

/** A kind with its record type closed in: outside, records are JSON. */
export interface LedgerKind extends PlanRules {
  readonly code: LedgerKindCode
  readonly batch: number
  read(book: readonly Sheet[]): LedgerRead<JsonRecord>
  check(tx: Tx, records: readonly JsonRecord[]): Promise<ReadonlyMap<string, readonly Message[]>>
  objectOf(record: JsonRecord): string
  figures(records: readonly JsonRecord[]): Figure[]
  apply(tx: Tx, ctx: Ctx, record: JsonRecord, base: JsonRecord | null, changed: ReadonlySet<string>): Promise<void>
}

export function defineKind<R, Raw = R>(kind: KindDefinition<R, Raw>): LedgerKind {
  const open = (record: Json): R => kind.schema.parse(record)
  return {
    code: kind.code,
    batch: kind.batch,
    labels: kind.labels,
    words: kind.words,
    ignored: kind.ignored,
    hidden: kind.hidden,
    read(book) {
      const { rows, errors } = kind.read(book)
      return { errors, rows: rows.map((row) => ({ ...row, record: kind.seal(row.record) })) }
    },
    check: (tx, records) => kind.check(tx, records.map(open)),
    objectOf: (record) => kind.objectOf(open(record)),
    figures: (records) => kind.figures(records.map(open)),
    apply: (tx, ctx, record, base, changed) => kind.apply(tx, ctx, { record: open(record), base: base ? open(base) : null, changed }),
  }
}
