import 'server-only'
import { statesOf } from '@/lib/foundation/casework/model/machine'
import { proposalOf } from '@/lib/foundation/casework/server/door'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { supportListPolicy } from '../model/policy'
import type { SupportQuery, SupportView } from '../model/schema'
import { type DeskRow, dayText, deskRows, proposedAccounts, statesOfView } from './desk-rows'

export interface Desk {
  readonly view: SupportView
  readonly rows: readonly DeskRow[]
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly counts: Readonly<Record<SupportView, number>>
  /** Approved cases whose agreement nobody has drafted yet; only for who may draft. */
  readonly undrafted: readonly { readonly caseNo: string; readonly applicant: string; readonly amountFen: bigint | null; readonly decidedOn: string }[]
  readonly states: readonly (readonly [state: string, word: string])[]
  readonly mayExport: boolean
}

const PAGE_SIZE = 50

const undraftedWhere = {
  state: { in: [...statesOf('granted')] },
  measureCode: 'grant',
  agreements: { none: { state: { not: 'terminated' } } },
} satisfies Prisma.CaseWhereInput

async function undrafted(): Promise<Desk['undrafted']> {
  const rows = await db.case.findMany({
    where: undraftedWhere,
    select: {
      caseNo: true,
      title: true,
      state: true,
      quantity: true,
      amountFen: true,
      decidedAt: true,
      signatureRound: true,
      signatures: { orderBy: { at: 'asc' } },
    },
    orderBy: { decidedAt: 'asc' },
    take: 50,
  })
  return rows.map((row) => ({
    caseNo: row.caseNo,
    applicant: row.title,
    amountFen: proposalOf(row).amountFen,
    decidedOn: dayText(row.decidedAt),
  }))
}

/** 资助 as the staff works with it: the list of one view with its filters, and how much waits in each. */
export async function supportDesk(actor: Actor, query: SupportQuery): Promise<Desk> {
  if (!can(supportListPolicy, 'support.list', actor, null).allow) throw AppError.notFound()
  const [list, waiting, open, due, claims, told, cases] = await Promise.all([
    deskRows(actor, query, PAGE_SIZE),
    db.instalment.count({ where: { state: { in: ['requested', 'checked', 'approved'] } } }),
    db.supportAgreement.count({ where: { state: { in: ['drafted', 'signed_by_applicant', 'in_force'] } } }),
    db.milestone.count({ where: { state: { not: 'accepted' }, agreement: { state: 'in_force' } } }),
    db.clawback.count({ where: { state: { notIn: ['recovered', 'written_off'] } } }),
    db.payeeAccount.count({ where: proposedAccounts }),
    hasRole(actor, 'intake') ? undrafted() : [],
  ])
  return {
    view: query.view,
    ...list,
    page: query.page,
    pages: Math.max(1, Math.ceil(list.total / PAGE_SIZE)),
    counts: { payments: waiting, agreements: open, milestones: due, clawbacks: claims, accounts: told },
    undrafted: cases,
    states: statesOfView(query.view),
    mayExport: can(supportListPolicy, 'support.export', actor, null).allow,
  }
}
