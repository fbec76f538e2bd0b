// Money that has to come back, told over the rooms: who owes it, or is barred, asks for no other until that is over — on the last page
// of the form, at its submission, and in what the window sees before it signs.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { idNumberOf } from '@/e2e/support/identity'
import { caseChecks } from '@/lib/foundation/screening/server/case-checks'
import { checkPage } from '@/lib/journeys/application/server/check-query'
import { discardDraft } from '@/lib/journeys/application/server/commands/discard'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import { decideClawback, openClawback, sendClawbackNotice } from '@/lib/journeys/support/server/commands/clawback'
import { receiveRepayment } from '@/lib/journeys/support/server/commands/recover'
import { as, clawbackOf, committedCase, inForce, nextReceipt, now, paid, type Stage, setStage, withAccount } from '@/lib/journeys/support/server/support-story'
import { calendarDate } from '@/lib/kernel/calendar-date'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { completeDraft, grantDraft } from '@/prisma/factories/drafts'
import type { MadePerson } from '@/prisma/factories/people'
import { makeRound } from '@/prisma/factories/rounds'
import { plantApplication } from '@/prisma/factories/screened'

let stage: Stage

beforeAll(async () => {
  await openTestDatabase()
  stage = await setStage()
})
afterAll(closeTestDatabase)

const actorOf = (person: MadePerson, role: 'applicant' | 'intake') => {
  const { actor } = as(person, role)
  if (!actor) throw new Error('a context of a person has its actor')
  return actor
}

/** Filled in to the last page; answers how to hand it in on a day. */
async function filled(person: MadePerson, roundId: string | undefined, draft: Record<string, Record<string, string>>) {
  const { id } = await startDraft(as(person, 'applicant'), roundId ? { roundId } : {})
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity: { ...draft.identity, idNumber: idNumberOf(801) } })) {
    if (roundId && ['desk', 'flat', 'loan', 'coaching'].includes(section)) continue
    ;({ version } = await saveSection(as(person, 'applicant'), { id, section: section as 'desk', version, values }))
  }
  for (const purpose of ['identity', 'study', 'plan', 'use'])
    await db.storedFile.create({
      data: {
        ownerPersonId: person.personId,
        applicationId: id,
        purpose,
        name: `${purpose}.pdf`,
        mediaType: 'application/pdf',
        size: 10,
        sha256: randomUUID(),
      },
    })
  const submit = (when: Clock = now) => submitApplication(ctxOf(person, ['applicant'], when), { id, version, truthful: true, verification: true })
  return { id, submit }
}

test('an open clawback, then a ban after it: no other grant, desks as ever; the window sees both as conditions', async () => {
  const made = await committedCase(stage, { name: '林知夏', amountFen: 10_000_000n })
  const { founder } = made
  const number = await inForce(stage, made)
  await withAccount(stage, made, number)
  await paid(stage, made, number)
  const round = await makeRound(db, { measures: ['grant'] })
  const grant = await filled(founder, round.id, grantDraft())
  expect((await checkPage(actorOf(founder, 'applicant'), grant.id))?.bar).toBeNull()

  const { number: claim } = await openClawback(as(stage.leader2, 'leader'), {
    number,
    ground: 'misuse',
    clause: '资助协议第六条第一项',
    facts: '发票查实用于个人购车，和项目无关',
  })
  expect((await checkPage(actorOf(founder, 'applicant'), grant.id))?.bar).toMatchObject({ code: 'open_clawback' })
  await expect(grant.submit()).rejects.toMatchObject({ kind: 'rule', code: 'application.open_clawback' })
  expect(await db.case.count({ where: { applicationId: grant.id } })).toBe(0)

  const other = await plantApplication(db, {
    personId: founder.personId,
    name: '另一个项目',
    summary: '和资助的项目没有关系',
    measure: 'grant',
    roundId: round.id,
  })
  const seen = async (day: string) =>
    (await caseChecks(actorOf(stage.clerk2, 'intake'), other.caseNo, calendarDate(day)))?.conditions.flatMap(({ label, answer }) =>
      /资金追回|停止申请/.test(label) ? [answer] : [],
    )
  expect(await seen('2026-11-25')).toEqual(['no', 'yes'])

  const later = at('2026-12-03')
  await sendClawbackNotice(as(stage.leader2, 'leader'), (await clawbackOf(claim)).input)
  const verdict = { amountYuan: 6_000_000n, reason: '挪用查实，按协议全部退回', rest: 'terminate' as const, repayMonths: 3, ban: true }
  await decideClawback(as(stage.leader, 'leader', later), { ...(await clawbackOf(claim)).input, ...verdict })
  await receiveRepayment(as(stage.bank, 'bank', later), {
    ...(await clawbackOf(claim)).input,
    amountYuan: 6_000_000n,
    receiptNo: nextReceipt(),
    receivedOn: calendarDate('2026-12-03'),
  })
  await expect(grant.submit(later)).rejects.toMatchObject({ code: 'application.banned', params: { until: '2028年12月3日' } })
  expect(await seen('2026-12-04')).toEqual(['yes', 'no'])
  expect(await seen('2028-12-04')).toEqual(['yes', 'yes'])
  await discardDraft(as(founder, 'applicant'), { id: grant.id })
  const desks = await filled(founder, undefined, completeDraft())
  expect((await desks.submit(later)).cases).toHaveLength(1)
})
