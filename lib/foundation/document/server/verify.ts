import 'server-only'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { maskName } from '@/lib/kernel/masking'
import { equalBytes } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import { documentKinds, documentTitles, parseDocumentNumber } from '../model/templates'

/** What anybody may learn of a document whose number and code they hold. */
export type Verification =
  | { readonly genuine: false }
  | {
      readonly genuine: true
      readonly number: string
      readonly kind: string
      readonly title: string
      readonly issuedOn: string
      readonly holder: string
      readonly hash: string
    }

const bytes = (text: string) => new TextEncoder().encode(text)

/** The code of the QR, or what is printed for people who type: the first eight digits of the fingerprint, or more of them. */
function matches(row: { code: string; fingerprint: string }, typed: string): boolean {
  const hex = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const printed = /^[0-9a-f]{8,64}$/.test(hex) && equalBytes(bytes(row.fingerprint.slice(0, hex.length)), bytes(hex))
  return equalBytes(bytes(row.code), bytes(typed.trim())) || printed
}

/**
 * Is this document ours? Unknown number, wrong code and a number that cannot be ours answer alike. Every look-up leaves a
 * row; twenty misses per number in a quarter of an hour end it (`rate.limited`).
 */
export async function verifyDocument(typedNumber: string, code: string): Promise<Verification> {
  const parsed = parseDocumentNumber(typedNumber)
  const number = parsed.ok
    ? parsed.value
    : typedNumber
        .normalize('NFKC')
        .replace(/[\s\p{Cc}]/gu, '')
        .slice(0, 60)
  await consume('verify', number, 20, 900)
  const row = await db.document.findUnique({ where: { number } })
  const genuine = row !== null && matches(row, code)
  await db.documentLookup.createMany({ data: [{ number, genuine }] })
  if (!genuine) return { genuine: false }
  await giveBack('verify', number)
  const kind = documentKinds.find((one) => one === row.kind)
  return {
    genuine: true,
    number: row.number,
    kind: row.kind,
    title: kind ? documentTitles[kind] : row.kind,
    issuedOn: fromDateColumn(row.issuedOn),
    holder: maskName(row.holderName),
    hash: row.fingerprint,
  }
}
