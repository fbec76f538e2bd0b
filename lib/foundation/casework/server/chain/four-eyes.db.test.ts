// M6: nobody signs two steps of one decision, their own case, or one of somebody they are near to. Refused by the database
// itself (SQL of the application's role, no command in between) and by the policy; with the guard taken away, the check notices.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { countInvariants } from '@/lib/entry/invariants'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { toWire } from '@/lib/platform/action'
import { db } from '@/lib/platform/db'
import { makeNotice } from '@/prisma/factories/notices'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase, type PanelCaseWish, type PanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { approve, approveMany } from '../commands/approve'
import { moveCase } from '../door'

let ownerUrl: string
let staff: PanelStaff
let clerk: MadePerson
let leader: MadePerson
let leader2: MadePerson
let round: { id: string; lineId: string }

beforeAll(async () => {
  ;({ ownerUrl } = await openTestDatabase())
  staff = await makePanelStaff(db)
  ;[clerk, leader, leader2] = await Promise.all([
    makePerson(db, '沈知远', ['intake']),
    makePerson(db, '顾怀民', ['leader']),
    makePerson(db, '罗启明', ['leader']),
  ])
  round = await makePanelRound(db, '四眼批次')
})
afterAll(closeTestDatabase)

const today = '2026-11-16'
const as = (person: MadePerson, ...roles: RoleCode[]) => ctxOf(person, roles, at(today))

async function waiting(more: Partial<PanelCaseWish> = {}): Promise<PanelCase> {
  const made = await makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-11-02T02:00:00Z'), amountFen: 5_000_000n, ...more })
  await makeNotice(db, { roundId: round.id, caseIds: [made.caseId], fromOn: calendarDate('2026-11-04'), toOn: calendarDate('2026-11-13'), by: clerk.userId })
  return made
}

interface Raw {
  readonly step: string
  readonly by: MadePerson
  readonly round?: number
  readonly decision?: string
  readonly amountFen?: bigint | null
  readonly on?: string
}
/** The row as the application's role would write it, past every command. */
const raw = (one: PanelCase, { step, by, round: n = 1, decision = 'concur', amountFen = 5_000_000n, on = today }: Raw) =>
  db.$executeRaw`INSERT INTO case_signature (case_id, step, round, decision, reason, amount_fen, signed_by, signer_name, case_version, at)
    VALUES (${one.caseId}::uuid, ${step}, ${n}, ${decision}, '同意支持', ${amountFen}, ${by.userId}::uuid, ${by.name}, 1, ${at(on).now()})`

const yes = async (one: PanelCase, reason = '同意支持') => {
  const { version } = await db.case.findUniqueOrThrow({ where: { id: one.caseId } })
  return { caseNo: one.caseNo, version, decision: 'concur' as const, reason }
}
const count = (one: PanelCase) => db.caseSignature.count({ where: { caseId: one.caseId } })

/** Refused by the command with this code, and by the database with these words; no row is left. */
async function refused(one: PanelCase, who: MadePerson, code: string, words: RegExp): Promise<void> {
  await expect(approve(as(who, 'leader', 'intake', 'chair'), await yes(one))).rejects.toMatchObject({ code })
  await expect(raw(one, { step: 'approval', by: who })).rejects.toThrow(words)
  expect(await count(one)).toBe(3)
}

