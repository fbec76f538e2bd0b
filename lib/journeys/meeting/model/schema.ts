import { z } from 'zod'
import { parseCalendarDate } from '@/lib/kernel/calendar-date'
import { holdsLongNumber } from '@/lib/kernel/identity-number'
import { votes } from './voting'

const id = z.uuid()
const text = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least, `text.too_short:${least}`)
    .max(most, 'text.long')
    .refine((value) => !holdsLongNumber(value), 'person.reason_number')

/** Bounds of sanity; how many members there must be is the rule row `meeting.members_least`. */
export const planMeetingSchema = z.strictObject({
  roundId: id,
  title: text(4, 60),
  place: text(2, 60),
  startsAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'draw.when')
    .refine((value) => parseCalendarDate(value.slice(0, 10)).ok && value.slice(11) < '24:00', 'draw.when'),
  chairId: z.uuid('meeting.chair_missing'),
  memberIds: z.array(id).max(40),
  observerIds: z.array(id).max(10),
  caseIds: z.array(id).min(1, 'meeting.nothing_chosen').max(200),
})
export const meetingIdSchema = z.strictObject({ meetingId: id })
export const voteSchema = z.strictObject({ itemId: id, vote: z.enum(votes, 'choice.missing') })
export const recuseSchema = z.strictObject({ itemId: id, reason: text(4, 200) })
/** `amountFen` and `quantity` are left out where the item grants what was asked. */
export const closeItemSchema = z.strictObject({
  itemId: id,
  outcome: z.enum(['concur', 'reject'], 'choice.missing'),
  quantity: z.int('meeting.amount_missing').min(1, 'meeting.amount_missing').optional(),
  amountFen: z.int('meeting.amount_missing').min(1, 'meeting.amount_missing').optional(),
  reason: z
    .string()
    .trim()
    .max(500, 'text.long')
    .refine((value) => !holdsLongNumber(value), 'person.reason_number'),
})
