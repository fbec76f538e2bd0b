import 'server-only'
import { loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import type { MeetingState } from '../model/machine'
import { meetingPolicy } from '../model/policy'
import { measureNames } from './facts'
import { readyCases } from './ready'

export interface MeetingLine {
  readonly id: string
  readonly title: string
  readonly round: string
  readonly startsAt: Date
  readonly place: string
  readonly state: MeetingState
  readonly items: number
  readonly decided: number
  readonly members: number
  readonly arrived: number
}

const nobody = { members: [] }

/** Meetings that this person may see: all of them for the office, one's own for members. Newest first. */
export async function meetingsPage(actor: Actor): Promise<{ lines: readonly MeetingLine[]; canPlan: boolean; ready: number }> {
  if (!can(meetingPolicy, 'meeting.list', actor, nobody).allow) throw AppError.notFound()
  const all = can(meetingPolicy, 'meeting.list_all', actor, nobody).allow
  const canPlan = can(meetingPolicy, 'meeting.plan', actor, nobody).allow
  const rows = await db.panelMeeting.findMany({
    where: all ? {} : { members: { some: { userId: actor.userId } } },
    include: { round: { select: { name: true } }, items: { select: { outcome: true } }, members: { select: { arrivedAt: true } } },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    take: 100,
  })
  const ready = canPlan ? (await roundsWithReady()).reduce((sum, round) => sum + round.ready, 0) : 0
  const lines = rows.map((row) => ({
    id: row.id,
    title: row.title,
    round: row.round.name,
    startsAt: row.startsAt,
    place: row.place,
    state: row.state,
    items: row.items.length,
    decided: row.items.filter((item) => item.outcome !== null).length,
    members: row.members.length,
    arrived: row.members.filter((member) => member.arrivedAt).length,
  }))
  return { lines, canPlan, ready }
}

async function roundsWithReady(): Promise<{ id: string; name: string; ready: number }[]> {
  const rounds = await db.round.findMany({ where: { chain: 'panel' }, select: { id: true, name: true }, orderBy: { opensAt: 'desc' } })
  const counted: { id: string; name: string; ready: number }[] = []
  for (const round of rounds) counted.push({ ...round, ready: (await readyCases(db, round.id)).length })
  return counted.filter((round) => round.ready > 0)
}

export interface ReadyLine {
  readonly caseId: string
  readonly code: string
  readonly caseNo: string
  readonly measure: string
  readonly discussion: boolean
  readonly value: number | null
  readonly spread: number | null
  readonly quantity: number
  readonly amountFen: number | null
}

export interface Person {
  readonly userId: string
  readonly name: string
  /** Scored in this round: proposed as a member. */
  readonly scored: boolean
}

export interface NewMeetingPage {
  readonly rounds: readonly { id: string; name: string; ready: number }[]
  readonly roundId: string | null
  readonly cases: readonly ReadyLine[]
  readonly chairs: readonly Person[]
  readonly reviewers: readonly Person[]
  readonly observers: readonly Person[]
  readonly quorumPercent: number
  readonly membersLeast: number
}

/** What a meeting of a round could decide, and who could sit in it. */
export async function newMeetingPage(actor: Actor, wanted: string): Promise<NewMeetingPage> {
  if (!can(meetingPolicy, 'meeting.plan', actor, nobody).allow) throw AppError.notFound()
  const rounds = await roundsWithReady()
  const round = rounds.find((one) => one.id === wanted) ?? (rounds.length === 1 ? rounds[0] : undefined)
  const rules = await loadRules(db, ['meeting.quorum_percent', 'meeting.members_least'])
  const people = {
    chairs: await peopleWith('chair', null),
    reviewers: await peopleWith('reviewer', round?.id ?? null),
    observers: await peopleWith('observer', null),
  }
  return {
    rounds,
    roundId: round?.id ?? null,
    cases: round ? await readyLines(round.id) : [],
    ...people,
    quorumPercent: rules['meeting.quorum_percent'].value,
    membersLeast: rules['meeting.members_least'].value,
  }
}

async function readyLines(roundId: string): Promise<ReadyLine[]> {
  const ready = await readyCases(db, roundId)
  const [cases, names] = await Promise.all([db.case.findMany({ where: { id: { in: ready.map((one) => one.caseId) } } }), measureNames(db)])
  return ready.flatMap((one) => {
    const row = cases.find((c) => c.id === one.caseId)
    if (!row) return []
    const { caseId, code, discussion, value, spread } = one
    const amountFen = row.amountFen === null ? null : Number(row.amountFen)
    return [
      {
        caseId,
        code,
        discussion,
        value,
        spread,
        caseNo: row.caseNo,
        measure: names.get(row.measureCode) ?? row.measureCode,
        quantity: row.quantity,
        amountFen,
      },
    ]
  })
}

async function peopleWith(roleCode: string, roundId: string | null): Promise<Person[]> {
  const users = await db.user.findMany({
    where: { disabledAt: null, grants: { some: { roleCode, revokedAt: null } } },
    include: { person: { select: { name: true } } },
    orderBy: { person: { name: 'asc' } },
  })
  const scored = roundId
    ? await db.reviewer.findMany({
        where: { personId: { in: users.map((user) => user.personId) }, assignments: { some: { state: 'locked', entry: { roundId } } } },
        select: { personId: true },
      })
    : []
  const here = new Set(scored.map((row) => row.personId))
  return users.map((user) => ({ userId: user.id, name: user.person.name, scored: here.has(user.personId) }))
}
