import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { importWhole, loadLedgers } from '@/lib/entry/ledger-fixtures'
import type { RoleCode } from '@/lib/kernel/actor'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { grantDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { makeRound } from '@/prisma/factories/rounds'
import { type Plant, plantApplication } from '@/prisma/factories/screened'
import { caseChecks } from './case-checks'
import { exportFlags } from './commands/export'
import { resolveFlag } from './commands/resolve'
import { compareApplication, compareMissed } from './compare'
import { flagsOf, openFlags } from './door'
import { pairView, screeningPage } from './queries'

let clerk: MadePerson
let colleague: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  await loadLedgers()
  clerk = await makePerson(db, '何静', ['intake'])
  colleague = await makePerson(db, '谭维', ['intake'])
}, 60_000)
afterAll(closeTestDatabase)

const as = (person: MadePerson, role: RoleCode = 'intake') => ctxOf(person, [role])
const actorOf = (person: MadePerson, role: RoleCode = 'intake') => as(person, role).actor

/** Signs that hardly stand beside each other anywhere else. */
const random = fc.sample(fc.string({ unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((n) => String.fromCodePoint(n)), minLength: 120, maxLength: 120 }), {
  numRuns: 400,
  seed: 7,
})
let used = 0
const words = (length: number) => [...(random[used++ % random.length] ?? '')].slice(0, length).join('')
/** A submitted application that is like nothing else but in what is planted. */
const plant = (change: Partial<Plant> = {}) => plantApplication(db, { name: words(9), summary: words(110), ...change })

/** Takes its cases back, so that it is compared with nothing any more. */
const withdraw = (id: string) => db.$executeRaw`UPDATE case_file SET state = 'withdrawn', version = version + 1 WHERE application_id = ${id}::uuid`

const kindsOf = async (id: string) => (await flagsOf(db, id)).map((one) => one.kind).sort()

describe('the sixty sample applications', () => {
  beforeAll(async () => {
    await importWhole('applications', makeCtx(null, { clock: at('2026-09-16') }))
  }, 120_000)

  test('are compared after the import, and no two of them are flagged: all are honest', async () => {
    expect(
      await db.$queryRaw`SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'screening.compare'`,
    ).toHaveLength(60)
    expect(await compareMissed()).toBe(60)
    expect(await compareMissed()).toBe(0)
    expect(await db.duplicateFlag.count()).toBe(0)
    expect(await db.application.count({ where: { screeningKeys: { none: {} } } })).toBe(0)
    // persons stand in the keys by keyed hash only
    const keys = await db.screeningKey.findMany({ where: { kind: { in: ['phone', 'identity'] } } })
    expect(keys.every((key) => /^[0-9a-f]{64}$|^[0-9a-f-]{36}$/.test(key.value))).toBe(true)
  }, 120_000)

  test('100 random plants: each is found with its kind and with nothing else', async () => {
    const sample = await db.application.findMany({ where: { source: 'ledger' }, include: { person: true, cases: true } })
    const kinds = ['identity', 'phone', 'name', 'text', 'honest'] as const
    const picks = fc.sample(fc.tuple(fc.constantFrom(...kinds), fc.nat(sample.length - 1), fc.nat(8)), { numRuns: 100, seed: 60 })
    for (const [kind, index, shift] of picks) {
      const target = sample[index]
      if (!target) throw new Error('no target')
      const project = (target.data as { project: { name: string; summary: string } }).project
      // the ledger's names are short, so one sign is changed; of the text every twelfth
      const name = `${[...project.name].slice(0, -1).join('')}${words(1)}`
      const summary = [...project.summary].map((sign, i) => (i % 12 === shift ? words(1) : sign)).join('')
      const change: Partial<Plant> =
        kind === 'identity'
          ? { personId: target.personId }
          : kind === 'phone'
            ? { phone: target.person.phone ?? '' }
            : kind === 'name'
              ? { name }
              : kind === 'text'
                ? { summary }
                : {}
      const measure = target.cases[0]?.measureCode ?? 'office'
      const made = await plant({ ...change, measure })
      await compareApplication(made.id)
      const flags = await flagsOf(db, made.id)
      const expected = kind === 'honest' ? [] : kind === 'identity' ? ['identity'] : [kind]
      expect(
        flags.map((flag) => flag.kind),
        `${kind}: ${project.name} / ${change.name ?? change.summary?.slice(0, 20) ?? ''}`,
      ).toEqual(expected)
      if (kind !== 'honest') expect(flags[0]?.other.caseNos).toContain(target.cases.map((one) => one.caseNo).sort()[0])
      await withdraw(made.id)
      if (kind === 'phone') await db.person.update({ where: { id: made.personId }, data: { phone: null } })
    }
  }, 180_000)
})

