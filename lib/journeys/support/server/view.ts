import 'server-only'
import { z } from 'zod'
import { composedSchema } from '@/lib/foundation/document/model/composed'
import { type PostingKind, postingWords } from '@/lib/foundation/fund/model/ledger'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { addDays, addMonths, type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { amountInWords } from '@/lib/platform/amount-in-words'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { grounds, repaymentPlan, rests } from '../model/clawback'
import { grantWish } from '../model/grant'
import { daysLate } from '../model/milestones'
import { conditionMet, paymentsHeld } from '../model/payment'
import type { AgreementView, ClawbackView, InstalmentView, Mark, MilestoneView, PostingLine } from '../model/view'

export const viewInclude = {
  case: { include: { application: { include: { venture: { include: { members: true } } } }, signatures: true } },
  instalments: { orderBy: { no: 'asc' }, include: { payee: true } },
  milestones: { orderBy: { no: 'asc' } },
  clawbacks: { orderBy: { openedAt: 'asc' }, include: { receipts: { orderBy: { recordedAt: 'asc' } } } },
} satisfies Prisma.SupportAgreementInclude

export type ViewRow = Prisma.SupportAgreementGetPayload<{ include: typeof viewInclude }>

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
async function postingsOf(caseId: string): Promise<PostingLine[]> {
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
