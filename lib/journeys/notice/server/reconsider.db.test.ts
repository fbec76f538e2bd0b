import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import type { PanelCase } from '@/prisma/factories/panel-cases'
import { makePerson } from '@/prisma/factories/people'
import { admitObjection } from './commands/handle'
import { askReconsideration, decideReconsideration } from './commands/reconsider'
import { as, type NoticeStory, objectionOf, stateOf, tellNotices, verdict, versionOf } from './notice-story'
import { publicNotice } from './public'

let story: NoticeStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellNotices()
})
afterAll(closeTestDatabase)
beforeEach(() => story.freshRound())

describe('复核', () => {
  const asked = async (one: PanelCase, when = at('2026-09-14')) =>
    askReconsideration(as(one.founder, ['applicant'], when), {
      caseNo: one.caseNo,
      version: await versionOf(one),
      facts: '评分表里的专利号写错了，附上证书号请再看一次',
      evidence: '',
    })
  async function ready(one: PanelCase, by?: Ctx): Promise<string> {
    const { number } = await asked(one)
    await story.investigated(number, by)
    return number
  }
  async function proven({ actor, clock }: Ctx): Promise<void> {
    if (!actor) return
    const now = clock.now()
    const session = { userId: actor.userId, expiresAt: new Date(now.getTime() + 3_600_000), lastSeenAt: now, steppedUpAt: now }
    await db.session.upsert({ where: { id: actor.sessionId }, create: { id: actor.sessionId, ...session }, update: session })
  }

  test('within five working days, once, by the applicant only', async () => {
    const one = await story.made({ panel: 'reject' })
    await expect(asked(one, at('2026-09-19'))).rejects.toMatchObject({ code: 'reconsider.over' })
    const stranger = await makePerson(db, '秦望舒')
    await expect(
      askReconsideration(as(stranger, ['applicant']), { caseNo: one.caseNo, version: 2, facts: '评分表里的专利号写错了', evidence: '' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { decideDueOn } = await asked(one, at('2026-09-18'))
    expect(decideDueOn).toBe('2026-10-09')
    expect(await stateOf(one)).toBe('appealed')
    await expect(asked(one)).rejects.toMatchObject({ code: 'reconsider.not_rejected' })
  })

  test('upheld: the result stands, with a written decision', async () => {
    const one = await story.made({ panel: 'reject' })
    const number = await ready(one)
    await decideReconsideration(as(story.leader, ['leader']), await verdict(number, { decision: 'upheld' }))
    expect(await stateOf(one)).toBe('upheld')
    const paper = await db.document.findFirstOrThrow({ where: { caseId: one.caseId, kind: 'reconsideration' } })
    expect(JSON.stringify(paper.data)).toMatch(/不是法律意见/)
    expect((await objectionOf(number)).state).toBe('notified')
  })

  test('amended: the support is given and its money set aside in the same transaction; more than there is changes nothing', async () => {
    const one = await story.made({ panel: 'reject', amountFen: 30_000_000n })
    const number = await ready(one)
    await expect(
      decideReconsideration(as(story.leader, ['leader']), await verdict(number, { decision: 'amended', amountFen: 30_000_001 })),
    ).rejects.toMatchObject({
      fields: { amountFen: 'reconsider.more_than_asked' },
    })
    const before = await headroomOf(db, story.round.lineId)
    await decideReconsideration(as(story.leader, ['leader']), await verdict(number, { decision: 'amended', amountFen: 20_000_000 }))
    expect(await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).toMatchObject({ state: 'amended', amountFen: 20_000_000n })
    const now = await headroomOf(db, story.round.lineId)
    expect(now.committedFen - before.committedFen).toBe(20_000_000n)
    const shown = await story.made()
    const { number: noticeNo } = await story.publish([shown])
    expect(await publicNotice(noticeNo)).toMatchObject({ outcome: expect.stringContaining('本批申请人复核 1 件，1 件改变结果') })
    const rich = await story.made({ panel: 'reject', amountFen: 1_000_000_000n })
    const second = await ready(rich, as(story.leader2, ['leader']))
    const leader = as(story.leader, ['leader'])
    await proven(leader)
    await expect(decideReconsideration(leader, await verdict(second, { decision: 'amended' }))).rejects.toMatchObject({ code: 'fund.insufficient' })
    expect(await stateOf(rich)).toBe('appealed')
    expect((await objectionOf(second)).decision).toBeNull()
  })

  test('above the limit of the chain it takes two leaders and a proof, as an approval does', async () => {
    const one = await story.made({ panel: 'reject', amountFen: 30_000_000n })
    const number = await ready(one)
    const leader = as(story.leader, ['leader'])
    await proven(leader)
    const amended = async (amountFen: number) => decideReconsideration(leader, await verdict(number, { decision: 'amended', amountFen }))
    await expect(amended(20_000_001)).rejects.toMatchObject({ code: 'reconsider.two_leaders', params: { aboveYuan: '200000' } })
    expect(await stateOf(one)).toBe('appealed')
    // the database asks for both as well, whoever writes
    const past = db.case.update({ where: { id: one.caseId }, data: { state: 'amended', amountFen: 20_000_001n, version: { increment: 1 } } })
    await expect(past).rejects.toThrow(/needs two leaders/)
    expect(await amended(20_000_000)).toMatchObject({ caseState: 'amended' })
    const other = await story.made({ panel: 'reject', amountFen: 30_000_000n })
    const found = await ready(other, as(story.leader2, ['leader']))
    const unproven = as(story.leader, ['leader'])
    await db.session.update({ where: { id: unproven.actor?.sessionId ?? '' }, data: { steppedUpAt: null } })
    await expect(decideReconsideration(unproven, await verdict(found, { decision: 'amended' }))).rejects.toMatchObject({ code: 'step_up.needed' })
    await proven(unproven)
    expect(await decideReconsideration(unproven, await verdict(found, { decision: 'amended' }))).toMatchObject({ caseState: 'amended' })
  })

  test('never by who signed the case, also not by the door of the database', async () => {
    const one = await story.made({ panel: 'reject' })
    const { number } = await asked(one)
    await expect(admitObjection(as(story.staff.second, ['intake']), { number, version: 1 })).rejects.toMatchObject({ code: 'policy.not_independent' })
    await expect(
      db.objection.update({
        where: { number },
        data: { state: 'admissible', version: 2, handlerId: story.staff.second.userId, ackAt: new Date(), ackBy: story.staff.second.userId },
      }),
    ).rejects.toThrow(/not independent: signed/)
    await story.investigated(number)
    await expect(decideReconsideration(as(story.clerk, ['leader']), await verdict(number, { decision: 'upheld' }))).rejects.toMatchObject({
      code: 'policy.handled_by_you',
    })
    expect(await decideReconsideration(as(story.leader2, ['leader']), await verdict(number, { decision: 'upheld' }))).toMatchObject({ caseState: 'upheld' })
  })
})
