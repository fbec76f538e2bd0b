import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { type DocumentKind, documentTitles } from '../../document/model/templates'
import { messagesAbout } from '../../notification/server/door'

export interface OwnMessage {
  readonly key: string
  readonly kind: 'message' | 'document' | 'sms'
  readonly when: string
  /** Who wrote it, or what it is. */
  readonly from: string
  readonly text: string
  readonly item: string
  readonly caseNo: string
  /** Where the paper itself lies. */
  readonly href: string | null
}

export interface OwnMessages {
  /** Name of the team whose case is the newest, for the head line. */
  readonly venture: string | null
  readonly messages: readonly OwnMessage[]
}

const MOST = 100

/** Messages of the thread, notices and text messages of own cases, newest first. Of the team's cases too, except what went to another's telephone. */
export async function ownMessages(actor: Actor): Promise<OwnMessages> {
  const ours = { application: { venture: { members: { some: { personId: actor.personId, leftAt: null } } } } }
  const [cases, person] = await Promise.all([
    db.case.findMany({
      where: { OR: [{ personId: actor.personId }, ours] },
      select: {
        id: true,
        caseNo: true,
        measure: { select: { name: true } },
        application: { select: { venture: { select: { name: true } } } },
        notes: { where: { internal: false } },
        documents: { select: { id: true, kind: true, number: true, createdAt: true } },
      },
      orderBy: { submittedAt: 'desc' },
      take: 50,
    }),
    db.person.findUniqueOrThrow({ where: { id: actor.personId }, select: { phone: true } }),
  ])
  const sent = await messagesAbout(
    cases.map((one) => one.id),
    person.phone ?? '',
  )
  const titleOf = (kind: string) => documentTitles[kind as DocumentKind] ?? '通知书'
  const all = cases.flatMap((one) => {
    const about = { item: one.measure.name, caseNo: one.caseNo }
    return [
      ...one.notes.map((n) => ({
        ...about,
        key: n.id,
        kind: 'message' as const,
        at: n.at,
        from: n.authorId === actor.userId ? '你' : n.authorName,
        text: n.text,
        href: null,
      })),
      ...one.documents.map((d) => ({
        ...about,
        key: d.id,
        kind: 'document' as const,
        at: d.createdAt,
        from: titleOf(d.kind),
        text: d.number,
        href: `/api/documents/${d.id}?preview`,
      })),
      ...sent.filter((m) => m.caseId === one.id).map((m) => ({ ...about, key: m.id, kind: 'sms' as const, at: m.at, from: '短信', text: m.body, href: null })),
    ]
  })
  const messages = all
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST)
    .map(({ at, ...rest }) => ({ ...rest, when: `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}` }))
  return { venture: cases[0]?.application.venture?.name ?? null, messages }
}
