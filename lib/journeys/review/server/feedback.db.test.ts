import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { type ReviewStory, reviewStory, type StoryEntry } from '@/lib/entry/review-story'
import { moveCase } from '@/lib/foundation/casework/server/door'
import { criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { makePanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { approveFeedback, saveFeedback } from './commands/feedback'
import { lockSheet, saveScore } from './commands/sheet'
import { letterPage, letterView, ownLetter } from './feedback'

const when = at('2026-11-25')
const reason = '市场证据不足'
const words = { failed: [reason], comments: ['样机讲得清楚'], change: '先找两家客户试用三个月，带着数据再来', nextRound: '「2027 年第一批」三月开始申请' }

let story: ReviewStory
let clerk: MadePerson
let auditor: MadePerson
let entry: StoryEntry
let caseNo: string
const as = (person: MadePerson, roles: readonly RoleCode[]) => ctxOf(person, roles, when)
const actorOf = (person: MadePerson, roles: readonly RoleCode[]) => as(person, roles).actor ?? expect.fail('nobody')

/** Every sheet of the round through the command behind the reviewer's page; the first expert signs a remark by name. */
async function scoreAll(): Promise<void> {
  const round = await db.round.findUniqueOrThrow({ where: { id: story.roundId }, include: { rubric: true } })
  const keys = criteriaSchema.parse(round.rubric?.criteria).map((one) => one.key)
  const versionOf = async (id: string) => (await db.reviewAssignment.findUniqueOrThrow({ where: { id } })).version
  for (const [n, one] of story.entries.entries())
    for (const seat of [0, 1, 2]) {
      const { id, ctx, reviewer } = await story.sheet(one, seat)
      for (const criterion of keys)
        await saveScore(ctx, {
          assignmentId: id,
          version: await versionOf(id),
          criterion,
          level: n === 0 ? 1 : 3,
          confidence: 3,
          comment: `${reviewer.person.name}认为还差试用数据`,
        })
      await lockSheet(ctx, { assignmentId: id, version: await versionOf(id), overall: '' })
    }
}

async function reject(caseId: string): Promise<void> {
  const staff = await makePanelStaff(db)
  const steps = [
    ['first_review', staff.first],
    ['second_check', staff.second],
    ['panel', staff.chair],
  ] as const
  for (const [step, by] of steps) {
    const decision = step === 'panel' ? 'reject' : 'concur'
    await db.caseSignature.createMany({ data: [{ caseId, step, decision, reason, signedBy: by.userId, signerName: by.name, caseVersion: 1, at: when.now() }] })
  }
  await db.$transaction((tx) => moveCase(tx, as(staff.chair, ['chair']), caseId, 'reject', { data: { reason } }))
}

beforeAll(async () => {
  await openTestDatabase()
  story = await reviewStory({ entries: 3 })
  ;[clerk, auditor] = [await makePerson(db, '谭维', ['intake']), await makePerson(db, '许明澜', ['auditor'])]
  await scoreAll()
  entry = story.entries[0] ?? expect.fail('no entry')
  await reject(entry.caseId)
  caseNo = (await db.case.findUniqueOrThrow({ where: { id: entry.caseId } })).caseNo
})
afterAll(closeTestDatabase)

test('the first draft comes from the rows: reason, own score against the middle of the round, remarks without the names of experts', async () => {
  const view = await letterView(actorOf(clerk, ['intake']), caseNo)
  expect(view).toMatchObject({ state: 'missing', version: 0, maySend: true })
  expect(view.letter.failed).toEqual([reason])
  expect(view.letter.total).toEqual({ own: 2500, median: 7500 })
  expect(view.letter.scores.map(({ own, median }) => [own, median])).toEqual(view.letter.scores.map(() => [2500, 7500]))
  expect(view.letter.scores.length).toBeGreaterThan(2)
  expect(view.remarks).toEqual(['……认为还差试用数据'])
  expect(view.letter.nextRound).toMatch(/随时可以申请|没有定/)
  const page = await letterPage(actorOf(clerk, ['intake']), {})
  expect(page.rounds).toMatchObject([{ id: story.roundId, rejected: 1, missing: 1 }])
})

test('a letter that names an expert, or shows a bar of the blind copy, is not kept', async () => {
  const { reviewer } = await story.sheet(entry, 1)
  const save = (more: object) => saveFeedback(as(clerk, ['intake']), { caseNo, version: 0, ...words, ...more })
  await expect(save({ comments: [`${reviewer.person.name}老师说不行`] })).rejects.toMatchObject({ code: 'feedback.names_somebody' })
  await expect(save({ change: `请按专家 ${reviewer.no} 的意见修改` })).rejects.toMatchObject({ code: 'feedback.names_somebody' })
  await expect(save({ failed: ['由▇▇提出'] })).rejects.toMatchObject({ code: 'feedback.names_somebody' })
  expect(await db.reviewFeedback.count()).toBe(0)
})

test('nothing reaches the applicant before somebody of the staff approved it; then it is a letter that nobody changes', async () => {
  const own = () => ownLetter(actorOf(entry.founder, ['applicant']), caseNo)
  await expect(approveFeedback(as(clerk, ['intake']), { caseNo, version: 0 })).rejects.toMatchObject({ code: 'feedback.changed' })
  const { version } = await saveFeedback(as(clerk, ['intake']), { caseNo, version: 0, ...words })
  expect(await own()).toBeNull()
  await expect(saveFeedback(as(clerk, ['intake']), { caseNo, version: 0, ...words })).rejects.toMatchObject({ code: 'feedback.changed' })
  const tries = await Promise.allSettled([1, 2].map(() => approveFeedback(as(clerk, ['intake']), { caseNo, version })))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(tries.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'feedback.sent_already' } })
  expect((await own())?.letter).toMatchObject({ ...words, total: { own: 2500, median: 7500 } })
  await expect(saveFeedback(as(clerk, ['intake']), { caseNo, version: version + 1, ...words })).rejects.toMatchObject({ code: 'feedback.sent_already' })
  await expect(db.reviewFeedback.update({ where: { caseId: entry.caseId }, data: { content: {} } })).rejects.toThrow(/stays as it was sent/)
  const papers = await db.document.findMany({ where: { caseId: entry.caseId, kind: 'result_letter' } })
  expect(papers).toHaveLength(1)
  for (const seat of [0, 1, 2]) expect(JSON.stringify(papers[0]?.data)).not.toContain((await story.sheet(entry, seat)).reviewer.person.name)
  expect(await db.auditEvent.findFirst({ where: { action: 'feedback.sent', subjectId: caseNo } })).toMatchObject({ actorId: clerk.userId })
  expect((await letterPage(actorOf(clerk, ['intake']), {})).rounds).toMatchObject([{ rejected: 1, missing: 0 }])
})

test('strangers find nothing; the auditor reads; a case that was not rejected gets no letter', async () => {
  const stranger = await makePerson(db, '秦望舒')
  expect(await ownLetter(actorOf(stranger, ['applicant']), caseNo)).toBeNull()
  await expect(letterView(actorOf(stranger, ['reviewer']), caseNo)).rejects.toMatchObject({ code: 'not_found' })
  expect(await letterView(actorOf(auditor, ['auditor']), caseNo)).toMatchObject({ state: 'sent', maySend: false })
  const open = await db.case.findUniqueOrThrow({ where: { id: story.entries[1]?.caseId ?? '' } })
  await expect(saveFeedback(as(clerk, ['intake']), { caseNo: open.caseNo, version: 0, ...words })).rejects.toMatchObject({ code: 'feedback.not_rejected' })
  await expect(letterView(actorOf(clerk, ['intake']), open.caseNo)).rejects.toMatchObject({ code: 'not_found' })
})
