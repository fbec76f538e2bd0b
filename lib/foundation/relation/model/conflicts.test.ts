import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, calendarDate } from '@/lib/kernel/calendar-date'
import { conflicts, RelationGraph } from './conflicts'
import type { EdgeFacts, GraphFacts, PersonFacts } from './facts'
import { hardKinds, recordedKinds, relationWords, targetOf } from './kinds'
import { plainName, plainPhone, sameOrganisation } from './normal'

const today = calendarDate('2026-11-25')
const nothing = { name: null, code: null }
const person = (id: string, more: Partial<PersonFacts> = {}): PersonFacts => ({ id, name: id, phones: [], school: null, reviewer: null, ...more })
const edge = (more: Partial<EdgeFacts> & Pick<EdgeFacts, 'kind' | 'personId'>): EdgeFacts => ({
  otherId: null,
  ventureId: null,
  organisation: nothing,
  sinceOn: null,
  untilOn: null,
  ...more,
})

/** Expert `e` and founder `f` with member `m` in venture `v`, application `a` of a ranked round. */
function facts(more: Partial<GraphFacts> = {}): GraphFacts {
  const member = { ventureId: 'v', phone: null, leftAt: null, leftOn: null }
  return {
    periods: { employerYears: 3, mentorYears: 3, contractYears: 3 },
    alias: new Map(),
    people: [
      person('e', { name: '苏行之', reviewer: { no: 'ZJ-003', employer: { name: '第一研究所', code: null } } }),
      person('f', { name: '周予安' }),
      person('m', { name: '林知夏' }),
    ],
    edges: [],
    memberships: [
      { personId: 'f', name: '周予安', ...member },
      { personId: 'm', name: '林知夏', ...member },
    ],
    ventures: [{ id: 'v', name: '轴承声纹监测仪', company: { name: '莲城轴承有限公司', code: null } }],
    applications: [{ id: 'a', personId: 'f', ventureId: 'v', roundId: 'r', ranked: true, submitted: true, submittedAt: 1 }],
    ...more,
  }
}
const of = (more: Partial<GraphFacts>) => conflicts(facts(more), today, 'e', 'a')
const kinds = (more: Partial<GraphFacts>) => of(more).map((one) => one.kind)

test('strangers have nothing to do with each other; unknown ids neither', () => {
  expect(of({})).toEqual([])
  expect(conflicts(facts(), today, 'e', 'nothing')).toEqual([])
  expect(conflicts(facts(), today, 'nobody', 'a')).toEqual([])
})

test('a relation is told with its path and its period', () => {
  const edges = [edge({ kind: 'mentor', personId: 'e', otherId: 'f', sinceOn: calendarDate('2024-09-01') })]
  expect(of({ edges })).toEqual([
    {
      strength: 'hard',
      kind: 'mentor',
      why: '三年内导师结对：苏行之（ZJ-003）导师结对（2024年9月1日至今） 周予安（申请人）',
      path: ['苏行之（ZJ-003）', '导师结对（2024年9月1日至今）', '周予安（申请人）', '轴承声纹监测仪'],
    },
  ])
})

test('three years to the day, both ways', () => {
  const until = (untilOn: ReturnType<typeof calendarDate>) => kinds({ edges: [edge({ kind: 'mentor', personId: 'f', otherId: 'e', untilOn })] })
  const edgeDay = addMonths(today, -36)
  expect(until(edgeDay)).toEqual(['mentor'])
  expect(until(addDays(edgeDay, -1))).toEqual([])
  expect(kinds({ edges: [edge({ kind: 'spouse', personId: 'e', otherId: 'm', untilOn: addDays(today, -1) })] })).toEqual([])
})

test('one employer by name in any writing, by code against any name', () => {
  const at = (name: string, code: string | null = null) => kinds({ edges: [edge({ kind: 'employer', personId: 'm', organisation: { name, code } })] })
  expect(at('第一 研究所')).toEqual(['employer'])
  expect(at('第一研究所（莲城）')).toEqual([])
  expect(sameOrganisation({ name: '甲', code: 'X1' }, { name: '乙', code: 'x1' })).toBe(true)
  expect(sameOrganisation({ name: '甲', code: 'X1' }, { name: '甲', code: 'X2' })).toBe(false)
  expect(sameOrganisation({ name: '', code: null }, { name: ' ·', code: null })).toBe(false)
})

