// Pool, panels, sheets and meeting of the story. Every score goes through the command behind the reviewer's page.

import { addReviewerSchema } from '@/lib/foundation/panel/model/schema'
import { declareAssignment } from '@/lib/foundation/panel/server/commands/answer'
import { drawPanel, freezePool, sealPanelDraw } from '@/lib/foundation/panel/server/commands/draw'
import { enterApplications, formPanel } from '@/lib/foundation/panel/server/commands/form'
import { addReviewer } from '@/lib/foundation/panel/server/commands/reviewer'
import { criteriaSchema, type Level } from '@/lib/foundation/programme/model/rubric'
import { recordRelationSchema } from '@/lib/foundation/relation/model/schema'
import { recordRelation } from '@/lib/foundation/relation/server/commands/record'
import { signIn, startMeeting, vote } from '@/lib/journeys/meeting/server/commands/attend'
import { closeMeeting } from '@/lib/journeys/meeting/server/commands/close'
import { closeItem } from '@/lib/journeys/meeting/server/commands/close-item'
import { planMeeting } from '@/lib/journeys/meeting/server/commands/plan'
import { confirmCopy, makeCopies } from '@/lib/journeys/review/server/commands/copy'
import { lockSheet, saveScore } from '@/lib/journeys/review/server/commands/sheet'
import { openSheet } from '@/lib/journeys/review/server/sheet-view'
import type { Actor } from '@/lib/kernel/actor'
import { formatTimeZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { StoryDays } from '../days'
import { actorOf, ctxFor } from '../people'
import { expertActor } from './cast'
import { type DemoReviewer, demoReviewers } from './reviewers'

export class Experts {
  private readonly byReviewer = new Map<string, { readonly actor: Actor; readonly login: string | undefined }>()

  constructor(private readonly days: StoryDays) {}

  /** The pool, and one relation that keeps an expert away from a venture; both once. */
  async enlist(back: number, near: { venture: string; reviewer: string }): Promise<void> {
    const clerk = ctxFor(await actorOf('clerk'), this.days.at(back, 0.1))
    for (const reviewer of demoReviewers) {
      const actor = await expertActor(reviewer)
      const id = await this.idOf(clerk, reviewer, actor)
      this.byReviewer.set(id, { actor, login: reviewer.login })
    }
    const venture = await db.venture.findFirst({ where: { name: near.venture, stage: { not: null } } })
    const person = await db.person.findFirst({ where: { name: near.reviewer, reviewer: { isNot: null } } })
    if (!venture || !person || (await db.personRelation.count({ where: { personId: person.id, ventureId: venture.id } })) > 0) return
    const relation = { kind: 'contract', otherId: '', ventureId: venture.id, organisation: '', creditCode: '', sinceOn: '', untilOn: '' }
    await recordRelation(clerk, recordRelationSchema.parse({ personId: person.id, ...relation, detail: '去年签过投资意向书' }))
  }

  private async idOf(clerk: ReturnType<typeof ctxFor>, reviewer: DemoReviewer, actor: Actor): Promise<string> {
    const known = await db.reviewer.findUnique({ where: { personId: actor.personId } })
    if (known) return known.id
    const { phone } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } })
    const { fields, employer, title } = reviewer
    const input = addReviewerSchema.parse({ phone: phone ?? '', fields: fields.join('、'), employer, employerCode: '', title })
    return (await addReviewer(clerk, input)).reviewerId
  }

  /** Codes for what waits, and a copy without names that a clerk has read. */
  async prepare(roundId: string, back: number): Promise<void> {
    const clerk = ctxFor(await actorOf('clerk'), this.days.at(back, 0.6))
    await enterApplications(clerk, { roundId })
    await makeCopies(clerk, { roundId })
    const copies = await db.blindCopy.findMany({ where: { entry: { roundId }, confirmedAt: null }, select: { entryId: true, version: true, sha256: true } })
    for (const copy of copies) await confirmCopy(clerk, copy)
  }

  /** Forms a panel of some applications and draws its experts before a witness. */
  async panel(roundId: string, name: string, applicationIds: readonly string[], fields: string[], back: number): Promise<void> {
    const [clerk, observer] = [await actorOf('clerk'), await actorOf('observer')]
    const ctx = (part: number, ago = back) => ctxFor(clerk, this.days.at(ago, part))
    let panel = await db.reviewPanel.findFirst({ where: { roundId, name }, include: { draw: true } })
    const again = async () => {
      panel = await db.reviewPanel.findFirstOrThrow({ where: { roundId, name }, include: { draw: true } })
      return { panelId: panel.id, version: panel.version }
    }
    if (!panel) {
      const entries = await db.reviewEntry.findMany({ where: { roundId, applicationId: { in: [...applicationIds] } }, select: { id: true } })
      const scoreBy = this.days.at(Math.max(0, back - 9), 0).today()
      await formPanel(ctx(0.1), { roundId, name, entryIds: entries.map((one) => one.id), seats: 5, scoreBy })
      await again()
    }
    if (!panel?.draw) await sealPanelDraw(ctx(0.2), { ...(await again()), fields, publicValueSource: '抽取次日 A 股收盘的上证指数，两位小数' })
    await again()
    if (panel?.draw?.state === 'committed') await freezePool(ctx(0.3), await again())
    await again()
    if (panel?.draw?.state !== 'frozen') return
    const day = this.days.at(back - 1, 0.9).today()
    await drawPanel(ctx(0.9, back - 1), { ...(await again()), publicValue: `${day} 收盘 3888.88`, witnessName: observer.name })
  }

  /** Sheets of the applications: `leave` says which expert of the demo leaves which of them open, `divided` over which they disagree. */
  async score(applicationIds: readonly string[], back: number, leave: (login: string | undefined, at: number) => boolean, divided?: number): Promise<void> {
    for (const [at, applicationId] of applicationIds.entries()) {
      const sheets = await db.reviewAssignment.findMany({
        where: { entry: { applicationId }, state: { in: ['drawn', 'declared', 'scoring'] } },
        orderBy: { drawRank: 'asc' },
      })
      for (const [seat, sheet] of sheets.entries()) {
        const expert = this.byReviewer.get(sheet.reviewerId)
        if (!expert || leave(expert.login, at)) continue
        await this.fill(expert.actor, sheet.id, { at, seat, divided: at === divided }, back)
      }
    }
  }

  private async fill(actor: Actor, assignmentId: string, mood: Mood, back: number): Promise<void> {
    const { seat } = mood
    const ctx = (part: number) => ctxFor(actor, this.days.at(Math.max(0, back - seat), part))
    const state = async () =>
      db.reviewAssignment.findUniqueOrThrow({ where: { id: assignmentId }, include: { entry: { include: { round: { include: { rubric: true } } } } } })
    let row = await state()
    if (row.state === 'drawn') await declareAssignment(ctx(0.1), { assignmentId, noRelation: true, confidential: true })
    await openSheet(ctx(0.15), assignmentId)
    const criteria = criteriaSchema.parse(row.entry.round.rubric?.criteria)
    for (const [i, { key, anchors }] of criteria.entries()) {
      row = await state()
      const level = levelOf(mood, i)
      const comment = level === 4 || level < 3 ? `${anchors[level]}，计划书里有对应的数据` : ''
      await saveScore(ctx(0.2 + i / 50), { assignmentId, version: row.version, criterion: key, level, confidence: seat % 2 === 0 ? 3 : 2, comment })
    }
    row = await state()
    await lockSheet(ctx(0.5), { assignmentId, version: row.version, overall: '' })
  }

  /** A meeting over all that is scored: everybody signs in and votes, the chair closes the items. */
  async meet(roundId: string, title: string, back: number, outcomes: readonly MeetingOutcome[]): Promise<void> {
    if ((await db.panelMeeting.count({ where: { roundId, title, state: 'closed' } })) > 0) return
    const [clerk, chair, observer] = [await actorOf('clerk'), await actorOf('chair'), await actorOf('observer')]
    const when = this.days.at(back, 0.5)
    const members = [...this.byReviewer.values()]
      .map((one) => one.actor)
      .filter((one) => one.userId !== chair.userId)
      .slice(0, 4)
    const cases = await db.case.findMany({ where: { id: { in: outcomes.map((one) => one.caseId) }, state: 'panel_decision' }, select: { id: true } })
    const known = await db.panelMeeting.findFirst({ where: { roundId, title } })
    const plan = {
      roundId,
      title,
      place: '智造谷众创中心 A 座 302 会议室',
      startsAt: `${when.today()}T${formatTimeZh(when.now())}`,
      chairId: chair.userId,
      memberIds: members.map((one) => one.userId),
      observerIds: [observer.userId],
      caseIds: cases.map((one) => one.id),
    }
    const meetingId = known?.id ?? (await planMeeting(ctxFor(clerk, this.days.at(back + 1, 0.9)), plan)).meetingId
    if (known?.state !== 'open') {
      for (const actor of [chair, ...members, observer]) await signIn(ctxFor(actor, when), { meetingId })
      await startMeeting(ctxFor(chair, when), { meetingId })
    }
    const items = await db.meetingItem.findMany({ where: { meetingId, outcome: null }, orderBy: { ordinal: 'asc' }, include: { absences: true, votes: true } })
    for (const item of items) {
      const said = outcomes.find((one) => one.caseId === item.caseId)
      if (!said) continue
      const voters = [chair, ...members].filter(
        (one) => !item.absences.some((gone) => gone.userId === one.userId) && !item.votes.some((cast) => cast.userId === one.userId),
      )
      for (const [i, actor] of voters.entries())
        await vote(ctxFor(actor, this.days.at(back, 0.6)), {
          itemId: item.id,
          vote: said.outcome === 'concur' ? (i === 3 ? 'abstain' : 'for') : i < 3 ? 'against' : 'abstain',
        })
      const { caseId: _, ...closing } = said
      await closeItem(ctxFor(chair, this.days.at(back, 0.7)), { itemId: item.id, ...closing })
    }
    await closeMeeting(ctxFor(chair, this.days.at(back, 0.8)), { meetingId })
  }
}

export interface MeetingOutcome {
  readonly caseId: string
  readonly outcome: 'concur' | 'reject'
  readonly amountFen?: number
  readonly reason: string
}

/** Which application, which expert, and whether this one divides them. */
interface Mood {
  readonly at: number
  readonly seat: number
  readonly divided: boolean
}

/** What an expert finds: applications differ, and experts differ a little. */
function levelOf({ at, seat, divided }: Mood, criterion: number): Level {
  const base = [3, 3, 3, 3, 1, 3][at % 6] ?? 2
  const split = divided ? (seat % 2 === 0 ? 1 : -2) : 0
  const shade = (seat + criterion + at) % 3 === 0 ? 1 : (seat * 2 + criterion) % 7 === 0 ? -1 : 0
  return Math.min(4, Math.max(0, base + split + shade)) as Level
}
