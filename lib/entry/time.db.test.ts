// Whatever day it is and wherever the host stands: the year's end, a holiday, a minute to midnight, New York.
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { idNumberOf } from '@/e2e/support/identity'
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { calendarNoticeSchema } from '@/lib/foundation/programme/model/calendar-notice'
import { enterCalendarYear } from '@/lib/foundation/programme/server/commands/enter-calendar-year'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'

const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'] as const
const homeZone = process.env.TZ

let serial = 0

let clerk: MadePerson
let admin: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  clerk = await makePerson(db, '何静', ['intake'])
  admin = await makePerson(db, '严一川', ['sys_admin'])
})
afterEach(() => {
  if (homeZone === undefined) delete process.env.TZ
  else process.env.TZ = homeZone
})
afterAll(closeTestDatabase)

/** A complete application of somebody new, submitted at this moment; the number of its case. */
async function submitAt(when: Clock): Promise<string> {
  const founder = await makePerson(db, '石一鸣')
  const ctx = ctxOf(founder, ['applicant'], when)
  const { id } = await startDraft(ctx, {})
  const draft = completeDraft('1')
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity: { ...draft.identity, idNumber: idNumberOf(++serial) } }))
    version = (await saveSection(ctx, { id, section: section as 'desk', version, values })).version
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
  const answer = await submitApplication(ctxOf(founder, ['applicant'], when), { id, version, truthful: true, verification: true })
  return answer.cases[0]?.caseNo ?? ''
}

async function clockOf(caseNo: string, phase: 'intake' | 'handling') {
  const row = await db.caseClock.findFirstOrThrow({ where: { case: { caseNo }, phase } })
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return { startedOn: day(row.startedOn), promisedDueOn: day(row.promisedDueOn), provisional: row.provisional }
}

describe.each(zones)('a host in %s', (zone) => {
  test('a minute to midnight in Shanghai is still the old year, a minute later the new one', async () => {
    process.env.TZ = zone
    const before = await submitAt(at('2026-12-31', '23:59'))
    const after = await submitAt(at('2027-01-01', '00:00'))
    expect([before.slice(0, 8), after.slice(0, 8)]).toEqual(['GW-2026-', 'GW-2027-'])
    // day zero is the day itself; New Year's Day is a fixed holiday, so Monday the 4th is the first day, and 暂定
    expect(await clockOf(before, 'intake')).toEqual({ startedOn: '2026-12-31', promisedDueOn: '2027-01-04', provisional: true })
    expect(await clockOf(after, 'intake')).toEqual({ startedOn: '2027-01-01', promisedDueOn: '2027-01-04', provisional: true })
  })

  test('a holiday counts no day, a worked weekend does', async () => {
    process.env.TZ = zone
    // 1 October 2026, the first day of the holiday; the 8th is worked, and so is Saturday the 10th
    const caseNo = await submitAt(at('2026-10-01', '09:00'))
    expect(await clockOf(caseNo, 'intake')).toEqual({ startedOn: '2026-10-01', promisedDueOn: '2026-10-08', provisional: false })
    const { version } = await db.case.findUniqueOrThrow({ where: { caseNo } })
    await accept(ctxOf(clerk, ['intake'], at('2026-10-08', '23:59')), { caseNo, version })
    expect(await clockOf(caseNo, 'handling')).toMatchObject({ startedOn: '2026-10-08', promisedDueOn: '2026-10-14', provisional: false })
  })
})

test('accepted in January without a notice: 暂定, until the year is entered; then moved and told', async () => {
  const when = at('2027-01-04', '10:00')
  const caseNo = await submitAt(when)
  const { version } = await db.case.findUniqueOrThrow({ where: { caseNo } })
  await accept(ctxOf(clerk, ['intake'], when), { caseNo, version })
  expect(await clockOf(caseNo, 'handling')).toEqual({ startedOn: '2027-01-04', promisedDueOn: '2027-01-11', provisional: true })
  const notice = calendarNoticeSchema.parse({
    year: 2027,
    noticeNo: '国办发明电〔2026〕9号',
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    off: [{ from: '2027-01-01', to: '2027-01-03', why: '元旦' }],
    work: [{ date: '2027-01-09', why: '调休上班' }],
    seen: '',
  })
  const answer = await enterCalendarYear(ctxOf(admin, ['sys_admin'], at('2027-01-05')), notice)
  expect(answer.moved).toBeGreaterThan(0)
  expect(await clockOf(caseNo, 'handling')).toEqual({ startedOn: '2027-01-04', promisedDueOn: '2027-01-09', provisional: false })
})
