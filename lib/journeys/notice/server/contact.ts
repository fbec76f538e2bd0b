import 'server-only'
import { parseMobile } from '@/lib/foundation/identity/model/phone'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import type { Objection } from '@/prisma/generated/client'

const context = (id: string) => `objection:contact:${id}`

/** What is kept of a contact: its cipher, and the last four digits of a telephone number for looking it up. */
export function keptContact(id: string, contact: string): { contactCipher: Uint8Array<ArrayBuffer> | null; contactTail: string | null } {
  if (contact === '') return { contactCipher: null, contactTail: null }
  const mobile = parseMobile(contact)
  return { contactCipher: encryptField(contact, context(id)), contactTail: mobile.ok ? mobile.value.slice(-4) : null }
}

export const readContact = (row: Pick<Objection, 'id' | 'contactCipher'>): string => (row.contactCipher ? decryptField(row.contactCipher, context(row.id)) : '')

/** The number that a message can be sent to; null when they left none. */
export function mobileOf(row: Pick<Objection, 'id' | 'contactCipher'>): string | null {
  const mobile = parseMobile(readContact(row))
  return mobile.ok ? mobile.value : null
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Eight signs that open the receipt, made from the key of the form: a repeated attempt gets the same ones. Nobody can make them without our key. */
export const secretOf = (key: string): string =>
  [...blindIndex(`objection-secret:${key}`).subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]).join('')

export const lookupHash = (number: string, secret: string): Uint8Array<ArrayBuffer> =>
  blindIndex(`objection-lookup:${number}:${secret.normalize('NFKC').toUpperCase().replace(/\s/g, '')}`)
