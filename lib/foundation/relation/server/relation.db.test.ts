// The graph in words and the function in the database are two tellings of one rule: over random people, teams, companies and
// relations they answer alike.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { addDays, addMonths, type CalendarDate, calendarDate, dateColumn, dateInShanghai } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { RelationGraph } from '../model/conflicts'
import { type RecordedKind, recordedKinds, targetOf } from '../model/kinds'
import { loadGraphFacts } from './facts'

beforeAll(async () => {
  await openTestDatabase()
})
afterAll(closeTestDatabase)

const today = calendarDate('2026-11-25')
const PEOPLE = 6
const codes = ['91430300MA4L16JQ9P', '91350100M000100Y43']
const organisations = ['湘州 理工大学', '湘州理工大学', 'Xiang Tech（湘州）有限公司', 'xiang tech(湘州)有限公司', '金石资本', ' · ']
const phones = ['19907390101', '+86 199-0739-0101', '0731-55500188', '19907390102', '123', null]
/** Days around the edges of the periods. */
const days: (CalendarDate | null)[] = [
  null,
  today,
  addDays(today, -1),
  addDays(today, 30),
  ...[-1, 0, 1].map((d) => addDays(addMonths(today, -36), d)),
  addMonths(today, -60),
]

const who = fc.nat(PEOPLE - 1)
const relation = fc.record({
  kind: fc.constantFrom<RecordedKind>(...recordedKinds),
  from: who,
  to: who,
  venture: fc.nat(2),
  organisation: fc.constantFrom(...organisations.slice(0, 5)),
  code: fc.constantFrom(null, ...codes),
  target: fc.constantFrom('person', 'venture', 'organisation'),
  until: fc.constantFrom(null, null, ...days),
  withdrawn: fc.nat(3).map((n) => n === 0),
})
const world = fc.record({
  people: fc.array(
    fc.record({ phone: fc.constantFrom(...phones), school: fc.constantFrom(null, ...organisations), mergedIntoLast: fc.nat(9).map((n) => n === 0) }),
    {
      minLength: PEOPLE,
      maxLength: PEOPLE,
    },
  ),
  ventures: fc.array(fc.record({ company: fc.constantFrom(null, ...organisations), code: fc.constantFrom(null, ...codes) }), { minLength: 3, maxLength: 3 }),
  members: fc.array(fc.record({ venture: fc.nat(2), person: fc.option(who), phone: fc.constantFrom(...phones), left: fc.constantFrom(...days) }), {
    maxLength: 5,
  }),
  reviewers: fc.uniqueArray(fc.record({ person: who, employer: fc.constantFrom(...organisations.slice(0, 5)), code: fc.constantFrom(null, ...codes) }), {
    maxLength: 3,
    selector: (one) => one.person,
  }),
  relations: fc.array(relation, { minLength: 6, maxLength: 18 }),
  applications: fc.array(fc.record({ person: who, venture: fc.option(fc.nat(2)), round: fc.nat(1), submitted: fc.boolean() }), { minLength: 2, maxLength: 3 }),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

let counter = 0
const middle = (day: CalendarDate) => new Date(`${day}T12:00:00+08:00`)

async function makeRounds(): Promise<string[]> {
  const ids: string[] = []
  for (const chain of ['panel', 'direct']) {
    const rubric = await db.rubric.findFirstOrThrow()
    const opensAt = middle(addMonths(today, -60))
    const row = await db.round.create({
      data: {
        programmeCode: 'climber',
        name: `随机 ${++counter}`,
        opensAt,
        publishedAt: opensAt,
        closesAt: middle(today),
        promisedDays: 30,
        measures: ['office'],
        rubricId: rubric.id,
        chain,
      },
    })
    ids.push(row.id)
  }
  return ids
}

async function build(w: World): Promise<{ people: string[]; applications: string[] }> {
  const rounds = await makeRounds()
  const people: string[] = []
  for (const one of w.people) people.push((await db.person.create({ data: { state: 'imported', name: '石一鸣', phone: one.phone, school: one.school } })).id)
  const at = (i: number) => people[i] ?? ''
  const ventures: string[] = []
  // a credit code stands in one venture only: of this world, and once in it
  await db.venture.updateMany({ data: { creditCode: null } })
  for (const [i, one] of w.ventures.entries())
    ventures.push((await db.venture.create({ data: { name: '项目', field: '机电装备', companyName: one.company, creditCode: i === 0 ? one.code : null } })).id)
  const v = (i: number) => ventures[i] ?? ''
  for (const one of w.members)
    await db.ventureMember.create({
      data: {
        ventureId: v(one.venture),
        personId: one.person === null ? null : at(one.person),
        name: '成员',
        phone: one.phone,
        role: 'member',
        leftAt: one.left && middle(one.left),
      },
    })
  for (const one of w.reviewers)
    await db.reviewer.create({
      data: {
        no: `ZJ-${String(++counter).padStart(3, '0')}`,
        personId: at(one.person),
        fields: ['机电装备'],
        employer: one.employer,
        employerCode: one.code,
        addedAt: middle(today),
      },
    })
  for (const one of w.relations) {
    const wish = targetOf[one.kind]
    const target =
      wish === 'any'
        ? one.target
        : wish === 'venture_or_organisation'
          ? one.target === 'person'
            ? 'venture'
            : one.target
          : wish === 'person_or_venture'
            ? one.target === 'organisation'
              ? 'person'
              : one.target
            : wish
    if (target === 'person' && one.from === one.to) continue
    const row = (personId: string) => ({
      data: {
        personId,
        kind: one.kind,
        otherId: target === 'person' ? at(one.to) : null,
        ventureId: target === 'venture' ? v(one.venture) : null,
        organisation: target === 'organisation' ? one.organisation : null,
        creditCode: target === 'organisation' ? one.code : null,
        untilOn: one.until && dateColumn(one.until),
        source: 'staff',
        recordedAt: middle(today),
        ...(one.withdrawn ? { withdrawnAt: middle(today), withdrawReason: '登记错了' } : {}),
      },
    })
    await db.personRelation.create(row(at(one.from)))
    // two people at one address are two rows
    if (one.kind === 'address') await db.personRelation.create(row(at(one.to)))
  }
  const applications: string[] = []
  for (const one of w.applications)
    applications.push(
      (
        await db.application.create({
          data: {
            personId: at(one.person),
            ventureId: one.venture === null ? null : v(one.venture),
            roundId: rounds[one.round] ?? '',
            state: one.submitted ? 'submitted' : 'draft',
            submittedAt: one.submitted ? middle(addDays(today, -10)) : null,
          },
        })
      ).id,
    )
  await merge(w, people)
  return { people, applications }
}

/** Some of them turn out to be the last one: whoever has nothing that forbids a merge. */
async function merge(w: World, people: readonly string[]): Promise<void> {
  const last = people.at(-1) ?? ''
  for (const [i, one] of w.people.entries()) {
    const id = people[i] ?? ''
    if (!one.mergedIntoLast || id === last) continue
    await db.person.update({ where: { id }, data: { mergedIntoId: last, mergedAt: middle(today) } }).catch(() => undefined)
  }
}

const inDatabase = async (person: string, application: string): Promise<string[]> => {
  const rows = await db.$queryRaw<{ kind: string }[]>`SELECT hard_relations_on(${person}::uuid, ${application}::uuid, ${today}::date) AS kind`
  return [...new Set(rows.map((row) => row.kind))].sort()
}

test('the database and the graph answer alike, over random graphs', { timeout: 240_000 }, async () => {
  const seen = new Map<string, number>()
  let strangers = 0
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      const made = await build(w)
      const graph = new RelationGraph(await loadGraphFacts(db, made.people, made.applications), today)
      for (const person of made.people)
        for (const application of made.applications) {
          const found = graph.conflicts(person, application).filter((one) => one.strength === 'hard')
          const kinds = [...new Set(found.map((one) => one.kind))].sort()
          expect(kinds).toEqual(await inDatabase(person, application))
          for (const kind of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1)
          if (kinds.length === 0) strangers++
          expect(graph.hardKind(person, application)).toBe(found[0]?.kind ?? null)
        }
    }),
    { numRuns: 70 },
  )
  // both answers have been given, for every kind
  expect([...seen.keys()].sort()).toEqual(
    [
      'address',
      'company',
      'contract',
      'employer',
      'equity',
      'household',
      'introduced',
      'loan',
      'member',
      'mentor',
      'own_application',
      'phone',
      'relative',
      'spouse',
    ].sort(),
  )
  expect(strangers).toBeGreaterThan(100)
})

