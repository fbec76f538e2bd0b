// From the approved case to an agreement in force: what was approved, signed by both, never rewritten.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { draftAgreement } from './commands/draft'
import { counterSign, endAgreement, signAgreement } from './commands/sign'
import { agreementOf, as, audited, committedCase, drafted, inForce, now, type Stage, setStage } from './support-story'

let stage: Stage

beforeAll(async () => {
  await openTestDatabase()
  stage = await setStage()
})
afterAll(closeTestDatabase)

const due = [calendarDate('2027-03-31')]

describe('the agreement', () => {
  test('says what was approved: 60/40 to the fen, the milestone of the application, both papers with their numbers', async () => {
    const made = await committedCase(stage)
    const number = await drafted(stage, made)
    expect(number).toMatch(/^XY-2026-\d{4}-[0-9A-Z]$/)
    const row = await agreementOf(number)
    expect(row).toMatchObject({ state: 'drafted', amountFen: 10_000_001n, termMonths: 24 })
    expect(row.instalments.map((one) => [one.percent, one.amountFen, one.condition])).toEqual([
      [60, 6_000_000n, 'on_contract'],
      [40, 4_000_001n, 'milestone'],
    ])
    expect(row.milestones).toMatchObject([{ title: '样机 1 号通过检测', evidence: '第三方检测报告', state: 'due' }])
    const papers = await db.document.findMany({ where: { caseId: made.caseId }, orderBy: { createdAt: 'asc' } })
    expect(papers.map((paper) => paper.kind)).toEqual(['support_notice', 'support_agreement'])
    expect(JSON.stringify(papers[1]?.data)).toContain('壹拾万')
    await expect(drafted(stage, made)).rejects.toMatchObject({ code: 'support.has_agreement' })
  })

  test('is in force when both have signed, the zone by another than who drafted; the money is under contract in the same step', async () => {
    const made = await committedCase(stage)
    const before = await headroomOf(db, stage.lineId)
    const number = await drafted(stage, made)
    const row = await agreementOf(number)
    const text = await db.document.findUniqueOrThrow({ where: { id: row.documentId ?? '' } })
    const mine = { number, version: row.version, hash: text.fingerprint, name: made.founder.name, agreed: true as const }
    await expect(signAgreement(as(made.founder, 'applicant'), { ...mine, hash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'support.text_changed' })
    await expect(signAgreement(as(made.founder, 'applicant'), { ...mine, name: '别人' })).rejects.toMatchObject({ fields: { name: 'support.name_differs' } })
    await expect(signAgreement(as(stage.clerk2, 'intake'), mine)).rejects.toMatchObject({ kind: 'not_found' })
    await signAgreement(as(made.founder, 'applicant'), mine)
    const version = (await agreementOf(number)).version
    await expect(counterSign(as(stage.clerk, 'intake'), { number, version })).rejects.toMatchObject({ code: 'policy.drafted_by_you' })
    await expect(counterSign(as(stage.finance, 'finance'), { number, version })).rejects.toMatchObject({ kind: 'not_found' })
    const both = await Promise.allSettled([
      counterSign(as(stage.leader, 'leader'), { number, version }),
      counterSign(as(stage.clerk2, 'intake'), { number, version }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const after = await headroomOf(db, stage.lineId)
    expect(after.contractedFen - before.contractedFen).toBe(made.amountFen)
    expect(before.committedFen - after.committedFen).toBe(made.amountFen)
    expect(await agreementOf(number)).toMatchObject({ state: 'in_force', signedHash: text.fingerprint, signedVersion: 1 })
    expect(await audited(number)).toEqual(['support.drafted', 'support.signed', 'support.in_force'])
  })

  test('is never rewritten; before a payment it is ended and another one takes its place, with its money set aside anew', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await expect(db.$executeRaw`UPDATE support_agreement SET amount_fen = amount_fen + 1 WHERE number = ${number}`).rejects.toThrow(/not rewritten/)
    await expect(
      db.$executeRaw`UPDATE instalment SET amount_fen = amount_fen + 1 WHERE agreement_id = ${(await agreementOf(number)).id}::uuid`,
    ).rejects.toThrow(/not rewritten/)
    const before = await headroomOf(db, stage.lineId)
    await endAgreement(as(stage.leader, 'leader'), { number, version: (await agreementOf(number)).version, reason: '里程碑写错了' })
    expect((await headroomOf(db, stage.lineId)).availableFen - before.availableFen).toBe(made.amountFen)
    const again = await inForce(stage, made)
    expect(again).not.toBe(number)
    expect(await headroomOf(db, stage.lineId)).toEqual(before)
    expect((await agreementOf(number)).instalments.map((one) => one.state)).toEqual(['cancelled', 'cancelled'])
    expect(await db.document.count({ where: { caseId: made.caseId, kind: 'support_notice' } })).toBe(1)
  })

  test('only of an approved case with money set aside, by somebody who is not near to it', async () => {
    const made = await committedCase(stage)
    await expect(draftAgreement(as(stage.clerk, 'intake'), { caseNo: made.caseNo, dueOn: [calendarDate('2026-11-25')], payOn: 1 })).rejects.toMatchObject({
      code: 'support.milestone_past',
    })
    await expect(draftAgreement(as(stage.clerk, 'intake'), { caseNo: made.caseNo, dueOn: [...due, ...due], payOn: 1 })).rejects.toMatchObject({
      code: 'support.milestone_count',
    })
    await expect(draftAgreement(as(made.founder, 'intake'), { caseNo: made.caseNo, dueOn: due, payOn: 1 })).rejects.toMatchObject({ code: 'policy.own_case' })
    await db.personRelation.create({
      data: { personId: stage.clerk2.personId, otherId: made.founder.personId, kind: 'spouse', source: 'self', recordedAt: now.now() },
    })
    await expect(draftAgreement(as(stage.clerk2, 'intake'), { caseNo: made.caseNo, dueOn: due, payOn: 1 })).rejects.toMatchObject({
      code: 'policy.related_case',
    })
    await db.case.updateMany({ where: { id: made.caseId }, data: { measureCode: 'office' } })
    await expect(drafted(stage, made)).rejects.toMatchObject({ code: 'support.not_approved' })
  })
})
