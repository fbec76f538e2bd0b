import 'server-only'
// Rounds, experts and panels for the tests, up to where a test begins. Test support.
import { at, ctxOf } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { type MadeReviewer, makeReviewer, makeWaitingApplication, type WaitingApplication } from '@/prisma/factories/reviewers'
import { reviewersOfEntry } from './assignment'
import { declareAssignment } from './commands/answer'
import { drawPanel, freezePool, sealPanelDraw } from './commands/draw'
import { enterApplications, formPanel } from './commands/form'
import { lockAssignment, moveAssignment } from './repo'

export const today = calendarDate('2026-11-25')
export const when = at('2026-11-25')
export const publicValueSource = '11 月 26 日上证综合指数收盘点位'
export const publicValue = '2026-11-26 3888.88'

export const asReviewer = (person: MadePerson) => ctxOf(person, ['reviewer'], when)
export const version = async (panelId: string) => (await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId } })).version

/** The code of the refusal, or `done`. */
export const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

export const entryOf = (app: WaitingApplication) => db.reviewEntry.findUniqueOrThrow({ where: { applicationId: app.applicationId } })
export const seated = async (app: WaitingApplication) =>
  (await reviewersOfEntry(db, (await entryOf(app)).id)).filter((one) => !['recused', 'abstained', 'voided'].includes(one.state))

export interface FreshRound {
  readonly roundId: string
  readonly apps: readonly WaitingApplication[]
  /** The first of them. */
  readonly app: WaitingApplication
}

/** A fresh round with some applications, so that stories do not meet. */
export async function fresh(count = 1): Promise<FreshRound> {
  const round = await makePanelRound(db, '专家批次')
  // experts see who applies: what a blind copy asks for is the business of the room of reviews
  await db.round.update({ where: { id: round.id }, data: { hideApplicant: false } })
  const app = await makeWaitingApplication(db, round.id)
  const apps = [app]
  while (apps.length < count) apps.push(await makeWaitingApplication(db, round.id))
  return { roundId: round.id, apps, app }
}

export const relate = (personId: string, kind: string, more: object) =>
  db.personRelation.create({ data: { personId, kind, source: 'staff', recordedAt: when.now(), ...more } })

/** What the expert's page does, up to a state of the sheet. Scores come from the command of the room of reviews. */
export async function bringTo(state: 'declared' | 'scoring', assignmentId: string, person: MadePerson): Promise<void> {
  await declareAssignment(asReviewer(person), { assignmentId, noRelation: true, confidential: true })
  if (state === 'declared') return
  await db.$transaction(async (tx) => moveAssignment(tx, asReviewer(person), await lockAssignment(tx, assignmentId), 'open', { openedAt: when.now() }))
}

export type PanelStory = Awaited<ReturnType<typeof tellPanels>>

/** Two clerks, an observer, a chair, eight experts, and the steps of a panel as the window takes them. */
export async function tellPanels() {
  const [clerk, clerk2, observer, chair] = await Promise.all([
    makePerson(db, '何静', ['intake']),
    makePerson(db, '谭维', ['intake']),
    makePerson(db, '顾怀民', ['observer']),
    makePerson(db, '许明澜', ['chair']),
  ])
  const reviewers: MadeReviewer[] = []
  for (let i = 0; i < 8; i++) reviewers.push(await makeReviewer(db))

  const roleOf = (person: MadePerson): RoleCode => (person === chair ? 'chair' : person === observer ? 'observer' : 'intake')
  const ctx = (person: MadePerson = clerk) => ctxOf(person, [roleOf(person)], when)

  /** Applications of a round as entries, in one panel. */
  async function panelOf({ roundId, apps }: FreshRound, seats = 3): Promise<string> {
    await enterApplications(ctx(), { roundId })
    const entries = await db.reviewEntry.findMany({ where: { applicationId: { in: apps.map((one) => one.applicationId) } } })
    const { panelId } = await formPanel(ctx(), { roundId, name: '第一组', entryIds: entries.map((entry) => entry.id), seats, scoreBy: '2026-12-10' })
    return panelId
  }
  const seal = async (panelId: string) => sealPanelDraw(ctx(), { panelId, version: await version(panelId), fields: [], publicValueSource })
  const freeze = async (panelId: string) => freezePool(ctx(), { panelId, version: await version(panelId) })
  const draw = async (panelId: string) => drawPanel(ctx(), { panelId, version: await version(panelId), publicValue, witnessName: '顾怀民' })

  return {
    clerk,
    clerk2,
    observer,
    chair,
    /** A test that makes experts for good appends them. */
    reviewers,
    ctx,
    panelOf,
    seal,
    freeze,
    draw,
    async drawn(one: FreshRound, seats = 3): Promise<string> {
      const panelId = await panelOf(one, seats)
      await seal(panelId)
      await freeze(panelId)
      await draw(panelId)
      return panelId
    },
    /** The person of an expert of this story. */
    personOf(reviewerId: string): MadeReviewer {
      const found = reviewers.find((one) => one.reviewerId === reviewerId)
      if (!found) throw new Error('an expert of another story')
      return found
    },
  }
}
