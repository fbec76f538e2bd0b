import 'server-only'
// A meeting for the tests: people, cases that wait for it, and the steps up to the vote. Test support.
import { randomUUID } from 'node:crypto'
import { at, ctxOf } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type MeetingCase, makeMeetingCase } from '@/prisma/factories/meeting-cases'
import { makePanelRound, makePanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { signIn, startMeeting, vote } from './commands/attend'
import { planMeeting } from './commands/plan'

const when = at('2026-11-20', '14:00')
export const as = (person: MadePerson, ...roles: RoleCode[]) => ctxOf(person, roles, when)

export type MeetingStory = Awaited<ReturnType<typeof tellMeeting>>

/** Clerk, chair, four experts and an observer; `fresh` begins a round of its own. */
export async function tellMeeting() {
  const staff = await makePanelStaff(db)
  const [clerk, observer] = await Promise.all([makePerson(db, '沈知远', ['intake']), makePerson(db, '监督员', ['observer'])])
  const experts = await Promise.all(['钟卓', '易昕', '戴远航', '阳明'].map((name) => makePerson(db, name, ['reviewer'])))
  let roundId = ''
  let codes = 0
  const roleOf = (person: MadePerson): RoleCode => (person === staff.chair ? 'chair' : 'reviewer')

  async function plan(cases: readonly MeetingCase[], members: readonly MadePerson[] = experts) {
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
    const items = await db.meetingItem.findMany({ where: { meetingId } })
    return { meetingId, itemOf: (one: MeetingCase) => items.find((item) => item.caseId === one.caseId)?.id ?? randomUUID() }
  }

  return {
    staff,
    clerk,
    observer,
    experts,
    plan,
    chair: () => as(staff.chair, 'chair'),
    expert(i: number): MadePerson {
      const one = experts[i]
      if (!one) throw new Error(`no expert ${i}`)
      return one
    },
    async fresh() {
      roundId = (await makePanelRound(db)).id
    },
    makeCase: (more: Partial<Parameters<typeof makeMeetingCase>[1]> = {}) =>
      makeMeetingCase(db, { roundId, staff, at: new Date('2026-11-10T02:00:00Z'), code: `P-${String(++codes).padStart(2, '0')}`, ...more }),
    /** A relation that keeps somebody away from everything this founder asks for. */
    mentors: (mentor: MadePerson, founder: MadePerson) =>
      db.personRelation.create({
        data: {
          personId: mentor.personId,
          otherId: founder.personId,
          kind: 'mentor',
          source: 'staff',
          sinceOn: new Date('2025-01-01'),
          recordedAt: when.now(),
        },
      }),
    /** Everybody who votes has signed in, and the meeting has begun. */
    async opened(cases: readonly MeetingCase[]) {
      const meeting = await plan(cases)
      for (const one of [staff.chair, ...experts]) await signIn(as(one, roleOf(one)), { meetingId: meeting.meetingId })
      await startMeeting(as(clerk, 'intake'), { meetingId: meeting.meetingId })
      return meeting
    },
    /** One sign a person: + for, - against, anything else abstains. */
    async cast(itemId: string, pattern: string, people: readonly MadePerson[] = [staff.chair, ...experts]) {
      for (const [i, sign] of [...pattern].entries()) {
        const person = people[i]
        if (person) await vote(as(person, roleOf(person)), { itemId, vote: sign === '+' ? 'for' : sign === '-' ? 'against' : 'abstain' })
      }
    },
  }
}
