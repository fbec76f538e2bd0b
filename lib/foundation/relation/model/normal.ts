// How names and numbers are compared. The same lines in SQL: plain_name, plain_phone, same_organisation (migration relation_graph).

const dropped = new Set(" \t\n\r()[]《》·•.,、。-—–_\"''“”‘’")

/** One width, no blanks, dots and brackets, ASCII letters small. */
export const plainName = (text: string | null | undefined): string =>
  [...(text ?? '').normalize('NFKC')]
    .filter((sign) => !dropped.has(sign))
    .map((sign) => (sign >= 'A' && sign <= 'Z' ? sign.toLowerCase() : sign))
    .join('')

/** The last eleven digits, so that +86 changes nothing; fewer than seven are no telephone (null). */
export function plainPhone(text: string | null | undefined): string | null {
  const digits = (text ?? '').replace(/[^0-9]/g, '')
  return digits.length >= 7 ? digits.slice(-11) : null
}

export interface Organisation {
  readonly name: string | null
  readonly code: string | null
}

/** One organisation: by credit code where both have one, else by name. */
export function sameOrganisation(a: Organisation, b: Organisation): boolean {
  if (a.code && b.code) return a.code.toUpperCase() === b.code.toUpperCase()
  const name = plainName(a.name)
  return name !== '' && name === plainName(b.name)
}
