// The rule `hmac-v1` of the contract, and its check: who has the published record needs nothing else.
import { fromHex, hmacSha256, sha256, toHex, utf8 } from './hash'

export const RULE_VERSION = 'hmac-v1'

export interface DrawEntryIn {
  readonly entryNo: string
  readonly priorityClass: number
}

export interface DrawnEntry extends DrawEntryIn {
  readonly ticket: string
  readonly rank: number
}

export type DrawResult = 'offered' | 'waitlisted'

export const resultOf = (rank: number, units: number): DrawResult => (rank <= units ? 'offered' : 'waitlisted')

/** By code point, as UTF-8 sorts: the same on every machine, whatever its language. */
function byEntryNo(a: DrawEntryIn, b: DrawEntryIn): number {
  const [left, right] = [utf8(a.entryNo), utf8(b.entryNo)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return (left[i] ?? 0) - (right[i] ?? 0)
  return left.length - right.length
}

/** `hex(SHA-256(secret))` of a secret given in hex; null when it is no hex. */
export function commitOf(secretHex: string): string | null {
  const secret = fromHex(secretHex)
  return secret && toHex(sha256(secret))
}

/** Fixes who takes part: any number or class changed, added or left out gives another hash. */
export function entriesHash(entries: readonly DrawEntryIn[]): string {
  const lines = [...entries].sort(byEntryNo).map((entry) => `${entry.entryNo}\t${entry.priorityClass}\n`)
  return toHex(sha256(utf8(lines.join(''))))
}

/** `HMAC-SHA-256(secret, publicValue)` in hex: the key of all tickets, known to nobody before both parts are. */
export function ticketKey(secretHex: string, publicValue: string): string {
  const secret = fromHex(secretHex)
  if (!secret) throw new RangeError('the secret is not hex')
  return toHex(hmacSha256(secret, utf8(publicValue)))
}

/** Everybody's ticket and rank (from 1), in order of rank: by class, then ticket, equal tickets by number. */
export function drawOrder(secretHex: string, publicValue: string, entries: readonly DrawEntryIn[]): DrawnEntry[] {
  const key = fromHex(ticketKey(secretHex, publicValue)) ?? new Uint8Array()
  return entries
    .map(({ entryNo, priorityClass }) => ({ entryNo, priorityClass, ticket: toHex(hmacSha256(key, utf8(entryNo))) }))
    .sort((a, b) => a.priorityClass - b.priorityClass || (a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : 0) || byEntryNo(a, b))
    .map((entry, i) => ({ ...entry, rank: i + 1 }))
}

export interface RecordToVerify {
  readonly ruleVersion: string
  readonly commit: string
  readonly entriesHash: string
  readonly publicValue: string
  readonly secret: string
  readonly units: number
  readonly entries: readonly (DrawnEntry & { readonly result: string })[]
}

export type Difference =
  | { readonly at: 'ruleVersion' | 'commit' | 'entriesHash' | 'entries'; readonly published: string; readonly computed: string }
  | { readonly at: 'entry'; readonly entryNo: string; readonly field: 'ticket' | 'rank' | 'result'; readonly published: string; readonly computed: string }

const repeated = (entries: readonly DrawEntryIn[]): string | undefined => {
  const seen = new Set<string>()
  return entries.find(({ entryNo }) => seen.size === seen.add(entryNo).size)?.entryNo
}

/** Null when everything published follows from secret, public value and entries; otherwise the first difference, in the order of the rule. */
export function firstDifference(record: RecordToVerify): Difference | null {
  if (record.ruleVersion !== RULE_VERSION) return { at: 'ruleVersion', published: record.ruleVersion, computed: RULE_VERSION }
  const commit = commitOf(record.secret) ?? '—'
  if (commit !== record.commit) return { at: 'commit', published: record.commit, computed: commit }
  const hash = entriesHash(record.entries)
  if (hash !== record.entriesHash) return { at: 'entriesHash', published: record.entriesHash, computed: hash }
  const twice = repeated(record.entries)
  if (twice !== undefined) return { at: 'entries', published: twice, computed: '—' }
  const published = new Map(record.entries.map((entry) => [entry.entryNo, entry]))
  for (const right of drawOrder(record.secret, record.publicValue, record.entries)) {
    const given = published.get(right.entryNo)
    const want = { ticket: right.ticket, rank: right.rank, result: resultOf(right.rank, record.units) }
    for (const field of ['ticket', 'rank', 'result'] as const)
      if (given?.[field] !== want[field])
        return { at: 'entry', entryNo: right.entryNo, field, published: String(given?.[field]), computed: String(want[field]) }
  }
  return null
}
