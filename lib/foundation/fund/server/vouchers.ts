import 'server-only'
import { yearOf } from '@/lib/kernel/calendar-date'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'

const prefixes = { transfer: 'TJ', reverse: 'CZ' } as const

/** The next voucher number of the year, e.g. `TJ-2026-0001`; without gaps, because it is taken in the posting's transaction. */
export async function nextVoucher(tx: Tx, ctx: Ctx, kind: keyof typeof prefixes): Promise<string> {
  const year = yearOf(ctx.clock.today())
  const rows = await tx.$queryRaw<{ n: number }[]>`SELECT next_number(${`fund:${kind}`}, ${year}::int) AS n`
  return `${prefixes[kind]}-${year}-${String(rows[0]?.n ?? 0).padStart(4, '0')}`
}
