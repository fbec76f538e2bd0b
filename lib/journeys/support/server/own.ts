import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type NextStep, nextStepOf } from '../model/next'
import type { AgreementView } from '../model/view'
import { type ViewRow, viewInclude, viewOfRow } from './view'

export interface AccountView {
  readonly holder: string
  readonly bank: string
  readonly last4: string
  readonly state: 'proposed' | 'waiting' | 'usable'
  /** From when it can be paid to, while it waits. */
  readonly usableFrom: Date | null
}

export interface OwnAgreement extends AgreementView {
  /** Only the team lead signs, asks and reports; the rest of the team reads. */
  readonly mine: boolean
  readonly next: NextStep
  readonly account: AccountView | null
  readonly proposal: AccountView | null
  readonly refused: string | null
  /** Names the account may run on. */
  readonly holders: readonly string[]
}

/** Agreements of a person and of the teams they are in. */
const ours = (actor: Actor) => ({
  OR: [{ personId: actor.personId }, { case: { application: { venture: { members: { some: { personId: actor.personId, leftAt: null } } } } } }],
})

async function accountsOf(personId: string, now: Date) {
  const rows = await db.payeeAccount.findMany({ where: { personId }, orderBy: { createdAt: 'desc' }, take: 10 })
  const view = (row: (typeof rows)[number] | undefined): AccountView | null =>
    row
      ? {
          holder: row.holderName,
          bank: row.bankName,
          last4: row.accountLast4,
          state: row.usableFrom === null ? 'proposed' : row.usableFrom > now ? 'waiting' : 'usable',
          usableFrom: row.usableFrom,
        }
      : null
  return {
    account: view(rows.find((row) => row.confirmedAt && !row.replacedAt)),
    proposal: view(rows.find((row) => !row.confirmedAt && !row.replacedAt)),
    refused: rows[0]?.refusedReason ?? null,
  }
}

async function ownView(actor: Actor, row: ViewRow): Promise<OwnAgreement> {
  const view = await viewOfRow(row)
  const accounts = await accountsOf(row.personId, clock.now())
  const mine = row.personId === actor.personId
  const company = row.case.application.venture?.companyName
  return {
    ...view,
    ...accounts,
    mine,
    next: nextStepOf(view, accounts.account?.state ?? (accounts.proposal ? 'proposed' : null)),
    holders: company ? [view.applicant, company] : [view.applicant],
  }
}

export async function ownAgreements(actor: Actor): Promise<OwnAgreement[]> {
  const rows = await db.supportAgreement.findMany({ where: ours(actor), include: viewInclude, orderBy: { draftedAt: 'desc' }, take: 20 })
  return Promise.all(rows.map((row) => ownView(actor, row)))
}

/** One agreement of one's own or one's team's; `not_found` for everybody else. */
export async function ownAgreement(actor: Actor, number: string): Promise<OwnAgreement> {
  const row = await db.supportAgreement.findFirst({ where: { number, ...ours(actor) }, include: viewInclude })
  if (!row) throw AppError.notFound()
  return ownView(actor, row)
}

export interface CaseSupport {
  readonly number: string
  readonly amountFen: bigint
  readonly paidFen: bigint
  readonly next: NextStep
}

/** What a case's own page says of its support; null where there is none (yet). */
export async function supportOfCase(actor: Actor, caseNo: string): Promise<CaseSupport | null> {
  const row = await db.supportAgreement.findFirst({ where: { case: { caseNo }, ...ours(actor) }, include: viewInclude, orderBy: { draftedAt: 'desc' } })
  if (!row) return null
  const { number, amountFen, paidFen, next } = await ownView(actor, row)
  return { number, amountFen, paidFen, next }
}
