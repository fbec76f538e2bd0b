import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { accept } from './commands/accept'
import { assign } from './commands/assign'
import { checkMaterial } from './commands/check-material'
import { supplementFile } from './commands/supplement-file'
import { resubmit } from './commands/withdraw'

let clerk: MadePerson
let founder: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '周予安')])
})
afterAll(closeTestDatabase)

test('a page drawn before the new file came does not pass it unseen', async () => {
  const { caseNo } = await makeCase(db, { founder, state: 'supplement_required', on: calendarDate('2026-09-16'), acceptedBy: clerk.userId })
  const plan = () => db.caseMaterial.findFirstOrThrow({ where: { case: { caseNo }, key: 'plan' } })
  const owner = ctxOf(founder, ['applicant'], at('2026-09-17'))
  const file = (sha: string) => ({ sha256: sha.repeat(64), size: 10, mediaType: 'application/pdf', name: '计划书.pdf' })
  const seen = await supplementFile(owner, { caseNo, purpose: 'plan', file: file('a') })
  await supplementFile(owner, { caseNo, purpose: 'plan', file: file('b') })
  await db.caseMaterial.updateMany({ where: { case: { caseNo }, state: { in: ['missing', 'refused'] } }, data: { remark: '' } })
  const { version } = await db.case.findUniqueOrThrow({ where: { caseNo } })
  await resubmit(owner, { caseNo, version })
  const window = ctxOf(clerk, ['intake'], at('2026-09-18'))
  await expect(checkMaterial(window, { caseNo, key: 'plan', fileId: seen.fileId, ok: true, remark: '' })).rejects.toMatchObject({ code: 'material.replaced' })
  expect((await plan()).state).toBe('to_check')
  await checkMaterial(window, { caseNo, key: 'plan', fileId: (await plan()).fileId ?? '', ok: true, remark: '' })
  expect((await plan()).state).toBe('checked')
})

test('whoever was in the team when the form was submitted does not handle it, also after leaving the team', async () => {
  const { caseNo } = await makeCase(db, { founder, state: 'submitted', on: calendarDate('2026-09-16'), acceptedBy: clerk.userId })
  const row = await db.case.findUniqueOrThrow({ where: { caseNo }, include: { application: true } })
  const friend = await makePerson(db, '谭维', ['intake'])
  const joined = { ventureId: row.application.ventureId ?? '', personId: friend.personId, name: friend.name, role: 'member' }
  const member = await db.ventureMember.create({ data: { ...joined, leftAt: new Date('2026-09-17T02:00:00Z') } })
  const asFriend = ctxOf(friend, ['intake'], at('2026-09-18'))
  await expect(accept(asFriend, { caseNo, version: row.version })).rejects.toMatchObject({ code: 'policy.own_case' })
  await expect(assign(ctxOf(clerk, ['intake'], at('2026-09-18')), { caseNo, version: row.version, userId: friend.userId })).rejects.toMatchObject({
    code: 'policy.own_case',
  })
  // somebody who had left before is a clerk like others
  await db.ventureMember.update({ where: { id: member.id }, data: { leftAt: new Date('2026-01-05T02:00:00Z') } })
  await assign(ctxOf(clerk, ['intake'], at('2026-09-18')), { caseNo, version: row.version, userId: friend.userId })
})
