// Persona × command × object for the panel meeting, from the table in e2e/gates/matrix-meeting.ts.
import { randomUUID } from 'node:crypto'
import { type MeetingPersona, type MeetingStage, meetingPersonas, meetingRows, meetingStages } from '@/e2e/gates/matrix-meeting'
import { at, ctxOf } from '@/e2e/support/db'
import { recuseFromItem, signIn, startMeeting, vote } from '@/lib/journeys/meeting/server/commands/attend'
import { closeMeeting, exportSignIn } from '@/lib/journeys/meeting/server/commands/close'
import { closeItem } from '@/lib/journeys/meeting/server/commands/close-item'
import { planMeeting } from '@/lib/journeys/meeting/server/commands/plan'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makeMeetingCase } from '@/prisma/factories/meeting-cases'
import { makePanelRound, makePanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const roles: Readonly<Record<Exclude<MeetingPersona, 'anonymous'>, RoleCode>> = {
  applicant: 'applicant',
  intake: 'intake',
  secretary: 'intake',
  chair: 'chair',
  chair_elsewhere: 'chair',
  member: 'reviewer',
  related: 'reviewer',
  reviewer_elsewhere: 'reviewer',
  observer: 'observer',
  observer_elsewhere: 'observer',
  leader: 'leader',
  auditor: 'auditor',
  finance: 'finance',
  sys_admin: 'sys_admin',
}

interface Target {
  readonly roundId: string
  readonly caseId: string
  readonly meetingId: string
  readonly itemId: string
  readonly chairId: string
  readonly memberIds: string[]
  readonly observerIds: string[]
}

const none = randomUUID()
const now = at('2026-11-20', '14:00')
const EXTRA = 2

const planFor = ({ roundId, caseId, chairId, memberIds, observerIds }: Target) => ({
  roundId,
  title: '权限试验会议',
  place: 'A 座 301',
  startsAt: '2026-11-20T14:00',
  chairId,
  memberIds,
  observerIds,
  caseIds: [caseId],
})

async function start() {
  const cast = new Map<MeetingPersona, MadePerson>()
  for (const persona of meetingPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', [roles[persona]]))
  const person = (persona: MeetingPersona): MadePerson => {
    const one = cast.get(persona)
    if (!one) throw new Error(`nobody plays ${persona}`)
    return one
  }
  const contextOf = (persona: MeetingPersona): Ctx => (persona === 'anonymous' ? makeCtx(null, { clock: now }) : ctxOf(person(persona), [roles[persona]], now))
  const others = await Promise.all(Array.from({ length: EXTRA }, () => makePerson(db, '钟卓', ['reviewer'])))
  const round = await makePanelRound(db)
  const founder = person('applicant')
  const made = await makeMeetingCase(db, { roundId: round.id, staff: await makePanelStaff(db), at: now.now(), code: 'P-01', founder })
  await db.personRelation.create({
    data: {
      personId: person('related').personId,
      otherId: founder.personId,
      kind: 'mentor',
      source: 'staff',
      sinceOn: new Date('2025-01-01'),
      recordedAt: now.now(),
    },
  })
  let target: Target = {
    roundId: round.id,
    caseId: made.caseId,
    meetingId: none,
    itemId: none,
    chairId: person('chair').userId,
    memberIds: [person('member'), person('related'), ...others].map((one) => one.userId),
    observerIds: [person('observer').userId],
  }
  return {
    contextOf,
    target: async () => target,
    async advanceTo(stage: MeetingStage) {
      if (stage === 'planned') {
        const { meetingId } = await planMeeting(contextOf('secretary'), planFor(target))
        const item = await db.meetingItem.findFirstOrThrow({ where: { meetingId } })
        target = { ...target, meetingId, itemId: item.id }
      }
      const room = [contextOf('chair'), contextOf('member'), contextOf('related'), ...others.map((one) => ctxOf(one, ['reviewer'], now))]
      if (stage === 'open') {
        for (const ctx of room) await signIn(ctx, { meetingId: target.meetingId })
        await startMeeting(contextOf('secretary'), { meetingId: target.meetingId })
      }
      if (stage === 'voted') for (const ctx of room.filter((_, i) => i !== 2)) await vote(ctx, { itemId: target.itemId, vote: 'for' })
    },
  }
}

tellChapter({
  stages: meetingStages,
  personas: meetingPersonas,
  rows: meetingRows,
  calls: {
    'meeting.plan': (ctx, t: Target) => planMeeting(ctx, planFor(t)),
    'meeting.sign_in': (ctx, t: Target) => signIn(ctx, { meetingId: t.meetingId }),
    'meeting.start': (ctx, t: Target) => startMeeting(ctx, { meetingId: t.meetingId }),
    'meeting.export': (ctx, t: Target) => exportSignIn(ctx, { meetingId: t.meetingId }),
    'meeting.vote': (ctx, t: Target) => vote(ctx, { itemId: t.itemId, vote: 'for' }),
    'meeting.recuse': (ctx, t: Target) => recuseFromItem(ctx, { itemId: t.itemId, reason: '和申请人是邻居' }),
    'meeting.close_item': (ctx, t: Target) => closeItem(ctx, { itemId: t.itemId, outcome: 'concur', reason: '' }),
    'meeting.close': (ctx, t: Target) => closeMeeting(ctx, { meetingId: t.meetingId }),
  },
  missing: { roundId: none, meetingId: none, itemId: none },
  start,
})
