import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type MadeCase, makeApprovedCase } from '@/prisma/factories/cases'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import type { PrismaClient } from '@/prisma/generated/client'
import { allocate } from './commands/allocate'
import { changeUnits } from './commands/change-units'
import { exportZone } from './commands/export'
import { offer } from './commands/offer'
import { planView, zones } from './queries'

let officer: MadePerson
let leader: MadePerson
let desks: string[]
let team: MadeCase
const key = 'desk~测试楼 P~1~A'

const actor = (person: MadePerson, ...roles: RoleCode[]) => ctxOf(person, roles).actor
const asOfficer = () => actor(officer, 'space')

beforeAll(async () => {
  await openTestDatabase()
  ;[officer, leader] = await Promise.all([makePerson(db, '沈知远', ['space']), makePerson(db, '罗启明', ['leader'])])
  desks = await makeDesks(db, 12, 'P')
  team = await makeApprovedCase(db, '=石榴工坊', { quantity: 2, decidedAt: new Date('2026-09-01T02:00:00Z') })
  await makeApprovedCase(db, '一粟种子库', { decidedAt: new Date('2026-09-03T02:00:00Z') })
  await makeApprovedCase(db, '莲心康养', { decidedAt: new Date('2026-09-02T02:00:00Z') })
  const ctx = () => ctxOf(officer, ['space'])
  await allocate(ctx(), { caseNo: team.caseNo, unitIds: desks.slice(0, 2) })
  await offer(ctx(), { caseNo: team.caseNo })
  await changeUnits(ctx(), { unitIds: [desks[2] ?? ''], event: 'reserve', reason: '留给残疾人' })
  await changeUnits(ctx(), { unitIds: [desks[3] ?? ''], event: 'maintain', reason: '桌面开裂' })
})
afterAll(closeTestDatabase)

test('numbers of a zone are counted from the rows: held is taken, reserved and broken are not free', async () => {
  const [zone] = (await zones(asOfficer())).filter((one) => one.key === key)
  expect(zone).toMatchObject({ name: '测试楼 P 1 层 A 区', total: 12, taken: 2, free: 8 })
  const view = await planView(asOfficer(), key, [])
  expect(view.counts).toMatchObject({ free: 8, offered: 2, reserved: 1, maintenance: 1 })
})

test('the list is in the order of the rule, without those who have a desk', async () => {
  const view = await planView(asOfficer(), key, ['P-0005'])
  expect(view.waiting.map((one) => one.name)).toEqual(['莲心康养', '一粟种子库'])
  expect(view.allowed).toEqual({ allocate: true, change: true, unitEvents: ['reserve', 'maintain', 'close'] })
  expect(view.maxPicked).toBe(4)
})

test('holder, deadline, document and the reason of a closed desk are told to those who may see the plan', async () => {
  const view = await planView(actor(leader, 'leader'), key, ['P-0003'])
  expect(view.units[0]?.holding).toMatchObject({ holder: '=石榴工坊', state: 'offered', caseNo: team.caseNo, deadline: '9月20日（周日）17:00' })
  expect(view.units[0]?.holding?.document?.number).toMatch(/^潭高新配〔2026〕第 \d{4} 号$/)
  expect(view.story?.why).toMatch(/^留给残疾人（沈知远，/)
  // a leader looks on: no list of turns, nothing to change
  expect(view.waiting).toEqual([])
  expect(view.allowed).toEqual({ allocate: false, change: false, unitEvents: [] })
})

test.each([['applicant'], ['intake'], ['finance'], ['sys_admin']] as const)('%s sees no plan, no zones and no file', async (role) => {
  const stranger = await makePerson(db, '石一鸣', [role])
  await expect(planView(actor(stranger, role), key, [])).rejects.toMatchObject({ kind: 'not_found' })
  await expect(zones(actor(stranger, role))).rejects.toMatchObject({ kind: 'not_found' })
  await expect(exportZone(ctxOf(stranger, [role]), { key })).rejects.toMatchObject({ kind: 'not_found' })
})

test('an unknown zone is a missing page', async () => {
  for (const wrong of ['desk~没有这栋楼~1~A', 'desk', 'yacht~码头~1~A', "desk~' OR 1=1 --~1~A"])
    await expect(planView(asOfficer(), wrong, [])).rejects.toMatchObject({ kind: 'not_found' })
})

test('the number of statements does not grow with the number of desks', async () => {
  const plain: PrismaClient = Reflect.get(globalThis, 'climberDatabase')
  let n = 0
  const counting = plain.$extends({
    query: {
      $allOperations: ({ args, query }) => {
        n += 1
        return query(args)
      },
    },
  })
  const statements = async (zone: string) => {
    n = 0
    Object.assign(globalThis, { climberDatabase: counting })
    await planView(asOfficer(), zone, [])
    Object.assign(globalThis, { climberDatabase: plain })
    return n
  }
  await makeDesks(db, 60, 'Q')
  const small = await statements(key)
  expect(await statements('desk~测试楼 Q~1~A')).toBe(small)
  expect(small).toBeLessThanOrEqual(8)
})

test('the export is a file a spreadsheet opens safely, and leaves a row in the audit', async () => {
  const file = await exportZone(ctxOf(officer, ['space'], at('2026-09-16')), { key })
  expect(file.name).toBe('测试楼 P 1 层 A 区 2026-09-16.csv')
  expect(file.csv.startsWith('\ufeff编号,')).toBe(true)
  expect(file.csv).toContain("'=石榴工坊")
  expect(file.csv.trim().split('\n')).toHaveLength(13)
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'space.exported' } })
  expect(audit).toMatchObject({ subjectId: key, actorName: '沈知远', detail: { rows: 12 } })
})
