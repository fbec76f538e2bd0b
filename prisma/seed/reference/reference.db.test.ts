import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import type { TestDatabase } from '@/lib/entry/test-database'
import { rules } from '@/lib/foundation/programme/model/rules'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { definitionOf, formVersions } from '@/lib/journeys/application/model/form-version'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { openDatabase } from '@/lib/platform/db'
import type { PrismaClient } from '@/prisma/generated/client'
import { seedReference } from './index'
import { readWritten } from './owned'
import { seedRules } from './programme'

let test_: TestDatabase
let owner: PrismaClient

beforeAll(async () => {
  test_ = await openTestDatabase()
  owner = openDatabase(test_.ownerUrl, 2)
})
afterAll(async () => {
  await owner.$disconnect()
  await closeTestDatabase()
})

async function picture() {
  const [ruleRows, measureRows, days, edges, audit] = await Promise.all([
    owner.ruleValue.findMany({ orderBy: { id: 'asc' } }),
    owner.measure.findMany({ orderBy: { code: 'asc' } }),
    owner.calendarDay.findMany({ orderBy: { date: 'asc' } }),
    owner.machineTransition.findMany({ orderBy: [{ machine: 'asc' }, { fromState: 'asc' }, { toState: 'asc' }] }),
    owner.auditEvent.count(),
  ])
  return JSON.stringify([ruleRows, measureRows, days, edges, audit])
}

test('a second start changes nothing', async () => {
  const before = await picture()
  await seedReference(test_.ownerUrl, calendarDate('2026-11-24'))
  expect(await picture()).toBe(before)
})

const changed = (key: string, value: number) => rules.map((rule) => (rule.key === key ? { ...rule, value } : rule))

test('a changed default closes the row in force and begins a new version, with what was before in the audit', async () => {
  const written = await readWritten(owner)
  await seedRules(owner, written, calendarDate('2026-12-01'), changed('supplement.days', 15))
  const rows = await owner.ruleValue.findMany({ where: { key: 'supplement.days' }, orderBy: { version: 'asc' } })
  expect(rows.map((row) => [row.version, row.value.toNumber(), row.validFrom.toISOString().slice(0, 10), row.validTo?.toISOString().slice(0, 10)])).toEqual([
    [1, 10, '2026-01-01', '2026-12-01'],
    [2, 15, '2026-12-01', undefined],
  ])
  expect((await loadRules(owner, ['supplement.days']))['supplement.days']).toEqual({ value: 15, version: 2 })
  const [row] = await owner.auditEvent.findMany({ where: { action: 'reference.changed', subjectId: 'rule:supplement.days' } })
  expect(row?.detail).toMatchObject({ before: { value: 10 }, after: { value: 15 }, version: 2 })
  // again on the same day: still no overwrite
  await seedRules(owner, written, calendarDate('2026-12-01'), changed('supplement.days', 12))
  expect((await loadRules(owner, ['supplement.days']))['supplement.days']).toEqual({ value: 12, version: 3 })
})

test('what the zone changed itself stays, and the start says so', async () => {
  await owner.ruleValue.updateMany({ where: { key: 'offer.days', validTo: null }, data: { validTo: new Date('2026-10-01') } })
  await owner.ruleValue.create({
    data: { key: 'offer.days', value: 5, unit: '工作日', source: '管委会决定', confidence: 'S', validFrom: new Date('2026-10-01'), version: 2 },
  })
  const written = await readWritten(owner)
  await seedRules(owner, written, calendarDate('2026-12-02'), changed('offer.days', 4))
  expect((await loadRules(owner, ['offer.days']))['offer.days']).toEqual({ value: 5, version: 2 })
  expect(await owner.auditEvent.count({ where: { action: 'reference.kept', subjectId: 'rule:offer.days' } })).toBe(1)
})

test('a measure that was changed by hand is not put back by the next start', async () => {
  const { code } = await owner.measure.findFirstOrThrow()
  await owner.measure.update({ where: { code }, data: { summary: '管委会改过的话', version: 2 } })
  await seedReference(test_.ownerUrl, calendarDate('2026-12-03'))
  expect((await owner.measure.findUniqueOrThrow({ where: { code } })).summary).toBe('管委会改过的话')
})

test('a start in another year gives no line its money: that takes two people', async () => {
  const before = await owner.ledgerTxn.count({ where: { kind: 'open' } })
  expect(before).toBeGreaterThan(0)
  await seedReference(test_.ownerUrl, calendarDate('2027-01-04'))
  expect(await owner.ledgerTxn.count({ where: { kind: 'open' } })).toBe(before)
  expect(await owner.fundLine.count({ where: { year: 2027 } })).toBe(0)
})

test('the stored versions of the form are those of the code', async () => {
  const stored = await owner.formVersion.findMany({ orderBy: { version: 'asc' } })
  expect(stored.map((row) => [row.version, row.note, row.definition])).toEqual(formVersions.map(({ version, note }) => [version, note, definitionOf(version)]))
})

test('both chains begin at the window and end with the leader; a second leader only above 200,000 yuan', async () => {
  const steps = await owner.chainStep.findMany({ orderBy: [{ chain: 'asc' }, { ordinal: 'asc' }] })
  const of = (chain: string) => steps.filter((one) => one.chain === chain).map((one) => `${one.step}:${one.role}`)
  expect(of('direct')).toEqual(['first_review:intake', 'final_decision:leader'])
  expect(of('panel')).toEqual([
    'first_review:intake',
    'second_check:intake',
    'expert_review:reviewer',
    'panel:chair',
    'public_notice:intake',
    'approval:leader',
    'approval_second:leader',
  ])
  expect(steps.filter((one) => one.aboveFen !== null).map((one) => [one.step, one.aboveFen])).toEqual([['approval_second', 20_000_000n]])
})
