import 'server-only'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { holdUntil, type OfferTerms, offerTerms } from '../model/offer'

export type ClaimKind = 'desk'

/** Desks only: flats and beds need the rules of who lives with whom, which are not built. */
export function claimKindOf(measure: { caseKind: string | null }): ClaimKind {
  if (measure.caseKind !== 'desk') throw AppError.rule('space.desks_only')
  return 'desk'
}

export interface Terms extends OfferTerms {
  readonly offerDays: number
  readonly holdDays: number
  /** A hold without an offer ends here. */
  readonly holdUntil: Date
}

/** The dates of a hold and an offer made today, from the rule rows in force. */
export async function termsFor(tx: Tx, today: CalendarDate, kind: ClaimKind): Promise<Terms> {
  const months = `space.term_months.${kind}` as const
  // the limit itself is kept by claim_units and the counter of holdings; without its row they would not know one
  const rules = await loadRules(tx, ['offer.days', 'hold.days', months, `space.max_live.${kind}` as const])
  const calendar = await loadCalendar(tx)
  const value = (key: keyof typeof rules) => rules[key].value
  const offerDays = value('offer.days')
  const holdDays = value('hold.days')
  return { ...offerTerms(calendar, today, offerDays, value(months)), offerDays, holdDays, holdUntil: holdUntil(calendar, today, holdDays) }
}
