import { z } from 'zod'

/** Kept with the change; whether the applicant reads it too is said beside the field. */
const reason = z.string().trim().min(4, 'text.too_short:4').max(500, 'reason.too_long')
const caseNo = z.string().max(40)
/** A bound of sanity only: how many units a venture may hold is the rule row `space.max_live.*`, kept by the database. */
const unitIds = z.array(z.uuid()).min(1, 'units.empty').max(20, 'units.too_many')

/** `reason`: needed, and asked for, when the case is not the next by the rule. */
export const allocateSchema = z.strictObject({ caseNo, unitIds, reason: reason.optional() })
export const caseSchema = z.strictObject({ caseNo })
export const releaseSchema = z.strictObject({ caseNo, reason })
export const vacateSchema = z.strictObject({ unitId: z.uuid(), reason })
export const unitEvents = ['reserve', 'maintain', 'close', 'open'] as const
export const changeUnitsSchema = z.strictObject({ unitIds, event: z.enum(unitEvents), reason })
export const reasonSchema = z.strictObject({ reason })
