import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { type FlagKind, flagWords, isFlagKind, screenedForm } from '../model/keys'

export { compareApplication, compareMissed } from './compare'
export { standingOf } from './standing'

/** Compares after commit; several changes of one application before that are one comparison. */
export const enqueueScreening = (tx: Tx, applicationId: string): Promise<void> =>
  enqueue(tx, 'screening.compare', { applicationId }, { key: `screening:${applicationId}`, queue: 'screening' })

const either = (applicationId: string) => ({ OR: [{ applicationA: applicationId }, { applicationB: applicationId }] })

/** How many flags of this application nobody has judged. Above zero the second check (复核) waits; the database says so too. */
export const openFlags = (client: Pick<Tx, 'duplicateFlag'>, applicationId: string): Promise<number> =>
  client.duplicateFlag.count({ where: { outcome: null, ...either(applicationId) } })

export interface FlagHint {
  readonly id: string
  readonly kind: FlagKind
  /** What is alike, e.g. 同一个手机号. */
  readonly word: string
  /** Per cent. */
  readonly likeness: number
  /** What may be shown of it, e.g. 手机尾号 2047. */
  readonly shown: string
  readonly outcome: 'same' | 'different' | null
  readonly href: string
  /** The other application: project and numbers of its cases. */
  readonly other: { readonly project: string; readonly caseNos: readonly string[] }
}

const side = { select: { id: true, data: true, venture: { select: { name: true } }, cases: { select: { caseNo: true }, orderBy: { caseNo: 'asc' as const } } } }

/** The flags of an application for the staff, those to judge first. For hints on the page of a case. */
export async function flagsOf(client: Pick<Tx, 'duplicateFlag'>, applicationId: string): Promise<FlagHint[]> {
  const rows = await client.duplicateFlag.findMany({
    where: either(applicationId),
    include: { a: side, b: side },
    orderBy: [{ outcome: { sort: 'asc', nulls: 'first' } }, { likeness: 'desc' }],
  })
  return rows.flatMap(({ id, kind, likeness, detail, outcome, a, b }) => {
    if (!isFlagKind(kind)) return []
    const other = a.id === applicationId ? b : a
    return [
      {
        id,
        kind,
        word: flagWords[kind],
        likeness,
        shown: shownOf(detail),
        outcome: outcome === 'same' || outcome === 'different' ? outcome : null,
        href: `/counter/screening/${id}`,
        other: { project: screenedForm(other.data).project?.name ?? other.venture?.name ?? '', caseNos: other.cases.map((one) => one.caseNo) },
      },
    ]
  })
}

export const shownOf = (detail: unknown): string =>
  detail !== null && typeof detail === 'object' && 'shown' in detail && typeof detail.shown === 'string' ? detail.shown : ''