describe('whoever is near does not sign', () => {
  test('the applicant, somebody of the team, somebody who left it after handing in', async () => {
    const founder = await makePerson(db, '周予安', ['leader'])
    const one = await waiting({ founder })
    const mate = await makePerson(db, '林知夏', ['leader'])
    const left = await makePerson(db, '林知冬', ['leader'])
    const member = (person: MadePerson, leftAt: Date | null) => ({
      personId: person.personId,
      name: person.name,
      role: 'member',
      joinedAt: new Date('2026-01-01'),
      leftAt,
    })
    const venture = await db.venture.create({
      data: { name: '听轴科技', field: '机电装备', members: { create: [member(mate, null), member(left, new Date('2026-11-10'))] } },
    })
    await db.application.update({ where: { id: one.applicationId }, data: { ventureId: venture.id } })
    for (const who of [founder, mate, left]) await refused(one, who, 'policy.own_case', /own case/)
  })

  test('a spouse of the applicant, and a shareholder of the company: told why', async () => {
    const one = await waiting()
    const relation = (kind: string, person: MadePerson, more: object) => ({
      kind,
      personId: person.personId,
      source: 'staff',
      recordedBy: clerk.userId,
      recordedAt: new Date('2026-11-01'),
      ...more,
    })
    await db.personRelation.create({ data: relation('spouse', leader2, { otherId: one.founder.personId }) })
    await refused(one, leader2, 'policy.related_case', /related case: spouse/)
    await expect(approve(as(leader2, 'leader'), await yes(one))).rejects.toMatchObject({ params: { why: 'spouse' } })
    const venture = await db.venture.create({ data: { name: '听轴', field: '机电装备', companyName: '听轴科技有限公司' } })
    await db.application.update({ where: { id: one.applicationId }, data: { ventureId: venture.id } })
    const holder = await makePerson(db, '持股人', ['leader'])
    await db.personRelation.create({ data: relation('shareholder', holder, { organisation: '听轴科技有限公司' }) })
    await refused(one, holder, 'policy.related_case', /related case: company/)
  })

  test('what the database refuses by itself arrives as the same sentence', async () => {
    const one = await waiting({ founder: await makePerson(db, '周予宁', ['leader']) })
    const error = await raw(one, { step: 'approval', by: one.founder }).catch((fault: unknown) => fault)
    expect(await toWire(error, 'probe', null, randomUUID())).toMatchObject({ ok: false, kind: 'denied', code: 'policy.own_case' })
  })
})

describe('one person, one step', () => {
  test('whoever signed before the meeting or in it does not approve, whichever roles they hold', async () => {
    const one = await waiting()
    for (const who of [staff.first, staff.second, staff.chair]) await refused(one, who, 'policy.signed_already', /already exists|duplicate|P2002|23505/i)
  })

  test('nor in the next round: the signatures before the meeting still stand', async () => {
    const one = await waiting()
    await approve(as(leader, 'leader'), { ...(await yes(one)), decision: 'issues', reason: '预算表对不上' })
    await expect(raw(one, { step: 'panel', round: 2, by: staff.first })).rejects.toThrow(/two steps of one decision/)
    await expect(raw(one, { step: 'panel', round: 1, by: leader2 })).rejects.toThrow(/another round/)
    await raw(one, { step: 'panel', round: 2, by: staff.chair })
  })

  test('steps come in the order of the chain, with the amount of the meeting, after the notice', async () => {
    const one = await waiting({ amountFen: 25_000_000n, grantedFen: 24_000_000n })
    await expect(raw(one, { step: 'approval_second', by: leader })).rejects.toThrow(/no approval/)
    await expect(raw(one, { step: 'final_decision', by: leader })).rejects.toThrow(/has no step final_decision/)
    await expect(raw(one, { step: 'approval', by: leader, amountFen: 25_000_000n })).rejects.toThrow(/amount of the meeting/)
    await expect(raw(one, { step: 'approval', by: leader, amountFen: 24_000_000n, on: '2026-11-13' })).rejects.toThrow(/notice is not over/)
    await expect(raw(one, { step: 'approval', by: leader, amountFen: 24_000_000n, decision: 'reject' })).rejects.toThrow(/decision_known/)
    const unseen = await makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-11-02T02:00:00Z'), amountFen: 5_000_000n })
    await expect(raw(unseen, { step: 'approval', by: leader })).rejects.toThrow(/notice is not over/)
  })

  test('no state of the end without them: neither by a command of another room nor by SQL', async () => {
    const one = await waiting({ amountFen: 25_000_000n })
    const approveBySql = db.$executeRaw`UPDATE case_file SET state = 'approved', version = version + 1 WHERE id = ${one.caseId}::uuid`
    await expect(approveBySql).rejects.toThrow(/needs the signatures of its chain: approval/)
    await raw(one, { step: 'approval', by: leader, amountFen: 25_000_000n })
    await expect(db.$transaction((tx) => moveCase(tx, as(leader, 'leader'), one.caseId, 'approve'))).rejects.toThrow(/chain: approval_second/)
    const before = await makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-11-02T02:00:00Z') })
    await db.$executeRaw`UPDATE case_file SET signature_round = 2 WHERE id = ${before.caseId}::uuid`.then(
      () => expect.unreachable('the round of signatures grew by itself'),
      (error: unknown) => expect(String(error)).toMatch(/begins when the case is sent back/),
    )
  })
})

