import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eligibilitySchema, measureListSchema, statsSchema } from '@/app/api/v1/_schemas'
import { POST as postEligibility } from '@/app/api/v1/eligibility/route'
import { GET as getMeasures } from '@/app/api/v1/measures/route'
import { GET as getStats } from '@/app/api/v1/stats/route'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makeDesks } from '@/prisma/factories/people'
import { numberDefinitions, numberKeys } from '../model/numbers'
import { readHome } from './home'
import { numberCsv, numberRows } from './rows'
import { publicNumbers, stats } from './stats'

let desks: string[]
let venture: string

beforeAll(async () => {
  await openTestDatabase()
  desks = await makeDesks(db, 6, 'S')
  const carrier = await db.carrier.create({ data: { name: '=HYPERLINK("http://x")', kind: 'building' } })
  const unit = (kind: 'room' | 'flat' | 'bed', code: string, state: 'available' | 'reserved' | 'closed', areaSqm?: string) => ({
    kind,
    code,
    carrierId: carrier.id,
    floor: 1,
    state,
    ...(areaSqm ? { areaSqm } : {}),
  })
  await db.unit.createMany({
    data: [
      unit('room', 'R1', 'available', '100.25'),
      unit('room', 'R2', 'closed', '49.75'),
      unit('flat', 'F1', 'available', '30'),
      unit('flat', 'F2', 'reserved', '30'),
      unit('bed', 'B1', 'available'),
    ],
  })
  await db.unit.update({ where: { id: desks[5] ?? '' }, data: { state: 'maintenance' } })
  const make = (name: string, data: object) => db.venture.create({ data: { name, field: '机电装备', ...data } })
  venture = (await make('听轴', { stage: 'makerspace', enteredOn: new Date('2026-03-02T00:00:00Z') })).id
  await make('只登记', {})
  await make('毕业了', { stage: 'accelerator', state: 'graduated' })
})
afterAll(closeTestDatabase)

async function hold(unitId: string): Promise<string> {
  const id = randomUUID()
  await db.$executeRaw`INSERT INTO allocation (id, unit_id, kind, venture_id, during, state, source)
    VALUES (${id}::uuid, ${unitId}::uuid, 'desk', ${venture}::uuid, daterange('2026-01-01', NULL), 'occupied', 'ledger')`
  return id
}

const context = { params: Promise.resolve({}) }
const answered = async () => statsSchema.parse(await (await getStats(new Request('http://127.0.0.1/api/v1/stats'), context)).json())

test('the numbers are those of the rows', async () => {
  const numbers = await publicNumbers()
  expect(numbers).toMatchObject({
    fundFen: 700_000_000,
    space: { totalSqm: 150, freeSqm: 100.25 },
    desks: { total: 6, free: 5 },
    apartments: { total: 2, free: 1, waiting: 0 },
    beds: { total: 1, free: 1 },
    measures: await db.measure.count({ where: { listed: true } }),
    projects: { total: 1, byStage: { makerspace: 1, accelerator: 0 } },
  })
  const { programme, exam } = await answered()
  expect(programme).toEqual((await stats()).programme)
  expect(programme).toMatchObject({ fundFen: 700_000_000, spaceSqm: 150, desks: { total: 6, free: 5 }, stationBeds: 1, measures: 13, projects: 1, mentors: 0 })
  expect(exam).toEqual({ enterprises: 0, needs: 0, intendedFen: 0, taken: 0, contracted: 0, paid: 0 })
})

test('a desk that is taken is not free, and is again when it is given back; page and API say the same', async () => {
  const free = async () => [
    (await answered()).programme.desks.free,
    (await readHome()).numbers.desks.free,
    (await numberRows('desks', { state: 'free' }, 1)).found,
  ]
  expect(await free()).toEqual([5, 5, 5])
  const id = await hold(desks[0] ?? '')
  expect(await free()).toEqual([4, 4, 4])
  await db.allocation.update({ where: { id }, data: { state: 'vacated', version: 2 } })
  expect(await free()).toEqual([5, 5, 5])
})

