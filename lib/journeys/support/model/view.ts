import type { Block } from '@/lib/foundation/document/model/block'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Ground, Repayment, Rest } from './clawback'
import type { AgreementState, ClawbackState, InstalmentState, MilestoneState } from './machine'

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
