const LONGEST = 2000

/**
 * Where to go on after signing in: only a path of this site, never another host, a script, or a door of the machine.
 * The query in it (answers of the eligibility check) stays as it is. Anything else answers `fallback`.
 */
export function safeNext<F extends string | undefined>(next: unknown, fallback: F): string | F {
  if (typeof next !== 'string' || next.length > LONGEST) return fallback
  // browsers drop tabs and line breaks and read a backslash as a slash: both would make a host of a path
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return fallback
  return /^\/(?:api|sign-in|register)(?:[/?#]|$)/.test(next) ? fallback : next
}

/** `href` that carries `next` along, where there is one. */
export function withNext(href: string, next: string | undefined): string {
  return next ? `${href}?next=${encodeURIComponent(next)}` : href
}
