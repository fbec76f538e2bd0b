import 'server-only'
import { formatTimeZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { DraftData } from '../model/form'
import { taskList } from '../model/tasks'
import { dataOf, factsOf, include } from './repo'

export interface OpenDraft {
  readonly id: string
  readonly title: string
  readonly savedAt: Date
  readonly savedTime: string
  readonly done: number
  readonly of: number
  readonly unconfirmed: number
}

/** The form a person has not submitted yet. */
export async function openDraftOf(personId: string): Promise<OpenDraft | null> {
  const row = await db.application.findFirst({ where: { personId, state: 'draft' }, include })
  if (!row) return null
  const facts = await factsOf(db, row)
  const tasks = taskList(facts).filter((task) => task.key !== 'check')
  return {
    id: row.id,
    title: facts.data.project?.name || row.venture?.name || '申请',
    savedAt: row.savedAt,
    savedTime: formatTimeZh(row.savedAt),
    done: tasks.filter((task) => task.status === 'done').length,
    of: tasks.length,
    unconfirmed: facts.unconfirmed,
  }
}

/** Answers of the newest submitted form of a person or one of their ventures; empty when there is none. */
export async function latestAnswers(personId: string, ventureIds: readonly string[]): Promise<DraftData> {
  const row = await db.application.findFirst({
    where: { state: 'submitted', OR: [{ personId }, { ventureId: { in: [...ventureIds] } }] },
    orderBy: { submittedAt: 'desc' },
    select: { data: true },
  })
  return row ? dataOf(row) : {}
}

export interface ConfirmationWanted {
  readonly token: string
  readonly venture: string
  readonly leader: string
}

/** Drafts of others that wait for this person as a founder; the telephone number was proved at registration. */
export async function confirmationsWanted(personId: string): Promise<ConfirmationWanted[]> {
  const { phone } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { phone: true } })
  const rows = await db.ventureMember.findMany({
    where: { founder: true, leftAt: null, inviteToken: { not: null }, OR: [{ personId }, ...(phone ? [{ phone }] : [])] },
    include: { venture: { include: { applications: { where: { state: 'draft' }, include: { confirmations: true, person: { select: { name: true } } } } } } },
  })
  return rows.flatMap(({ id, inviteToken, venture }) => {
    const open = venture.applications.find((one) => one.personId !== personId && !one.confirmations.some((c) => c.memberId === id))
    return open && inviteToken ? [{ token: inviteToken, venture: venture.name, leader: open.person.name }] : []
  })
}

/** Year and month of a person's graduation, `2025-06`, as their last form or the ledger says. */
export async function graduationOf(personId: string): Promise<string | null> {
  const { graduatedOn } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { graduatedOn: true } })
  return graduatedOn?.toISOString().slice(0, 7) ?? null
}
