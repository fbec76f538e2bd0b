import 'server-only'
import { z } from 'zod'
import type { Block } from '@/lib/foundation/document/model/block'
import { composedSchema } from '@/lib/foundation/document/model/composed'
import { type PostingKind, postingWords } from '@/lib/foundation/fund/model/ledger'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { addDays, addMonths, type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { amountInWords } from '@/lib/platform/amount-in-words'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type Ground, grounds, type Repayment, type Rest, repaymentPlan, rests } from '../model/clawback'
import { grantWish } from '../model/grant'
import type { AgreementState, ClawbackState, InstalmentState, MilestoneState } from '../model/machine'
import { daysLate } from '../model/milestones'
import { conditionMet, paymentsHeld } from '../model/payment'

export const viewInclude = {
  case: { include: { application: { include: { venture: { include: { members: true } } } }, signatures: true } },
  instalments: { orderBy: { no: 'asc' }, include: { payee: true } },
  milestones: { orderBy: { no: 'asc' } },
  clawbacks: { orderBy: { openedAt: 'asc' }, include: { receipts: { orderBy: { recordedAt: 'asc' } } } },
} satisfies Prisma.SupportAgreementInclude

export type ViewRow = Prisma.SupportAgreementGetPayload<{ include: typeof viewInclude }>

/** Who did something, and when, in words. */
export interface Mark {
  readonly who: string
  readonly when: string
}

export interface InstalmentView {
  readonly id: string
  readonly no: number
  readonly percent: number
  readonly amountFen: bigint
  readonly words: string
  /** The milestone whose acceptance opens it; null: the agreement's coming into force. */
  readonly milestoneNo: number | null
  /** It may be asked for now. */
  readonly open: boolean
  readonly state: InstalmentState
  readonly version: number
  readonly requestNo: string | null
  readonly requestDocumentId: string | null
  readonly requestNote: string
  readonly requested: Mark | null
  readonly checked: (Mark & { readonly note: string; readonly evidence: string; readonly by: string }) | null
  readonly approved: (Mark & { readonly by: string; readonly hash: string }) | null
  readonly paid: (Mark & { readonly receiptNo: string; readonly on: CalendarDate }) | null
  readonly returnNote: string
  readonly payee: { readonly holder: string; readonly bank: string; readonly last4: string; readonly replaced: boolean } | null
  /** The books took the payment back. */
  readonly reversed: boolean
}

export interface MilestoneView {
  readonly id: string
  readonly no: number
  readonly title: string
  readonly evidence: string
  readonly dueOn: CalendarDate
  readonly movedFrom: CalendarDate | null
  readonly state: MilestoneState
  readonly version: number
  readonly late: number
  readonly report: string
  readonly reported: Mark | null
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly reviewed: (Mark & { readonly note: string }) | null
  readonly timesReturned: number
  readonly remindersSent: number
}

export interface ClawbackView {
  readonly number: string
  readonly state: ClawbackState
  readonly version: number
  readonly ground: Ground
  readonly clause: string
  readonly facts: string
  readonly formula: string
  readonly paidFen: bigint
  readonly claimedFen: bigint
  readonly decidedFen: bigint | null
  readonly recoveredFen: bigint
  readonly opened: Mark & { readonly by: string }
  readonly noticeOn: CalendarDate | null
  readonly answerDueOn: CalendarDate | null
  /** The time to answer is over: it can be decided. */
  readonly decidable: boolean
  readonly documentId: string | null
  readonly answer: string | null
  readonly decided: (Mark & { readonly reason: string; readonly rest: Rest; readonly by: string }) | null
  readonly plan: readonly Repayment[]
  readonly banUntil: CalendarDate | null
  readonly receipts: readonly { readonly no: string; readonly on: CalendarDate; readonly amountFen: bigint }[]
  readonly closeReason: string | null
}

export interface PostingLine {
  readonly id: string
  readonly day: CalendarDate
  readonly what: string
  readonly ref: string
  readonly amountFen: bigint
  readonly reversed: boolean
}

export interface AgreementView {
  readonly number: string
  readonly caseNo: string
  readonly caseId: string
  readonly project: string
  readonly applicant: string
  readonly team: string
  readonly amountFen: bigint
  readonly words: string
  readonly paidFen: bigint
  readonly state: AgreementState
  readonly version: number
  readonly termMonths: number
  /** The last day of the term, once it runs. */
  readonly termUntil: CalendarDate | null
  readonly drafted: Mark & { readonly by: string }
  readonly signed: (Mark & { readonly hash: string }) | null
  readonly counterSigned: Mark | null
  readonly endReason: string | null
  readonly scan: { readonly id: string; readonly name: string } | null
  readonly document: { readonly id: string; readonly number: string; readonly hash: string; readonly blocks: readonly Block[] } | null
  readonly instalments: readonly InstalmentView[]
  readonly milestones: readonly MilestoneView[]
  readonly clawbacks: readonly ClawbackView[]
  readonly held: boolean
  readonly today: CalendarDate
  readonly ledger: readonly PostingLine[]
}

