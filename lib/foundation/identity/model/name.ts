import { err, ok, type Result } from '@/lib/kernel/result'

export type NameFault = 'empty' | 'too_long' | 'private_use' | 'direction' | 'control' | 'emoji'

/**
 * A legal name is stored as typed (outer blanks and invisible signs removed, the four dots of minority names made one):
 * never normalised, because U+FA19 and U+795E are two different signs on two different identity cards.
 */
export function parsePersonName(text: string): Result<string, NameFault> {
  if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) return err('direction')
  const name = text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[•．‧・]/g, '·')
    .replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
  if (name === '') return err('empty')
  if ([...name].length > 100) return err('too_long')
  if (/[\ue000-\uf8ff]/.test(name)) return err('private_use')
  if (/\p{Cc}|[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/u.test(name)) return err('control')
  if (/\p{Extended_Pictographic}/u.test(name.replace(/[©®]/g, ''))) return err('emoji')
  return ok(name)
}
