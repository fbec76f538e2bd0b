import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import type { PostingKind } from '../model/ledger'

export interface Posting {
  readonly kind: PostingKind
  /** Voucher or bank receipt number, unique within its kind for ever. */
  readonly ref: string
  readonly caseId?: string | null
  readonly note?: string
  readonly actorId: string
  readonly approverId?: string | null
  readonly bizDate: CalendarDate
  readonly reverses?: bigint
  /** Account and fen; the sum is zero. */
  readonly lines: readonly (readonly [accountId: bigint, amountFen: bigint])[]
}

export type PostStatus = 'posted' | 'duplicate' | 'insufficient'

export interface PostAnswer {
  readonly status: PostStatus
  /** The posting, or the first one under this number. */
  readonly txnId?: bigint
  /** What the account that pays (or falls short) holds after this call. */
  readonly availableFen: bigint
}

/**
 * The one way into the books: a single call of the SQL function `post_txn`. Falling short and coming twice are answers.
 * Throws `fund.line_closed`, and `fund.ref_used` where the number already stands for something else.
 */
export async function post(tx: Tx, posting: Posting): Promise<PostAnswer> {
  const lines = JSON.stringify(posting.lines.map(([account, amount]) => [String(account), String(amount)]))
  const rows = await tx.$queryRaw<{ status: string; txn: bigint | null; available: bigint | null }[]>`
    SELECT a->>'status' AS status, (a->>'txn')::bigint AS txn, (a->>'available')::bigint AS available
      FROM post_txn(${posting.kind}, ${posting.ref}, ${posting.caseId ?? null}::uuid, ${posting.note ?? ''}, ${posting.actorId}::uuid,
        ${posting.approverId ?? null}::uuid, ${posting.bizDate}::date, ${lines}::jsonb, ${posting.reverses ?? null}::bigint) AS a`
  const row = rows[0]
  if (!row) throw new Error('post_txn did not answer')
  if (row.status === 'closed') throw AppError.rule('fund.line_closed')
  if (row.status === 'ref_used') throw AppError.conflict('fund.ref_used', { ref: posting.ref })
  return { status: row.status as PostStatus, availableFen: row.available ?? 0n, ...(row.txn === null ? {} : { txnId: row.txn }) }
}