test('the same company and the same patent are found in any spelling, in both directions once', async () => {
  const first = await plant({ creditCode: '91350100M000100Y43', patent: 'ZL 2024 2 1234567.8' })
  const second = await plant({ creditCode: '91350100 m000100y43', patent: '２０２４２１２３４５６７８' })
  await compareApplication(first.id)
  await compareApplication(second.id)
  await compareApplication(first.id)
  expect(await kindsOf(first.id)).toEqual(['credit_code', 'patent'])
  expect(await kindsOf(second.id)).toEqual(['credit_code', 'patent'])
  expect((await flagsOf(db, first.id)).find((one) => one.kind === 'patent')).toMatchObject({ shown: '2024212345678', likeness: 100, outcome: null })
  // what was taken back competes with nobody
  const third = await plant({ patent: 'ZL202421234567.8' })
  await withdraw(first.id)
  await withdraw(second.id)
  await compareApplication(third.id)
  expect(await kindsOf(third.id)).toEqual([])
})

test('a founder who has a workplace may ask for another support: no flag; for the same once more: one', async () => {
  const desk = await plant()
  const flat = await plant({ personId: desk.personId, measure: 'flat' })
  await compareApplication(desk.id)
  await compareApplication(flat.id)
  expect(await kindsOf(flat.id)).toEqual([])
  const again = await plant({ personId: desk.personId })
  await compareApplication(again.id)
  expect(await kindsOf(again.id)).toEqual(['identity'])
})

test('two that came at the same moment still find each other', async () => {
  for (let i = 0; i < 5; i += 1) {
    const phone = `18911110${String(i).padStart(3, '0')}`
    const both = [await plant({ phone }), await plant({ phone })]
    await Promise.all(both.map((one) => compareApplication(one.id)))
    expect(await kindsOf(both[0]?.id ?? '')).toEqual(['phone'])
  }
})

test('a person of neither team judges, once, with a reason; the judgement stays and touches neither application', async () => {
  const phone = '18922220000'
  const [a, b] = [await plant({ phone }), await plant({ phone })]
  await compareApplication(a.id)
  await compareApplication(b.id)
  const [flag] = await flagsOf(db, a.id)
  const id = flag?.id ?? ''
  expect(await openFlags(db, a.id)).toBe(1)
  const before = await db.application.findMany({ where: { id: { in: [a.id, b.id] } }, orderBy: { id: 'asc' } })
  const say = (person: MadePerson, role: RoleCode = 'intake') => resolveFlag(as(person, role), { id, outcome: 'different', reason: '两人共用团队的座机' })
  await expect(say(clerk, 'leader')).rejects.toMatchObject({ kind: 'not_found' })
  const insider = await makePerson(db, '许明澜', ['intake'])
  const { ventureId } = await db.application.findUniqueOrThrow({ where: { id: b.id } })
  await db.ventureMember.create({ data: { ventureId: ventureId ?? '', personId: insider.personId, name: insider.name, role: 'member', joinedAt: new Date() } })
  await expect(say(insider)).rejects.toMatchObject({ kind: 'denied', code: 'screening.own' })
  expect((await pairView(actorOf(insider), id)).allowed).toEqual({ resolve: false, because: 'screening.own' })
  // the database refuses it by itself
  const data = { outcome: 'same', reason: '就是同一个', decidedBy: insider.userId, decidedAt: new Date() }
  await expect(db.duplicateFlag.update({ where: { id }, data })).rejects.toThrow(/own case/)
  const both = await Promise.allSettled([say(clerk), say(colleague)])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'screening.decided' } })
  expect(await openFlags(db, a.id)).toBe(0)
  expect(await db.application.findMany({ where: { id: { in: [a.id, b.id] } }, orderBy: { id: 'asc' } })).toEqual(before)
  expect(await db.auditEvent.count({ where: { action: 'screening.resolved', subjectId: id } })).toBe(1)
  await compareApplication(a.id)
  expect(await openFlags(db, a.id)).toBe(0)
  await expect(db.duplicateFlag.update({ where: { id }, data: { reason: '改一下理由' } })).rejects.toThrow(/judged flag stays/)
  await expect(db.duplicateFlag.delete({ where: { id } })).rejects.toThrow(/permission denied/)
})

test('the second check waits for the judgement', async () => {
  const { id: roundId } = await makeRound(db)
  const twins = { phone: '18933330000', roundId, measure: 'grant' }
  const [a, b] = [await plant(twins), await plant(twins)]
  await compareApplication(a.id)
  await compareApplication(b.id)
  const { id: caseId } = await db.case.findUniqueOrThrow({ where: { caseNo: b.caseNo } })
  const sign = (step: string, by: MadePerson) =>
    db.caseSignature.createMany({
      data: [{ caseId, step, decision: 'concur', reason: '符合条件', signedBy: by.userId, signerName: by.name, caseVersion: 1, at: new Date() }],
    })
  await sign('first_review', clerk)
  await expect(sign('second_check', colleague)).rejects.toThrow(/flag of a duplicate is open/)
  const [flag] = await flagsOf(db, a.id)
  await resolveFlag(as(clerk), { id: flag?.id ?? '', outcome: 'different', reason: '同一所学校的座机' })
  await sign('second_check', colleague)
})