test('one more row is one more in the total, on the page and in the tag of the API', async () => {
  const tag = async () => (await getStats(new Request('http://127.0.0.1/api/v1/stats'), context)).headers.get('etag')
  const [before, old] = [(await answered()).programme.desks.total, await tag()]
  await makeDesks(db, 1, 'N')
  expect((await answered()).programme.desks.total).toBe(before + 1)
  expect((await readHome()).numbers.desks.total).toBe(before + 1)
  expect(await tag()).not.toBe(old)
})

test('every number can be opened: as many rows as it counts, as wide as its head', async () => {
  const n = await publicNumbers()
  const counted = { desks: n.desks.total, apartments: n.apartments.total, beds: n.beds.total, measures: n.measures, projects: n.projects.total }
  for (const key of numberKeys) {
    const { total, rows } = await numberRows(key, {}, 1)
    if (key in counted) expect([key, total]).toEqual([key, counted[key as keyof typeof counted]])
    for (const row of rows) expect(row.cells).toHaveLength(numberDefinitions[key].columns.length)
  }
  const rooms = (await numberRows('space', {}, 1)).rows.map((row) => Number(row.cells[3]))
  expect(rooms.reduce((sum, area) => sum + area, 0)).toBe(n.space.totalSqm)
})

test('filters narrow; a page beyond the last is the last', async () => {
  const { found, total, states } = await numberRows('desks', { state: 'maintenance' }, 99)
  expect([found, total]).toEqual([1, 7])
  expect(states.find((one) => one.state === 'maintenance')).toEqual({ state: 'maintenance', word: '维护', count: 1 })
  expect((await numberRows('desks', { building: '测试楼 N' }, 1)).found).toBe(1)
})

test('the sheet opens in a spreadsheet and runs nothing; it names no person', async () => {
  const csv = await numberCsv('apartments', {})
  expect(csv.startsWith('\ufeff编号,楼栋,')).toBe(true)
  expect(csv).toContain(`F1,"'=HYPERLINK(""http://x"")",1,30,空着\r\n`)
  expect(await numberCsv('projects', {})).toBe('\ufeff项目,领域,阶段,入驻年月\r\n听轴,机电装备,众创空间,2026-03\r\n')
})

test('the home shows what is open, with dates and days from rows', async () => {
  const home = await readHome()
  expect(home.open.map((item) => [item.code, item.kind, item.wants])).toEqual([
    ['office', 'ok', 'desk'],
    ['flat', 'ok', 'flat'],
    ['coaching', 'ok', 'coaching'],
    ['loan', 'ok', 'loan'],
  ])
  expect(home.open[0]?.text).toContain(`现在空 ${home.numbers.desks.free} 个`)
  expect(home.days).toEqual({ intake: 1, decision: 15, offer: 3 })
  await db.round.updateMany({ data: { closesAt: new Date(Date.now() + 86_400_000 * 10) } })
  const closing = (await readHome()).open[0]
  expect(closing).toMatchObject({ kind: 'warn', when: expect.stringMatching(/^\d+月\d+日 \d\d:\d\d 截止$/), note: expect.stringMatching(/^还剩 \d 个工作日$/) })
  await db.round.updateMany({ data: { closesAt: new Date(Date.now() - 1000) } })
  expect((await readHome()).open).toEqual([])
})

test('measures and eligibility answer in the shapes that openapi.json promises', async () => {
  const measures = measureListSchema.parse(await (await getMeasures(new Request('http://127.0.0.1/api/v1/measures'), context)).json())
  expect(measures.items.map((item) => item.no)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
  const request = new Request('http://127.0.0.1/api/v1/eligibility', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'enrolled', companyRegistered: 'no', worksInZone: 'yes', localHome: 'no' }),
  })
  const { items } = eligibilitySchema.parse(await (await postEligibility(request, context)).json())
  expect(items.slice(0, 5).map((item) => [item.code, item.eligible])).toEqual([
    ['office', 'yes'],
    ['flat', 'yes'],
    ['coaching', 'yes'],
    ['loan', 'no'],
    ['pending-05', 'unknown'],
  ])
  // another cap in the rule row is another answer, without a change of code
  await db.ruleValue.updateMany({ where: { key: 'student.graduated_years' }, data: { value: 2 } })
  const again = measureListSchema.parse(await (await getMeasures(new Request('http://127.0.0.1/api/v1/measures'), context)).json())
  expect(again.items[0]?.conditions[0]?.label).toBe('在校，或毕业 2 年以内')
})
