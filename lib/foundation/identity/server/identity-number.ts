import 'server-only'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { parseIdNumber } from '@/lib/kernel/identity-number'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'

/** Finds equal identity numbers without showing them. `number` in canonical form. */
export const identityIndex = (number: string): Uint8Array<ArrayBuffer> => blindIndex(`cn_id:${number}`)

/** The columns of a person that follow from a resident identity number; the number itself is bound to the row. */
export function identityColumns(personId: string, number: string) {
  const parsed = parseIdNumber(number)
  if (!parsed.ok) throw new RangeError(`identity number: ${parsed.error}`)
  return {
    idCipher: encryptField(parsed.value.number, `person:id:${personId}`),
    idBlindIndex: identityIndex(parsed.value.number),
    idLast4: parsed.value.number.slice(-4),
    birthDate: dateColumn(parsed.value.birthDate),
    sex: parsed.value.sex,
  }
}

export const readIdentity = (personId: string, cipher: Uint8Array): string => decryptField(cipher, `person:id:${personId}`)
