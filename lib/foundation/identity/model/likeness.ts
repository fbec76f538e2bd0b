/** What two rows of people share. An identity number is compared by its blind index, never in clear. */
export interface Identifiable {
  readonly name: string
  readonly phone: string | null
  readonly identity: string | null
}

export type Likeness = 'identity' | 'name_and_phone' | 'phone'

/**
 * How strongly an imported row looks like a registered person: a suggestion for the window, never a decision. A name
 * alone is none: 王伟 is not 王伟.
 */
export function likeness(a: Identifiable, b: Identifiable): Likeness | null {
  if (a.identity !== null && a.identity === b.identity) return 'identity'
  if (a.phone === null || a.phone !== b.phone) return null
  return a.name === b.name ? 'name_and_phone' : 'phone'
}

export const likenessWords: Record<Likeness, string> = {
  identity: '证件号相同',
  name_and_phone: '姓名和手机号都相同',
  phone: '手机号相同，姓名不同',
}