test('a director of the company is near to it, and whoever is near to the director as well', () => {
  const director = (personId: string) => edge({ kind: 'director', personId, organisation: { name: '莲城轴承有限公司', code: null } })
  expect(kinds({ edges: [director('e')] })).toEqual(['company'])
  const people = [...facts().people, person('d', { name: '骆青川' })]
  const edges = [director('d'), edge({ kind: 'relative', personId: 'd', otherId: 'e' })]
  expect(kinds({ people, edges })).toEqual(['relative'])
})

test('who left before handing in counts as a colleague of three years, not as the side', () => {
  const left = { personId: 'e', name: '苏行之', ventureId: 'v', phone: null, leftAt: 0, leftOn: addMonths(today, -12) }
  expect(kinds({ memberships: [...facts().memberships, left] })).toEqual(['member'])
  expect(kinds({ memberships: [...facts().memberships, { ...left, leftOn: addMonths(today, -40) }] })).toEqual([])
})

test('a competitor of a ranked round is no judge in it; without a ranking nobody competes', () => {
  const rival = { id: 'b', personId: 'e', ventureId: null, roundId: 'r', ranked: true, submitted: true, submittedAt: 1 }
  expect(kinds({ applications: [...facts().applications, rival] })).toEqual(['own_application'])
  expect(kinds({ applications: [...facts().applications, { ...rival, submitted: false }] })).toEqual([])
  const unranked = facts().applications.map((one) => ({ ...one, ranked: false }))
  expect(kinds({ applications: [...unranked, { ...rival, ranked: false }] })).toEqual([])
})

test('one telephone in any writing; a school shared is soft', () => {
  const people = [
    person('e', { phones: ['+86 199-0739-0001'], school: '湘州理工大学' }),
    person('f', { phones: ['19907390001'], school: '湘州 理工大学' }),
    person('m'),
  ]
  expect(of({ people }).map((one) => [one.kind, one.strength])).toEqual([
    ['phone', 'hard'],
    ['school', 'soft'],
  ])
  expect(plainPhone('123')).toBeNull()
})

test('somebody who was merged is the person they are now', () => {
  const edges = [edge({ kind: 'mentor', personId: 'e', otherId: 'f' })]
  expect(conflicts(facts({ edges, alias: new Map([['old', 'e']]) }), today, 'old', 'a').map((one) => one.kind)).toEqual(['mentor'])
})

const anyEdge = fc.record({
  kind: fc.constantFrom(...recordedKinds),
  from: fc.constantFrom('e', 'f', 'm'),
  to: fc.constantFrom('e', 'f', 'm'),
  name: fc.constantFrom('第一研究所', '某学校'),
})

test('properties: more facts never take a relation away, hard ones stand first, each sentence once, with words', () => {
  fc.assert(
    fc.property(fc.array(anyEdge, { maxLength: 8 }), anyEdge, (some, one) => {
      const make = (wish: typeof one) =>
        edge(
          targetOf[wish.kind] === 'organisation' || targetOf[wish.kind] === 'venture_or_organisation'
            ? { kind: wish.kind, personId: wish.from, organisation: { name: wish.name, code: null } }
            : { kind: wish.kind, personId: wish.from, otherId: wish.to },
        )
      const before = new RelationGraph(facts({ edges: some.map(make) }), today).conflicts('e', 'a')
      const after = new RelationGraph(facts({ edges: [...some, one].map(make) }), today).conflicts('e', 'a')
      const sentences = after.map((each) => each.why)
      for (const each of before) expect(sentences).toContain(each.why)
      expect(new Set(sentences).size).toBe(sentences.length)
      expect(after.map((each) => each.strength)).toEqual([...after.map((each) => each.strength)].sort())
      for (const each of after) {
        expect(each.strength === 'hard').toBe((hardKinds as readonly string[]).includes(each.kind))
        expect(each.why.startsWith(relationWords[each.kind])).toBe(true)
        expect(each.path[0]).toBe('苏行之（ZJ-003）')
        expect(each.path.at(-1)).toBe('轴承声纹监测仪')
      }
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plainName(plainName(text)) === plainName(text)))
})