test('hard_relation tells the gravest kind of a case, and nothing to strangers', async () => {
  const [me, founder] = await Promise.all(['何静', '周予安'].map((name) => db.person.create({ data: { state: 'imported', name } })))
  const round = await db.round.findFirstOrThrow({ where: { programmeCode: 'climber', chain: 'direct' } })
  const application = await db.application.create({ data: { personId: founder?.id ?? '', roundId: round.id, state: 'submitted', submittedAt: middle(today) } })
  const made = await db.case.create({
    data: {
      caseNo: 'REL-1',
      applicationId: application.id,
      measureCode: 'office',
      personId: founder?.id ?? '',
      title: 'x',
      phoneTail: '0000',
      submittedAt: middle(today),
    },
  })
  const ask = async () => (await db.$queryRaw<{ kind: string | null }[]>`SELECT hard_relation(${me?.id}::uuid, ${made.id}::uuid) AS kind`)[0]?.kind
  expect(await ask()).toBeNull()
  const relate = (kind: string) =>
    db.personRelation.create({ data: { personId: founder?.id ?? '', otherId: me?.id ?? '', kind, source: 'staff', recordedAt: middle(today) } })
  await relate('mentor')
  expect(await ask()).toBe('mentor')
  await relate('spouse')
  expect(await ask()).toBe('spouse')
  expect(dateInShanghai(middle(today))).toBe(today)
})