const instant = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** Names of accounts, in one query. */
async function namesOf(ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, person: { select: { name: true } } } })
  const names = new Map(rows.map((row) => [row.id, row.person.name]))
  return (id) => (id === null ? '' : (names.get(id) ?? '—'))
}

const mark = (name: (id: string | null) => string, by: string | null, at: Date | null): Mark | null => (at ? { who: name(by), when: instant(at) } : null)

function peopleOf(row: ViewRow): (string | null)[] {
  return [
    row.draftedBy,
    row.signedBy,
    row.counterSignedBy,
    ...row.instalments.flatMap((one) => [one.requestedBy, one.checkedBy, one.approvedBy, one.paidBy]),
    ...row.milestones.flatMap((one) => [one.reportedBy, one.reviewedBy]),
    ...row.clawbacks.flatMap((one) => [one.openedBy, one.decidedBy]),
  ]
}

/** Every posting of a case, oldest first; the amount is what went into the account that the posting is about. */
export async function postingsOf(caseId: string): Promise<PostingLine[]> {
  const rows = await db.ledgerTxn.findMany({
    where: { caseId },
    include: { entries: true, reversedBy: { select: { id: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({
    id: String(row.id),
    day: fromDateColumn(row.bizDate),
    what: postingWords[row.kind as PostingKind] ?? row.kind,
    ref: row.ref,
    amountFen: row.entries.reduce((sum, entry) => sum + (entry.amountFen > 0n ? entry.amountFen : 0n), 0n),
    reversed: row.reversedBy !== null,
  }))
}

function instalmentViews(
  row: ViewRow,
  name: (id: string | null) => string,
  documents: ReadonlyMap<string, string>,
  reversed: ReadonlySet<string>,
): InstalmentView[] {
  return row.instalments.map((one): InstalmentView => {
    const checked = mark(name, one.checkedBy, one.checkedAt)
    const approved = mark(name, one.approvedBy, one.approvedAt)
    const { payee } = one
    return {
      id: one.id,
      no: one.no,
      percent: one.percent,
      amountFen: one.amountFen,
      words: amountInWords(fen(one.amountFen)),
      milestoneNo: row.milestones.find((milestone) => milestone.id === one.milestoneId)?.no ?? null,
      open: row.state === 'in_force' && one.state === 'planned' && conditionMet(one, row.milestones),
      state: one.state,
      version: one.version,
      requestNo: one.requestNo,
      requestDocumentId: documents.get(one.requestNo ?? '') ?? null,
      requestNote: one.requestNote,
      requested: mark(name, one.requestedBy, one.requestedAt),
      checked: checked && { ...checked, note: one.checkNote, evidence: one.checkEvidence, by: one.checkedBy ?? '' },
      approved: approved && { ...approved, by: one.approvedBy ?? '', hash: one.payeeHash ?? '' },
      paid: one.paidOn
        ? { who: name(one.paidBy), when: formatDateZh(fromDateColumn(one.paidOn)), receiptNo: one.bankReceiptNo ?? '', on: fromDateColumn(one.paidOn) }
        : null,
      returnNote: one.returnNote,
      payee: payee && { holder: payee.holderName, bank: payee.bankName, last4: payee.accountLast4, replaced: payee.replacedAt !== null },
      reversed: reversed.has(one.bankReceiptNo ?? ''),
    }
  })
}

function milestoneViews(row: ViewRow, name: (id: string | null) => string, files: ReadonlyMap<string, string>, today: CalendarDate): MilestoneView[] {
  return row.milestones.map((one): MilestoneView => {
    const dueOn = fromDateColumn(one.dueOn)
    const reviewed = mark(name, one.reviewedBy, one.reviewedAt)
    const open = one.state === 'due' || one.state === 'returned'
    return {
      id: one.id,
      no: one.no,
      title: one.title,
      evidence: one.evidence,
      dueOn,
      movedFrom: one.movedFrom ? fromDateColumn(one.movedFrom) : null,
      state: one.state,
      version: one.version,
      late: open && row.state === 'in_force' ? daysLate(dueOn, today) : 0,
      report: one.report,
      reported: mark(name, one.reportedBy, one.reportedAt),
      files: one.fileIds.flatMap((id) => (files.has(id) ? [{ id, name: files.get(id) ?? '' }] : [])),
      reviewed: reviewed && { ...reviewed, note: one.reviewNote },
      timesReturned: one.timesReturned,
      remindersSent: one.remindersSent,
    }
  })
}

async function clawbackViews(row: ViewRow, name: (id: string | null) => string, today: CalendarDate): Promise<ClawbackView[]> {
  if (row.clawbacks.length === 0) return []
  const calendar = await loadCalendar(db)
  return row.clawbacks.map((one): ClawbackView => {
    const decided = mark(name, one.decidedBy, one.decidedAt)
    const answerDueOn = one.answerDueOn ? fromDateColumn(one.answerDueOn) : null
    return {
      number: one.number,
      state: one.state,
      version: one.version,
      ground: z.enum(grounds).parse(one.ground),
      clause: one.clause,
      facts: one.facts,
      formula: one.formula,
      paidFen: one.paidFen,
      claimedFen: one.claimedFen,
      decidedFen: one.decidedFen,
      recoveredFen: one.recoveredFen,
      opened: { who: name(one.openedBy), when: instant(one.openedAt), by: one.openedBy },
      noticeOn: one.noticeOn ? fromDateColumn(one.noticeOn) : null,
      answerDueOn,
      decidable: answerDueOn !== null && today > answerDueOn && (one.state === 'notice_sent' || one.state === 'objection'),
      documentId: one.documentId,
      answer: one.answer,
      decided: decided && { ...decided, reason: one.reason ?? '', rest: z.enum(rests).parse(one.rest), by: one.decidedBy ?? '' },
      plan: one.decidedAt && one.decidedFen !== null ? repaymentPlan(calendar, dateInShanghai(one.decidedAt), one.decidedFen, one.repayMonths ?? 1) : [],
      banUntil: one.banUntil ? fromDateColumn(one.banUntil) : null,
      receipts: one.receipts.map((receipt) => ({ no: receipt.bankReceiptNo, on: fromDateColumn(receipt.receivedOn), amountFen: receipt.amountFen })),
      closeReason: one.closeReason,
    }
  })
}

async function textOf(documentId: string | null): Promise<AgreementView['document']> {
  const row = documentId ? await db.document.findUnique({ where: { id: documentId } }) : null
  return row ? { id: row.id, number: row.number, hash: row.fingerprint, blocks: composedSchema.parse(row.data).blocks } : null
}

/** One agreement with all that belongs to it, as pages draw it. The number of statements does not depend on its parts. */
export async function viewOfRow(row: ViewRow): Promise<AgreementView> {
  const fileIds = [...row.milestones.flatMap((one) => one.fileIds), ...(row.scanFileId ? [row.scanFileId] : [])]
  const requestNos = row.instalments.flatMap((one) => one.requestNo ?? [])
  const [name, files, requests, ledger, document, person] = await Promise.all([
    namesOf(peopleOf(row)),
    db.storedFile.findMany({ where: { id: { in: fileIds } }, select: { id: true, name: true } }),
    db.document.findMany({ where: { number: { in: requestNos } }, select: { id: true, number: true } }),
    postingsOf(row.caseId),
    textOf(row.documentId),
    db.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true } }),
  ])
  const today = clock.today()
  const fileNames = new Map(files.map((file) => [file.id, file.name]))
  const reversed = new Set(ledger.flatMap((line) => (line.reversed ? [line.ref] : [])))
  const from = row.termFrom ? fromDateColumn(row.termFrom) : null
  return {
    number: row.number,
    caseNo: row.case.caseNo,
    caseId: row.caseId,
    project: grantWish(row.case.application.data).project || row.case.title,
    applicant: person.name,
    team: row.case.application.venture?.name ?? row.case.title,
    amountFen: row.amountFen,
    words: amountInWords(fen(row.amountFen)),
    paidFen: row.instalments.reduce((sum, one) => sum + (one.state === 'paid' ? one.amountFen : 0n), 0n),
    state: row.state,
    version: row.version,
    termMonths: row.termMonths,
    termUntil: from ? addDays(addMonths(from, row.termMonths), -1) : null,
    drafted: { who: name(row.draftedBy), when: instant(row.draftedAt), by: row.draftedBy },
    signed: row.signedAt ? { who: name(row.signedBy), when: instant(row.signedAt), hash: row.signedHash ?? '' } : null,
    counterSigned: mark(name, row.counterSignedBy, row.counterSignedAt),
    endReason: row.endReason,
    scan: row.scanFileId ? { id: row.scanFileId, name: fileNames.get(row.scanFileId) ?? '' } : null,
    document,
    instalments: instalmentViews(row, name, new Map(requests.map((one) => [one.number, one.id])), reversed),
    milestones: milestoneViews(row, name, fileNames, today),
    clawbacks: await clawbackViews(row, name, today),
    held: paymentsHeld(row.clawbacks),
    today,
    ledger,
  }
}