test('the window sees every condition with its clause, from the answers at submission, for a grant too; the team does not', async () => {
  const { id: roundId } = await makeRound(db)
  const made = await plant({ roundId, measure: 'grant' })
  await db.application.update({ where: { id: made.id }, data: { data: { ...grantDraft('300000.01') } } })
  const checks = await caseChecks(actorOf(clerk), made.caseNo)
  expect(checks?.eligible).toBe('no')
  expect(checks?.conditions.map((one) => [one.label, one.answer, one.clause.length > 0])).toEqual([
    ['在校，或毕业 5 年以内', 'yes', true],
    ['在高新区办公，或者批准后搬进来', 'yes', true],
    ['没有正在享受的其他现金支持', 'yes', true],
    ['没有还没处理完的资金追回', 'yes', true],
    ['不在停止申请的期限里（骗取、挪用资金，停 24 个月）', 'yes', true],
    ['申请金额不超过 300,000 元', 'no', true],
  ])
  // another grant that is approved: no double funding, for this one; the approved one is not in its own way
  const earlier = await plant({ roundId, measure: 'grant', personId: made.personId, state: 'approved' })
  expect((await caseChecks(actorOf(clerk), made.caseNo))?.conditions[2]).toMatchObject({ answer: 'no', fix: '等现有的现金支持结清，或者先退出再申请' })
  expect((await caseChecks(actorOf(clerk), earlier.caseNo))?.conditions[2]?.answer).toBe('yes')
  expect(await caseChecks(actorOf(await makePerson(db, '路人'), 'applicant'), made.caseNo)).toBeNull()
  const { ventureId } = await db.application.findUniqueOrThrow({ where: { id: made.id } })
  await db.ventureMember.create({
    data: { ventureId: ventureId ?? '', personId: colleague.personId, name: colleague.name, role: 'member', joinedAt: new Date() },
  })
  expect(await caseChecks(actorOf(colleague), made.caseNo)).toBeNull()
})

test('the list shows what is to judge first, filters by its address, and goes out as a workbook with a row in the audit', async () => {
  const twins = [await plant({ phone: '18944440000' }), await plant({ phone: '18944440000' })]
  for (const one of twins) await compareApplication(one.id)
  const [open] = await flagsOf(db, twins[0]?.id ?? '')
  const judgedPair = [await plant({ phone: '18955550000' }), await plant({ phone: '18955550000' })]
  for (const one of judgedPair) await compareApplication(one.id)
  const [toJudge] = await flagsOf(db, judgedPair[0]?.id ?? '')
  await resolveFlag(as(clerk), { id: toJudge?.id ?? '', outcome: 'same', reason: '同一个团队换人再交' })
  const page = await screeningPage(actorOf(clerk), { page: 1 })
  const all = [
    ...page.flags,
    ...(await Promise.all(Array.from({ length: page.pages - 1 }, (_, i) => screeningPage(actorOf(clerk), { page: i + 2 })))).flatMap((one) => one.flags),
  ]
  const judged = all.map((one) => one.outcome !== null)
  expect(judged).toEqual([...judged].sort())
  expect(judged).toContain(true)
  expect(page.total).toBe(page.counts.open + page.counts.same + page.counts.different)
  const phones = await screeningPage(actorOf(clerk), { page: 1, kind: 'phone', state: 'open' })
  expect(phones.flags.length).toBeGreaterThan(0)
  expect(phones.flags.every((one) => one.kind === 'phone' && one.outcome === null)).toBe(true)
  const book = await exportFlags(as(clerk), { kind: 'phone' })
  expect(Buffer.from(book.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(await db.auditEvent.count({ where: { action: 'screening.exported' } })).toBe(1)
  const founder = await makePerson(db, '周予安')
  await expect(screeningPage(actorOf(founder, 'applicant'), { page: 1 })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(pairView(actorOf(founder, 'applicant'), open?.id ?? '')).rejects.toMatchObject({ kind: 'not_found' })
  await expect(exportFlags(as(founder, 'applicant'), {})).rejects.toMatchObject({ kind: 'not_found' })
  const pair = await pairView(actorOf(clerk), open?.id ?? '')
  expect(pair.rows.find((row) => row.label === '手机')?.sides.map((parts) => parts[0]?.same)).toEqual([true, true])
})
