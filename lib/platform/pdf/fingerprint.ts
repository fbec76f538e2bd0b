import 'server-only'
import { createHash } from 'node:crypto'

/** JSON with sorted keys: the same content always gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** SHA-256 (hex) over what a document says; printed on it, because a file cannot contain the hash of its own bytes. */
export const contentFingerprint = (kind: string, number: string, data: unknown): string =>
  createHash('sha256').update(`${kind}\n${number}\n${canonical(data)}`).digest('hex')
