import 'server-only'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { nextNumbered } from '@/lib/platform/number-series'

const prefixes = { open: 'YS', transfer: 'TJ', reverse: 'CZ' } as const

/** The next voucher number of the year, e.g. `TJ-2026-0001`; without gaps, because it is taken in the posting's transaction. */
export const nextVoucher = (tx: Tx, ctx: Ctx, kind: keyof typeof prefixes): Promise<string> =>
  nextNumbered(tx, `fund:${kind}`, prefixes[kind], ctx.clock.today())
