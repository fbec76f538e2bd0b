import 'server-only'
import { type Books, books } from '@/lib/foundation/fund/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { type Valuation, valuation } from './valuation'

/** 预算与账 as the page shows it: the books, and apart from them what the free space would cost. */
export async function fundDesk(actor: Actor | null, year: number | undefined): Promise<Books & { readonly space: Valuation }> {
  const found = await books(actor, year)
  return { ...found, space: await valuation() }
}
