import { z } from 'zod'
import { holdsLongNumber } from '@/lib/kernel/identity-number'

/** Kept with the change and in the audit, where no identity number may stand; whether the applicant reads it too is said beside the field. */
const reason = z
  .string()
  .trim()
  .min(4, 'text.too_short:4')
  .max(500, 'reason.too_long')
  .refine((text) => !holdsLongNumber(text), 'person.reason_number')
const caseNo = z.string().max(40)
/** A bound of sanity only: how many units a venture may hold is the rule row `space.max_live.*`, kept by the database. */
const unitIds = z.array(z.uuid()).min(1, 'units.empty').max(20, 'units.too_many')

/** `reason`: needed, and asked for, when the case is not the next by the rule. */
export const allocateSchema = z.strictObject({ caseNo, unitIds, reason: reason.optional() })
export const caseSchema = z.strictObject({ caseNo })
/** `state`: what the officer saw; an answer that came meanwhile is not taken back unseen. */
export const releaseSchema = z.strictObject({ caseNo, state: z.enum(['held', 'offered', 'accepted']), reason })
/** `allocationId`: the holding that the officer saw; somebody who came after it keeps the unit. */
export const vacateSchema = z.strictObject({ unitId: z.uuid(), allocationId: z.uuid(), reason })
export const unitEvents = ['reserve', 'maintain', 'close', 'open'] as const
export const changeUnitsSchema = z.strictObject({ unitIds, event: z.enum(unitEvents), reason })
export const reasonSchema = z.strictObject({ reason })
