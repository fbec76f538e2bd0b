import 'server-only'
import type { CaseState } from '@/lib/foundation/casework/model/machine'
import { proposalOf } from '@/lib/foundation/casework/server/door'
import type { Prisma } from '@/prisma/generated/client'

export const readyInclude = {
  application: { include: { person: true, round: true, venture: { include: { members: true } } } },
  signatures: true,
  measure: true,
  noticeLines: { include: { notice: { select: { state: true } } } },
} satisfies Prisma.CaseInclude

/** What of a case says whether it may be shown and how. */
export interface ReadyCase {
  readonly state: CaseState
  readonly title: string
  readonly personId: string
  readonly signatureRound: number
  readonly quantity: number
  readonly amountFen: bigint | null
  readonly signatures: Prisma.CaseGetPayload<{ include: { signatures: true } }>['signatures']
  readonly application: {
    readonly data: unknown
    readonly venture: { readonly members: readonly { readonly personId: string | null; readonly name: string }[] } | null
  }
}

/** Applicant, team, and who left it after the form was handed in. */
export function peopleOf(row: ReadyCase): string[] {
  const members = row.application.venture?.members ?? []
  return [...new Set([row.personId, ...members.flatMap((one) => (one.personId ? [one.personId] : []))])]
}

/** What the meeting stood for in the current round; null while it has not concurred. */
export function stoodFor(row: ReadyCase): { quantity: number; amountFen: bigint | null } | null {
  const concurs = row.signatures.some((one) => one.step === 'panel' && one.decision === 'concur' && one.round === row.signatureRound)
  return concurs ? proposalOf(row) : null
}

/** Already before the public; one whose notice was withdrawn is shown again from where it stands. */
export const isShown = (row: { readonly state: string; readonly noticeLines: readonly { readonly notice: { readonly state: string } }[] }): boolean =>
  row.state === 'public_notice' && row.noticeLines.some((line) => line.notice.state === 'published')
