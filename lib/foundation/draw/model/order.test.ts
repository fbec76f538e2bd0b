import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitOf, drawOrder, entriesHash, firstDifference, type RecordToVerify, RULE_VERSION, resultOf } from './order'
import vector from './vector.json'

const vectorEntries = vector.entries.map(({ entryNo, priorityClass }) => ({ entryNo, priorityClass }))

test('the vector of the contract: seal, hash of the list, tickets, order and results', () => {
  expect(commitOf(vector.secret)).toBe(vector.commit)
  expect(entriesHash(vectorEntries)).toBe(vector.entriesHash)
  const drawn = drawOrder(vector.secret, vector.publicValue, [...vectorEntries].reverse())
  expect(drawn.map((entry) => ({ ...entry, result: resultOf(entry.rank, vector.units) }))).toEqual(vector.entries)
  expect(firstDifference(vector)).toBe(null)
})

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const lists = fc.uniqueArray(fc.record({ entryNo: fc.stringMatching(/^[A-Z专家0-9-]{1,12}$/), priorityClass: fc.integer({ min: 0, max: 3 }) }), {
  minLength: 1,
  maxLength: 30,
  selector: (entry) => entry.entryNo,
})

const recordOf = (secret: string, publicValue: string, entries: RecordToVerify['entries'], units: number): RecordToVerify => ({
  ruleVersion: RULE_VERSION,
  commit: commitOf(secret) ?? '',
  entriesHash: entriesHash(entries),
  publicValue,
  secret,
  units,
  entries,
})
const made = (secret: string, value: string, list: { entryNo: string; priorityClass: number }[], units: number) =>
  recordOf(
    secret,
    value,
    drawOrder(secret, value, list).map((entry) => ({ ...entry, result: resultOf(entry.rank, units) })),
    units,
  )

test('the order does not depend on the order of the list; every class stands before the next; ranks count from 1', () => {
  fc.assert(
    fc.property(secrets, fc.string(), lists, fc.integer(), (secret, value, list, seed) => {
      const shuffled = [...list].sort((a, b) => ((a.entryNo.length * seed) % 7) - ((b.entryNo.length * seed) % 7))
      const drawn = drawOrder(secret, value, list)
      expect(drawOrder(secret, value, shuffled)).toEqual(drawn)
      expect(drawn.map((entry) => entry.rank)).toEqual(list.map((_, i) => i + 1))
      for (const [i, entry] of drawn.entries()) {
        const next = drawn[i + 1]
        if (next) expect([entry.priorityClass, entry.ticket] <= [next.priorityClass, next.ticket] || entry.priorityClass < next.priorityClass).toBe(true)
      }
    }),
  )
})

test('what was published verifies; one changed sign anywhere does not, and is named', () => {
  fc.assert(
    fc.property(secrets, fc.string({ minLength: 1 }), lists, fc.nat(), (secret, value, list, pick) => {
      const right = made(secret, value, list, 2)
      expect(firstDifference(right)).toBe(null)
      const turned = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')
      expect(firstDifference({ ...right, secret: turned(secret) })?.at).toBe('commit')
      expect(firstDifference({ ...right, commit: turned(right.commit) })?.at).toBe('commit')
      expect(firstDifference({ ...right, publicValue: `${value}.` })).toMatchObject({ at: 'entry', field: 'ticket' })
      const at = pick % list.length
      const changed = (change: object) => ({ ...right, entries: right.entries.map((entry, i) => (i === at ? { ...entry, ...change } : entry)) })
      const entry = right.entries[at]
      if (!entry) throw new Error('no entry')
      expect(firstDifference(changed({ entryNo: `${entry.entryNo}X1234567890123` }))?.at).toBe('entriesHash')
      expect(firstDifference(changed({ priorityClass: entry.priorityClass + 1 }))?.at).toBe('entriesHash')
      expect(firstDifference(changed({ ticket: turned(entry.ticket) }))).toMatchObject({ at: 'entry', entryNo: entry.entryNo, field: 'ticket' })
      expect(firstDifference(changed({ rank: entry.rank + 1 }))).toMatchObject({ at: 'entry', entryNo: entry.entryNo, field: 'rank' })
      expect(firstDifference(changed({ result: 'moved up' }))).toMatchObject({ at: 'entry', entryNo: entry.entryNo, field: 'result' })
      expect(firstDifference({ ...right, entries: right.entries.filter((_, i) => i !== at) })?.at).toBe('entriesHash')
    }),
  )
})

test('more units or another rule are differences too; a number that stands twice is none of one draw', () => {
  const list = ['A', 'B', 'C'].map((entryNo) => ({ entryNo, priorityClass: 1 }))
  const right = made('00'.repeat(32), 'v', list, 2)
  expect(firstDifference({ ...right, units: 3 })).toMatchObject({ at: 'entry', field: 'result', published: 'waitlisted', computed: 'offered' })
  expect(firstDifference({ ...right, ruleVersion: 'hmac-v2' })).toEqual({ at: 'ruleVersion', published: 'hmac-v2', computed: 'hmac-v1' })
  const [first] = right.entries
  if (!first) throw new Error('no entry')
  const twice = [...right.entries, first]
  expect(firstDifference({ ...right, entries: twice, entriesHash: entriesHash(twice) })).toMatchObject({ at: 'entries', published: first.entryNo })
})

test('numbers sort by code point, so that another machine hashes the same lines', () => {
  const entries = ['é', 'z', '专家01', '😀', 'Z', 'ﬀ'].map((entryNo) => ({ entryNo, priorityClass: 1 }))
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.entryNo), Buffer.from(b.entryNo)))
  expect(entriesHash(entries)).toBe(entriesHash(sorted))
})
