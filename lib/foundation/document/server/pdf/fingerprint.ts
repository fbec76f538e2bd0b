import 'server-only'
import { createHash } from 'node:crypto'

/** JSON with sorted keys and without absent ones, so that a trip through a jsonb column changes nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** SHA-256 (64 hex digits) over what a document says; printed on it, because a file cannot contain the hash of its own bytes. */
export const contentFingerprint = (kind: string, number: string, data: unknown): string =>
  createHash('sha256')
    .update(`${kind}\n${number}\n${canonical(data)}`)
    .digest('hex')