describe('several at once', () => {
  test('21 are refused as a whole; 20 answer one by one, each with its own reason', async () => {
    const many = await Promise.all(Array.from({ length: 21 }, () => waiting({ amountFen: 100n })))
    const inputs = await Promise.all(many.map(async (one, i) => ({ ...(await yes(one, `同意支持 ${i}`)) })))
    const cases = inputs.map(({ caseNo, version, reason }) => ({ caseNo, version, reason }))
    await expect(approveMany(as(leader, 'leader'), { cases })).rejects.toMatchObject({ code: 'approval.too_many', params: { most: 20 } })
    expect(await db.caseSignature.count({ where: { step: 'approval', caseId: { in: many.map((one) => one.caseId) } } })).toBe(0)
    const own = await waiting({ founder: await makePerson(db, '顾怀仁') })
    await db.personRelation.create({
      data: { kind: 'relative', personId: leader.personId, otherId: own.founder.personId, source: 'staff', recordedAt: new Date('2026-11-01') },
    })
    const old = { ...(cases[0] ?? { caseNo: '', reason: '' }), version: 99 }
    const near = { caseNo: own.caseNo, version: (await yes(own)).version, reason: '同意支持' }
    const { results } = await approveMany(as(leader, 'leader'), { cases: [...cases.slice(1, 19), old, near], seconds: 400 })
    expect(results.filter((row) => row.ok)).toHaveLength(18)
    expect(results.filter((row) => !row.ok)).toMatchObject([{ code: 'case.stale' }, { code: 'policy.related_case', params: { why: 'relative' } }])
    const signed = await db.caseSignature.findMany({ where: { step: 'approval', case: { caseNo: cases[1]?.caseNo ?? '' } } })
    expect(signed).toMatchObject([{ reason: '同意支持 1', seconds: 20 }])
    expect(await db.auditEvent.count({ where: { action: 'case.approval_signed', outcome: 'denied' } })).toBe(2)
  })
})

test('control: with the guards taken away the same rows are written, and the check of the whole database finds them', async () => {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c TimeZone=UTC' })
  await owner.connect()
  const name = 'case signed by its applicant or team'
  const found = async () => (await countInvariants(owner, '.test/files')).filter((one) => one.count > 0).map((one) => one.name)
  const ours = [
    name,
    'two signatures of one person under one decision',
    'decided case without the signatures of its chain',
    'approval before the notice was over',
  ]
  try {
    expect((await found()).filter((one) => ours.includes(one))).toEqual([])
    await owner.query('ALTER TABLE case_signature DISABLE TRIGGER guard_signature; DROP INDEX case_signature_case_id_round_signed_by_key')
    await owner.query('ALTER TABLE case_file DISABLE TRIGGER decided_case_is_signed')
    const own = await waiting({ founder: await makePerson(db, '周予静', ['leader']) })
    await raw(own, { step: 'approval', by: own.founder, on: '2026-11-05' })
    const twice = await waiting()
    await raw(twice, { step: 'approval', by: staff.first })
    const bare = await waiting()
    await owner.query(`UPDATE case_file SET state = 'approved', version = version + 1 WHERE id = '${bare.caseId}'`)
    expect((await found()).filter((one) => ours.includes(one)).sort()).toEqual([...ours].sort())
  } finally {
    await owner.end()
  }
})
