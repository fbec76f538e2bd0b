import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { finalDecision, firstReview } from '@/lib/foundation/casework/server/commands/review'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { allocate } from './commands/allocate'
import { checkIn } from './commands/occupy'
import { offer } from './commands/offer'
import { acceptOffer } from './commands/respond'
import { expireHolds } from './jobs'

let clerk: MadePerson
let clerk2: MadePerson
let leader: MadePerson
let officer: MadePerson
let desks: string[]
const idNumbers = ['11010519491231002X', '430102200001019972', '430102200001019999']

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, clerk2, leader, officer] = await Promise.all([
    makePerson(db, '何静', ['intake']),
    makePerson(db, '谭维', ['intake']),
    makePerson(db, '罗启明', ['leader']),
    makePerson(db, '沈知远', ['space']),
  ])
  desks = await makeDesks(db, 6)
})
afterAll(closeTestDatabase)

async function submitted(name: string, deskCount = '2'): Promise<{ founder: MadePerson; caseNo: string }> {
  const founder = await makePerson(db, name)
  const ctx = ctxOf(founder, ['applicant'])
  const { id } = await startDraft(ctx, {})
  const draft = completeDraft(deskCount)
  const identity = { ...draft.identity, idNumber: idNumbers.shift() ?? '' }
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity })) {
    const saved = await saveSection(ctx, { id, section: section as 'desk', version, values })
    expect(saved.faults).toEqual({})
    version = saved.version
  }
  for (const purpose of ['identity', 'study', 'plan'])
    await db.storedFile.create({
      data: {
        ownerPersonId: founder.personId,
        applicationId: id,
        purpose,
        name: `${purpose}.pdf`,
        mediaType: 'application/pdf',
        size: 10,
        sha256: randomUUID(),
      },
    })
  const answer = await submitApplication(ctxOf(founder, ['applicant']), { id, version, truthful: true, verification: true })
  return { founder, caseNo: answer.cases[0]?.caseNo ?? '' }
}

const versionOf = async (caseNo: string) => (await db.case.findUniqueOrThrow({ where: { caseNo } })).version

async function approved(name: string): Promise<{ founder: MadePerson; caseNo: string }> {
  const made = await submitted(name)
  const { caseNo } = made
  await accept(ctxOf(clerk, ['intake']), { caseNo, version: await versionOf(caseNo) })
  await firstReview(ctxOf(clerk2, ['intake']), { caseNo, version: await versionOf(caseNo), decision: 'concur', reason: '材料齐全，符合条件' })
  await finalDecision(ctxOf(leader, ['leader']), { caseNo, version: await versionOf(caseNo), decision: 'concur', reason: '同意，给两个工位' })
  return made
}

test('the whole job: submit, accept, review, decide, hold, offer, confirm, occupy — with numbers, dates and audit rows', async () => {
  const { founder, caseNo } = await approved('周予安')
  expect(caseNo).toMatch(/^GW-2026-0001-[0-9A-Z]$/)
  const clock = await db.caseClock.findFirstOrThrow({ where: { case: { caseNo }, phase: 'handling' } })
  // accepted on Wednesday 16 September: five working days, the 20th is a worked Sunday, so the 22nd
  expect(clock.promisedDueOn.toISOString().slice(0, 10)).toBe('2026-09-22')
  expect(clock.stoppedOn?.toISOString().slice(0, 10)).toBe('2026-09-16')
  const picked = desks.slice(0, 2)
  await allocate(ctxOf(officer, ['space']), { caseNo, unitIds: picked })
  await offer(ctxOf(officer, ['space']), { caseNo })
  await acceptOffer(ctxOf(founder, ['applicant']), { caseNo })
  await checkIn(ctxOf(officer, ['space']), { caseNo })
  const held = await db.allocation.findMany({ where: { case: { caseNo } } })
  expect(held.map((one) => one.state)).toEqual(['occupied', 'occupied'])
  const documents = await db.document.findMany({ where: { case: { caseNo } }, orderBy: { createdAt: 'asc' } })
  expect(documents.map((d) => d.number)).toEqual(['潭高新受〔2026〕第 0001 号', '潭高新配〔2026〕第 0001 号'])
  const audit = await db.auditEvent.findMany({ where: { subjectId: caseNo }, orderBy: { id: 'asc' } })
  expect(audit.map((a) => a.action)).toEqual([
    'case.opened',
    'case.accepted',
    'case.first_reviewed',
    'case.approved',
    'space.held',
    'space.offered',
    'space.accepted',
    'space.occupied',
  ])
})

test('the person who accepted does not review, and an older form is told who was faster', async () => {
  const { caseNo } = await submitted('林知夏')
  const version = await versionOf(caseNo)
  await accept(ctxOf(clerk, ['intake']), { caseNo, version })
  await expect(accept(ctxOf(clerk2, ['intake']), { caseNo, version })).rejects.toMatchObject({ code: 'case.stale', params: { by: '何静' } })
  await expect(
    firstReview(ctxOf(clerk, ['intake']), { caseNo, version: await versionOf(caseNo), decision: 'concur', reason: '材料齐全' }),
  ).rejects.toMatchObject({ code: 'policy.accepted_by_you' })
  // and the database refuses it without the policy
  const row = await db.case.findUniqueOrThrow({ where: { caseNo } })
  await expect(
    db.caseSignature.createMany({
      data: [
        {
          caseId: row.id,
          step: 'first_review',
          decision: 'concur',
          reason: '直接写库',
          signedBy: clerk.userId,
          signerName: 'x',
          caseVersion: row.version,
          at: new Date(),
        },
      ],
    }),
  ).rejects.toThrow(/does not review it first/)
  const stranger = await makePerson(db, '石一鸣')
  await expect(accept(ctxOf(stranger, ['applicant']), { caseNo, version })).rejects.toMatchObject({ kind: 'not_found' })
})

test('two officers on one desk: exactly one wins; an expired offer is free again', async () => {
  const { caseNo } = await approved('石一鸣')
  const other = await db.case.findFirstOrThrow({ where: { caseNo: { not: caseNo }, state: 'approved' } })
  const unit = desks[4] ?? ''
  const [a, b] = await Promise.allSettled([
    allocate(ctxOf(officer, ['space']), { caseNo, unitIds: [unit] }),
    allocate(ctxOf(officer, ['space']), { caseNo, unitIds: [unit, desks[5] ?? ''] }),
  ])
  expect([a.status, b.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect(other.id).toBeTruthy()
  await offer(ctxOf(officer, ['space']), { caseNo })
  expect(await expireHolds({ ...ctxOf(officer, ['space'], at('2026-09-20', '16:59')) })).toBe(0)
  expect(await expireHolds({ ...ctxOf(officer, ['space'], at('2026-09-20', '17:00')) })).toBeGreaterThan(0)
  expect(await db.allocation.count({ where: { unitId: unit, state: { in: ['held', 'offered'] } } })).toBe(0)
})
