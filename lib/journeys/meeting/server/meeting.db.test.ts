import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type MeetingCase, makeMeetingCase } from '@/prisma/factories/meeting-cases'
import { makePanelRound, makePanelStaff, type PanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { recuseFromItem, signIn, startMeeting, vote } from './commands/attend'
import { closeMeeting, exportSignIn } from './commands/close'
import { closeItem } from './commands/close-item'
import { planMeeting } from './commands/plan'

let owner: pg.Client
let staff: PanelStaff
let clerk: MadePerson
let experts: MadePerson[]
let observer: MadePerson
let roundId: string
let codes = 0

const when = at('2026-11-20', '14:00')
const as = (person: MadePerson, ...roles: RoleCode[]) => ctxOf(person, roles, when)
const chair = () => as(staff.chair, 'chair')
const expert = (i: number) => {
  const one = experts[i]
  if (!one) throw new Error(`no expert ${i}`)
  return one
}

beforeAll(async () => {
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  staff = await makePanelStaff(db)
  ;[clerk, observer] = await Promise.all([makePerson(db, '沈知远', ['intake']), makePerson(db, '监督员', ['observer'])])
  experts = await Promise.all(['钟卓', '易昕', '戴远航', '阳明'].map((name) => makePerson(db, name, ['reviewer'])))
})
beforeEach(async () => {
  roundId = (await makePanelRound(db)).id
})
afterAll(async () => {
  await owner?.end()
  await closeTestDatabase()
})

const makeCase = (more: Partial<Parameters<typeof makeMeetingCase>[1]> = {}) =>
  makeMeetingCase(db, { roundId, staff, at: new Date('2026-11-10T02:00:00Z'), code: `P-${String(++codes).padStart(2, '0')}`, ...more })

/** A relation that keeps an expert away from everything this founder asks for. */
const mentors = (mentor: MadePerson, founder: MadePerson) =>
  db.personRelation.create({
    data: { personId: mentor.personId, otherId: founder.personId, kind: 'mentor', source: 'staff', sinceOn: new Date('2025-01-01'), recordedAt: when.now() },
  })

async function plan(cases: readonly MeetingCase[], members = experts) {
  const { meetingId } = await planMeeting(as(clerk, 'intake'), {
    roundId,
    title: '第二批项目资助审定会',
    place: 'A 座 301',
    startsAt: '2026-11-20T14:00',
    chairId: staff.chair.userId,
    memberIds: members.map((one) => one.userId),
    observerIds: [observer.userId],
    caseIds: cases.map((one) => one.caseId),
  })
  const items = await db.meetingItem.findMany({ where: { meetingId }, orderBy: { ordinal: 'asc' } })
  return { meetingId, itemOf: (one: MeetingCase) => items.find((item) => item.caseId === one.caseId)?.id ?? randomUUID() }
}

async function opened(cases: readonly MeetingCase[]) {
  const meeting = await plan(cases)
  for (const one of [staff.chair, ...experts]) await signIn(as(one, one === staff.chair ? 'chair' : 'reviewer'), { meetingId: meeting.meetingId })
  await startMeeting(as(clerk, 'intake'), { meetingId: meeting.meetingId })
  return meeting
}

async function cast(itemId: string, pattern: string, people: readonly MadePerson[] = [staff.chair, ...experts]) {
  for (const [i, sign] of [...pattern].entries()) {
    const person = people[i]
    if (person)
      await vote(as(person, person === staff.chair ? 'chair' : 'reviewer'), { itemId, vote: sign === '+' ? 'for' : sign === '-' ? 'against' : 'abstain' })
  }
}
const stateOf = async (one: MeetingCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).state
const entryOf = async (one: MeetingCase) => (await db.reviewEntry.findUniqueOrThrow({ where: { id: one.entryId } })).state

test('from the agenda to the minutes: votes, signature, less than asked, a rejection, the paper and the sheet', async () => {
  const [money, desks] = [await makeCase({ amountFen: 10_000_000n, quantity: 1, state: 'discussion' }), await makeCase()]
  const { meetingId, itemOf } = await opened([desks, money])
  expect(await db.panelMeeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ quorum: 4, state: 'open' })
  const order = await db.meetingItem.findMany({ where: { meetingId }, orderBy: { ordinal: 'asc' } })
  expect(order.map((item) => item.caseId)).toEqual([money.caseId, desks.caseId])

  await cast(itemOf(money), '+++-0')
  await expect(closeItem(chair(), { itemId: itemOf(money), outcome: 'concur', amountFen: 8_000_000, reason: '' })).rejects.toMatchObject({
    code: 'meeting.reason_for_change',
  })
  await closeItem(chair(), { itemId: itemOf(money), outcome: 'concur', amountFen: 8_000_000, reason: '设备费核减两万元' })
  expect(await stateOf(money)).toBe('panel_decision')
  expect(await entryOf(money)).toBe('decided')
  expect(await db.caseSignature.findFirstOrThrow({ where: { caseId: money.caseId, step: 'panel' } })).toMatchObject({
    decision: 'concur',
    amountFen: 8_000_000n,
    signedBy: staff.chair.userId,
  })

  await cast(itemOf(desks), '+--0')
  await expect(closeItem(chair(), { itemId: itemOf(desks), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.no_majority' })
  await closeItem(chair(), { itemId: itemOf(desks), outcome: 'reject', reason: '这批工位已排满，下一批优先' })
  expect(await stateOf(desks)).toBe('rejected')
  expect((await db.case.findUniqueOrThrow({ where: { id: desks.caseId } })).reason).toBe('这批工位已排满，下一批优先')

  const closed = await closeMeeting(chair(), { meetingId })
  expect(closed.undecided).toBe(0)
  const paper = await db.document.findUniqueOrThrow({ where: { id: closed.documentId } })
  expect(paper).toMatchObject({ kind: 'minutes', caseId: null })
  const text = JSON.stringify(paper.data)
  for (const part of ['3/1/1', '1/2/1', '同意 8', '设备费核减两万元', '钟卓', 'A 座 301']) expect(text).toContain(part)
  // blind as the round is: nobody of the applicant's side is named
  expect(text).not.toContain(money.founder.name)
  const readers = paper.readers as { roles: string[]; userIds: string[] }
  expect(readers.roles).toEqual(['intake', 'leader', 'auditor'])
  expect(readers.userIds).toContain(expert(0).userId)

  const sheet = await exportSignIn(as(clerk, 'intake'), { meetingId })
  expect(Buffer.from(sheet.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(sheet.name).toMatch(/^评审专家签到表.*\.xlsx$/)
  const audit = await db.auditEvent.findMany({ where: { action: { startsWith: 'meeting.' }, subjectId: { in: [meetingId, itemOf(money), itemOf(desks)] } } })
  for (const action of [
    'meeting.planned',
    'meeting.signed_in',
    'meeting.started',
    'meeting.voted',
    'meeting.item_closed',
    'meeting.closed',
    'meeting.exported',
  ])
    expect(audit.map((row) => row.action)).toContain(action)
  expect(JSON.stringify(audit.filter((row) => row.action === 'meeting.voted').map((row) => row.detail))).toBe(JSON.stringify(Array(9).fill({})))
})

test('below the quorum nothing is decided, by the command or by the database', async () => {
  const one = await makeCase()
  const { itemOf } = await opened([one])
  await cast(itemOf(one), '+++')
  await expect(closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({
    code: 'meeting.no_quorum',
    params: { present: 3, quorum: 4 },
  })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemOf(one)]),
  ).rejects.toThrow(/below the quorum/)
  await cast(itemOf(one), '-', [expert(2)]).catch(() => null)
  expect(await db.caseSignature.count({ where: { caseId: one.caseId, step: 'panel' } })).toBe(0)
})

test('a member with a hard relation has left: minuted at the start, refused by the command and by the database', async () => {
  const one = await makeCase()
  await mentors(expert(0), one.founder)
  const other = await makeCase({ founder: await makePerson(db, '别人') })
  const { itemOf } = await opened([one, other])
  expect(await db.meetingAbsence.findMany({ where: { itemId: itemOf(one) } })).toMatchObject([{ userId: expert(0).userId, name: expert(0).name }])
  await expect(vote(as(expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ kind: 'denied', code: 'meeting.absent' })
  await vote(as(expert(0), 'reviewer'), { itemId: itemOf(other), vote: 'for' })
  await expect(
    owner.query(`INSERT INTO meeting_vote (item_id, user_id, vote, at) VALUES ($1, $2, 'for', now())`, [itemOf(one), expert(0).userId]),
  ).rejects.toThrow(/related: mentor/)
  // the other four are just enough
  await cast(itemOf(one), '++++', [staff.chair, expert(1), expert(2), expert(3)])
  await closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
})

test('a relation that is entered after the vote: the vote counts no more, and the absence is minuted', async () => {
  const one = await makeCase()
  const { itemOf } = await opened([one])
  await cast(itemOf(one), '++--')
  await mentors(expert(0), one.founder)
  await expect(closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.no_quorum' })
  await vote(as(expert(3), 'reviewer'), { itemId: itemOf(one), vote: 'against' })
  await closeItem(chair(), { itemId: itemOf(one), outcome: 'reject', reason: '理由都写在这里' })
  expect(await db.meetingAbsence.count({ where: { itemId: itemOf(one), userId: expert(0).userId } })).toBe(1)
})

test('who declares to leave does not vote, and a vote cast before counts no more', async () => {
  const one = await makeCase()
  const { itemOf } = await opened([one])
  await cast(itemOf(one), '+++++')
  await recuseFromItem(as(expert(3), 'reviewer'), { itemId: itemOf(one), reason: '和申请人是邻居' })
  await closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'meeting.item_closed', subjectId: itemOf(one) } })
  expect(audit.detail).toMatchObject({ for: 4, against: 0, abstain: 0 })
})

test('a chair who is related closes nothing; the item is left to another meeting', async () => {
  const one = await makeCase()
  await mentors(staff.chair, one.founder)
  const { meetingId, itemOf } = await opened([one])
  await cast(itemOf(one), '++++', experts)
  await expect(closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.chair_related' })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemOf(one)]),
  ).rejects.toThrow(/the chair has left/)
  expect((await closeMeeting(chair(), { meetingId })).undecided).toBe(1)
  expect(await stateOf(one)).toBe('panel_decision')
  // another meeting may take it
  await plan([one])
})

test('two closings at once: one signature, one outcome', async () => {
  const one = await makeCase()
  const { itemOf } = await opened([one])
  await cast(itemOf(one), '+++++')
  const answers = await Promise.allSettled([
    closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' }),
    closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', quantity: 1, reason: '先给一个' }),
  ])
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(await db.caseSignature.count({ where: { caseId: one.caseId, step: 'panel' } })).toBe(1)
  const refused = answers.find((answer) => answer.status === 'rejected')
  expect(refused).toMatchObject({ reason: { code: 'meeting.item_closed' } })
})

test('two meetings closed at once leave one paper', async () => {
  const { meetingId } = await opened([await makeCase()])
  const answers = await Promise.allSettled([closeMeeting(chair(), { meetingId }), closeMeeting(chair(), { meetingId })])
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(await db.document.count({ where: { kind: 'minutes', holderName: '第二批项目资助审定会', id: { not: undefined } } })).toBeGreaterThan(0)
  const { documentId } = await db.panelMeeting.findUniqueOrThrow({ where: { id: meetingId } })
  expect(await db.auditEvent.count({ where: { action: 'meeting.closed', subjectId: meetingId } })).toBe(1)
  expect(documentId).not.toBe(null)
})

test('a vote after the item is closed, a second vote, and a vote before signing in are refused', async () => {
  const one = await makeCase()
  const { meetingId, itemOf } = await plan([one])
  await expect(vote(as(expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_open' })
  await startMeeting(as(clerk, 'intake'), { meetingId })
  await expect(vote(as(expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_arrived' })
  for (const person of [staff.chair, ...experts]) await signIn(as(person, 'reviewer'), { meetingId })
  await cast(itemOf(one), '++++')
  await expect(vote(as(expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'against' })).rejects.toMatchObject({ code: 'meeting.voted_already' })
  await closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  await expect(vote(as(expert(3), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.item_closed' })
  await expect(
    owner.query(`INSERT INTO meeting_vote (item_id, user_id, vote, at) VALUES ($1, $2, 'for', now())`, [itemOf(one), expert(3).userId]),
  ).rejects.toThrow(/not open for votes/)
  await expect(owner.query(`UPDATE meeting_vote SET vote = 'against' WHERE item_id = $1`, [itemOf(one)])).rejects.toThrow(/append only/)
})

test('only the chair closes; an observer reads and does not vote; strangers find nothing', async () => {
  const one = await makeCase()
  const { meetingId, itemOf } = await opened([one])
  const itemId = itemOf(one)
  await expect(vote(as(observer, 'observer'), { itemId, vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_your_part' })
  await expect(closeItem(as(expert(0), 'reviewer'), { itemId, outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.not_your_part' })
  const stranger = await makePerson(db, '外人', ['reviewer', 'chair'])
  for (const attempt of [
    () => vote(as(stranger, 'reviewer', 'chair'), { itemId, vote: 'for' }),
    () => closeItem(as(stranger, 'chair'), { itemId, outcome: 'concur', reason: '' }),
    () => closeMeeting(as(stranger, 'chair'), { meetingId }),
    () => exportSignIn(as(stranger, 'reviewer'), { meetingId }),
    () => signIn(as(stranger, 'reviewer'), { meetingId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'not_found' })
})

test('a case stands on one open agenda, is not decided twice, and too few members call no meeting', async () => {
  const one = await makeCase()
  const { meetingId, itemOf } = await opened([one])
  await expect(plan([one])).rejects.toMatchObject({ code: 'meeting.in_another' })
  await cast(itemOf(one), '++++')
  await closeItem(chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  await closeMeeting(chair(), { meetingId })
  await expect(plan([one])).rejects.toMatchObject({ code: 'meeting.in_another' })
  const next = await makeCase()
  await expect(plan([next], experts.slice(0, 1))).rejects.toMatchObject({ code: 'meeting.too_few_members' })
  await expect(plan([next], [...experts, staff.chair])).rejects.toMatchObject({ fields: { memberIds: 'meeting.member_twice' } })
  await expect(plan([next], [...experts, clerk])).rejects.toMatchObject({ kind: 'invalid' })
})
