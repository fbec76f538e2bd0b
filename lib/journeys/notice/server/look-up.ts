import 'server-only'
import { type CalendarDate, dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import { equalBytes } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import { objectionWords } from '../model/machine'
import { type Decision, decisionWords } from '../model/objection'
import { lookupHash } from './contact'

export interface ObjectionProgress {
  readonly number: string
  readonly state: string
  readonly kind: 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute'
  readonly notice: string
  readonly line: number
  readonly receivedOn: CalendarDate
  readonly ackDueOn: CalendarDate
  readonly ackOn: CalendarDate | null
  readonly decideDueOn: CalendarDate
  readonly extendReason: string | null
  readonly decision: string | null
  readonly reason: string | null
}

/**
 * An objection by its number and the code of the receipt, or the last four digits of the telephone number that was left.
 * Unknown number and wrong code answer null alike; twenty misses per number in a quarter of an hour end it.
 */
export async function lookUpObjection(typedNo: string, code: string): Promise<ObjectionProgress | null> {
  const number = typedNo.normalize('NFKC').toUpperCase().replace(/\s/g, '').slice(0, 40)
  await consume('objection-look-up', number, 20, 900)
  const row = await db.objection.findFirst({ where: { number, kind: 'objection' }, include: { line: { include: { notice: true } } } })
  const bySecret = row?.lookupHash ? equalBytes(row.lookupHash, lookupHash(number, code)) : false
  if (!row?.line || !(bySecret || (row.contactTail !== null && row.contactTail === code.trim()))) return null
  await giveBack('objection-look-up', number)
  const told = row.state === 'notified' || row.state === 'closed' || row.state === 'decided'
  return {
    number: row.number,
    state: objectionWords[row.state].objector,
    kind: objectionWords[row.state].kind,
    notice: row.line.notice.number ?? '',
    line: row.line.ordinal,
    receivedOn: dateInShanghai(row.receivedAt),
    ackDueOn: fromDateColumn(row.ackDueOn),
    ackOn: row.ackAt ? dateInShanghai(row.ackAt) : null,
    decideDueOn: fromDateColumn(row.decideDueOn),
    extendReason: row.extendReason,
    decision: told && row.decision ? decisionWords[row.decision as Decision] : null,
    reason: told ? row.reason : null,
  }
}
