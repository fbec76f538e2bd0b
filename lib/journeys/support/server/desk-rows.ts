import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { type CalendarDate, dateInShanghai, formatDateZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { Ground } from '../model/clawback'
import { groundWords } from '../model/clawback'
import {
  agreementMachine,
  agreementWords,
  clawbackMachine,
  clawbackWords,
  type InstalmentState,
  instalmentMachine,
  instalmentWords,
  milestoneMachine,
  milestoneWords,
  type TagKind,
} from '../model/machine'
import { daysLate } from '../model/milestones'
import { supportPolicy } from '../model/policy'
import type { SupportQuery, SupportView } from '../model/schema'

/** One line of a list: what it is about, where it leads, how it stands. */
export interface DeskRow {
  readonly key: string
  readonly number: string
  readonly href: string
  readonly applicant: string
  readonly what: string
  readonly amountFen: bigint | null
  readonly state: string
  readonly stateWord: string
  readonly kind: TagKind
  /** Since when, or until when. */
  readonly date: string
  readonly late: number
  readonly receiptNo: string
  /** The step that is this person's to take; null: somebody else's. */
  readonly todo: string | null
}

const withCase = { case: { select: { caseNo: true, title: true, application: { select: { venture: { select: { name: true } } } } } } } as const
const agreement = { select: { number: true, personId: true, state: true, ...withCase } } as const

const matching = (q: string): Prisma.SupportAgreementWhereInput =>
  q === ''
    ? {}
    : {
        OR: [
          { number: { contains: q, mode: 'insensitive' } },
          { case: { caseNo: { contains: q, mode: 'insensitive' } } },
          { case: { title: { contains: q } } },
        ],
      }

const teamOf = (row: { case: { title: string; application: { venture: { name: string } | null } } }) => row.case.application.venture?.name ?? row.case.title
const href = (number: string, anchor: string) => `/counter/support/${number}#${anchor}`
export const dayText = (at: Date | null) => (at ? formatDateZh(dateInShanghai(at)) : '')

const known = <S extends string>(states: readonly S[], state: string): S | undefined => states.find((one) => one === state)

/** Whose turn a payment is, by role and by who took the steps before; relations are asked when the step is taken. */
function paymentTodo(actor: Actor, row: { state: InstalmentState; checkedBy: string | null; approvedBy: string | null }): string | null {
  const subject = { applicantPersonId: '', teamPersonIds: [], related: null, checkedBy: row.checkedBy, approvedBy: row.approvedBy }
  const turn = { requested: ['support.check', '去核对'], checked: ['support.approve', '去批准'], approved: ['support.pay', '去登记回单'] } as const
  const step = row.state === 'requested' || row.state === 'checked' || row.state === 'approved' ? turn[row.state] : null
  return step && can(supportPolicy, step[0], actor, subject).allow ? step[1] : null
}

async function payments(actor: Actor, query: SupportQuery, take: number) {
  const state = known(instalmentMachine.states, query.state)
  const where: Prisma.InstalmentWhereInput = {
    state: state ?? { in: ['requested', 'checked', 'approved'] },
    agreement: matching(query.q),
  }
  const [total, rows] = await Promise.all([
    db.instalment.count({ where }),
    db.instalment.findMany({
      where,
      include: { agreement },
      orderBy: [{ requestedAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      skip: (query.page - 1) * take,
      take,
    }),
  ])
  return {
    total,
    rows: rows.map(
      (row): DeskRow => ({
        key: row.id,
        number: row.agreement.number,
        href: href(row.agreement.number, 'payments'),
        applicant: teamOf(row.agreement),
        what: `第 ${row.no} 期（${row.percent}%）`,
        amountFen: row.amountFen,
        state: row.state,
        stateWord: instalmentWords[row.state].staff,
        kind: instalmentWords[row.state].kind,
        date: row.paidOn ? formatDateZh(fromDateColumn(row.paidOn)) : dayText(row.approvedAt ?? row.checkedAt ?? row.requestedAt),
        late: 0,
        receiptNo: row.bankReceiptNo ?? '',
        todo: paymentTodo(actor, row),
      }),
    ),
  }
}

async function agreements(query: SupportQuery, take: number) {
  const state = known(agreementMachine.states, query.state)
  const where: Prisma.SupportAgreementWhereInput = { ...matching(query.q), ...(state ? { state } : {}) }
  const [total, rows] = await Promise.all([
    db.supportAgreement.count({ where }),
    db.supportAgreement.findMany({ where, include: withCase, orderBy: [{ draftedAt: 'desc' }, { id: 'asc' }], skip: (query.page - 1) * take, take }),
  ])
  return {
    total,
    rows: rows.map(
      (row): DeskRow => ({
        key: row.id,
        number: row.number,
        href: href(row.number, 'top'),
        applicant: teamOf(row),
        what: row.case.caseNo,
        amountFen: row.amountFen,
        state: row.state,
        stateWord: agreementWords[row.state].staff,
        kind: agreementWords[row.state].kind,
        date: dayText(row.endedAt ?? row.counterSignedAt ?? row.signedAt ?? row.draftedAt),
        late: 0,
        receiptNo: '',
        todo: null,
      }),
    ),
  }
}

async function milestones(query: SupportQuery, take: number, today: CalendarDate) {
  const state = known(milestoneMachine.states, query.state)
  const where: Prisma.MilestoneWhereInput = { state: state ?? { not: 'accepted' }, agreement: { ...matching(query.q), state: 'in_force' } }
  const [total, rows] = await Promise.all([
    db.milestone.count({ where }),
    db.milestone.findMany({ where, include: { agreement }, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], skip: (query.page - 1) * take, take }),
  ])
  return {
    total,
    rows: rows.map((row): DeskRow => {
      const dueOn = fromDateColumn(row.dueOn)
      return {
        key: row.id,
        number: row.agreement.number,
        href: href(row.agreement.number, 'milestones'),
        applicant: teamOf(row.agreement),
        what: `${row.no}. ${row.title}`,
        amountFen: null,
        state: row.state,
        stateWord: milestoneWords[row.state].staff,
        kind: milestoneWords[row.state].kind,
        date: formatDateZh(dueOn, { year: true }),
        late: row.state === 'due' || row.state === 'returned' ? daysLate(dueOn, today) : 0,
        receiptNo: '',
        todo: null,
      }
    }),
  }
}

async function clawbacks(query: SupportQuery, take: number) {
  const state = known(clawbackMachine.states, query.state)
  const where: Prisma.ClawbackWhereInput = { ...(state ? { state } : {}), agreement: matching(query.q) }
  const [total, rows] = await Promise.all([
    db.clawback.count({ where }),
    db.clawback.findMany({ where, include: { agreement }, orderBy: [{ openedAt: 'desc' }, { id: 'asc' }], skip: (query.page - 1) * take, take }),
  ])
  return {
    total,
    rows: rows.map(
      (row): DeskRow => ({
        key: row.id,
        number: row.number,
        href: href(row.agreement.number, 'clawbacks'),
        applicant: teamOf(row.agreement),
        what: groundWords[row.ground as Ground]?.name ?? row.ground,
        amountFen: row.decidedFen ?? row.claimedFen,
        state: row.state,
        stateWord: clawbackWords[row.state].staff,
        kind: clawbackWords[row.state].kind,
        date: row.answerDueOn ? `答复到 ${formatDateZh(fromDateColumn(row.answerDueOn))}` : dayText(row.openedAt),
        late: 0,
        receiptNo: '',
        todo: null,
      }),
    ),
  }
}

export const proposedAccounts = { confirmedAt: null, replacedAt: null } as const

async function accounts(query: SupportQuery, take: number) {
  const where: Prisma.PayeeAccountWhereInput = query.q === '' ? proposedAccounts : { ...proposedAccounts, holderName: { contains: query.q } }
  const [total, rows] = await Promise.all([
    db.payeeAccount.count({ where }),
    db.payeeAccount.findMany({ where, orderBy: { createdAt: 'asc' }, skip: (query.page - 1) * take, take }),
  ])
  const owners = await db.supportAgreement.findMany({
    where: { personId: { in: rows.map((row) => row.personId) }, state: { not: 'terminated' } },
    select: { number: true, personId: true, ...withCase },
    orderBy: { draftedAt: 'asc' },
  })
  return {
    total,
    rows: rows.map((row): DeskRow => {
      const owner = owners.findLast((one) => one.personId === row.personId)
      return {
        key: row.id,
        number: owner?.number ?? '',
        href: href(owner?.number ?? '', 'account'),
        applicant: owner ? teamOf(owner) : row.holderName,
        what: `${row.holderName}，${row.bankName}，尾号 ${row.accountLast4}`,
        amountFen: null,
        state: 'proposed',
        stateWord: '待确认',
        kind: 'warn',
        date: dayText(row.createdAt),
        late: 0,
        receiptNo: '',
        todo: null,
      }
    }),
  }
}

const stateLists: Readonly<Record<SupportView, readonly (readonly [string, string])[]>> = {
  payments: instalmentMachine.states.map((state) => [state, instalmentWords[state].staff] as const),
  agreements: agreementMachine.states.map((state) => [state, agreementWords[state].staff] as const),
  milestones: milestoneMachine.states.map((state) => [state, milestoneWords[state].staff] as const),
  clawbacks: clawbackMachine.states.map((state) => [state, clawbackWords[state].staff] as const),
  accounts: [],
}

export const statesOfView = (view: SupportView) => stateLists[view]

/** The rows of one view; the export asks for more of them at once. */
export function deskRows(actor: Actor, query: SupportQuery, take: number): Promise<{ total: number; rows: DeskRow[] }> {
  if (query.view === 'agreements') return agreements(query, take)
  if (query.view === 'milestones') return milestones(query, take, clock.today())
  if (query.view === 'clawbacks') return clawbacks(query, take)
  return query.view === 'accounts' ? accounts(query, take) : payments(actor, query, take)
}
