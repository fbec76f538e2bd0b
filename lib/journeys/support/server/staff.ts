import 'server-only'
import { hardRelation } from '@/lib/foundation/casework/server/door'
import { type Promised, promisedTo } from '@/lib/foundation/fund/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { recordAudit } from '@/lib/platform/audit'
import { db } from '@/lib/platform/db'
import { openFile } from '@/lib/platform/files'
import { type SupportSubject, supportPolicy } from '../model/policy'
import type { AgreementView } from '../model/view'
import { type ViewRow, viewInclude, viewOfRow } from './view'

type Verb = keyof typeof supportPolicy

export interface StaffAgreement extends AgreementView {
  readonly account: { readonly id: string; readonly holder: string; readonly bank: string; readonly last4: string; readonly usableFrom: Date | null } | null
  readonly proposal: { readonly id: string; readonly holder: string; readonly bank: string; readonly last4: string; readonly change: boolean } | null
  /** How much less the books hold for it than it still promises, in fen; above zero it cannot be signed or paid. */
  readonly shortFen: bigint
  /** What this person may do about the agreement as a whole. */
  readonly may: Readonly<Record<'counter_sign' | 'end' | 'scan' | 'judge_account' | 'review' | 'open_clawback', boolean>>
  /** By instalment id and by clawback number: the steps that are this person's to take now. */
  readonly steps: Readonly<Record<string, readonly Verb[]>>
}

function subjectOfRow(row: ViewRow, related: string | null): SupportSubject {
  const { application } = row.case
  const members = application.venture?.members ?? []
  const ids = (some: typeof members) => some.flatMap((member) => (member.personId ? [member.personId] : []))
  const handedIn = application.submittedAt
  return {
    applicantPersonId: row.personId,
    teamPersonIds: [...new Set([row.personId, ...ids(members.filter((one) => !one.leftAt))])],
    leftPersonIds: ids(members.filter((one) => one.leftAt && handedIn && one.leftAt >= handedIn)),
    related,
    draftedBy: row.draftedBy,
  }
}

const paymentSteps: Readonly<Record<string, readonly Verb[]>> = {
  requested: ['support.check', 'support.send_back'],
  checked: ['support.approve', 'support.send_back'],
  approved: ['support.pay', 'support.unmask_account', 'support.send_back'],
}

function stepsOf(actor: Actor, row: ViewRow, view: AgreementView, subject: SupportSubject): Record<string, Verb[]> {
  const may = (verb: Verb, more: Partial<SupportSubject>) => can(supportPolicy, verb, actor, { ...subject, ...more }).allow
  const running = view.state === 'in_force' && !view.held
  const payments = row.instalments.map((one) => {
    const who = { checkedBy: one.checkedBy, approvedBy: one.approvedBy, payable: one.state === 'approved' }
    const reversed = view.instalments.some((shown) => shown.id === one.id && shown.reversed)
    const possible: readonly Verb[] = one.state === 'paid' ? (reversed ? ['support.reopen'] : []) : (paymentSteps[one.state] ?? [])
    return [
      one.id,
      possible.filter((verb) => (running || verb === 'support.send_back' || verb === 'support.reopen' || view.state === 'completed') && may(verb, who)),
    ] as const
  })
  const claims = view.clawbacks.map((one) => {
    const who = { openedBy: one.opened.by, decidedBy: one.decided?.by ?? null }
    const owing = one.state === 'decided' || one.state === 'repaying' || one.state === 'court'
    const possible: Verb[] = [
      ...(one.state === 'opened' ? (['support.send_notice'] as const) : []),
      ...(one.decidable ? (['support.decide'] as const) : []),
      ...(owing ? (['support.receive', 'support.write_off'] as const) : []),
      ...(one.state === 'decided' || one.state === 'repaying' ? (['support.sue'] as const) : []),
    ]
    return [one.number, possible.filter((verb) => may(verb, who))] as const
  })
  return Object.fromEntries([...payments, ...claims].map(([key, verbs]) => [key, [...verbs]]))
}

/** One agreement for the staff that may read agreements; `not_found` for everybody else. */
export async function staffAgreement(actor: Actor, number: string): Promise<StaffAgreement> {
  const row = await db.supportAgreement.findUnique({ where: { number }, include: viewInclude })
  if (!row) throw AppError.notFound()
  const subject = subjectOfRow(row, await hardRelation(db, actor.personId, row.caseId))
  if (!can(supportPolicy, 'support.read', actor, subject).allow) throw AppError.notFound()
  const view = await viewOfRow(row)
  const told = await db.payeeAccount.findMany({ where: { personId: row.personId, replacedAt: null } })
  const current = told.find((one) => one.confirmedAt)
  const proposed = told.find((one) => !one.confirmedAt)
  const brief = (one: (typeof told)[number]) => ({ id: one.id, holder: one.holderName, bank: one.bankName, last4: one.accountLast4 })
  const may = (verb: Verb) => can(supportPolicy, verb, actor, subject).allow
  const promised = await promisedTo(db, row.caseId)
  const live = view.state === 'drafted' || view.state === 'signed_by_applicant' || view.state === 'in_force'
  return {
    ...view,
    account: current ? { ...brief(current), usableFrom: current.usableFrom } : null,
    shortFen: live ? shortOf(view, promised) : 0n,
    proposal: proposed ? { ...brief(proposed), change: current !== undefined } : null,
    may: {
      counter_sign: view.state === 'signed_by_applicant' && may('support.counter_sign'),
      end: live && view.paidFen === 0n && may('support.end'),
      scan: view.counterSigned !== null && may('support.attach_scan'),
      judge_account: may('support.judge_account'),
      review: view.state === 'in_force' && may('support.review_milestone'),
      open_clawback:
        view.paidFen > 0n && view.clawbacks.every((one) => one.state === 'recovered' || one.state === 'written_off') && may('support.open_clawback'),
    },
    steps: stepsOf(actor, row, view, subject),
  }
}

function shortOf(view: AgreementView, { committedFen, contractedFen }: Promised): bigint {
  const open = view.instalments.filter((one) => one.state !== 'paid' && one.state !== 'cancelled').reduce((sum, one) => sum + one.amountFen, 0n)
  const short = open - (view.state === 'in_force' ? contractedFen : committedFen)
  return short > 0n ? short : 0n
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A file of an agreement — the stamped scan, or the evidence of a milestone — for staff and the team; leaves a row. */
export async function readSupportFile(reader: { actor: Actor | null; requestId: string }, id: string) {
  const row = uuid.test(id)
    ? await db.supportAgreement.findFirst({ where: { OR: [{ scanFileId: id }, { milestones: { some: { fileIds: { has: id } } } }] }, include: viewInclude })
    : null
  const file = row ? await db.storedFile.findUnique({ where: { id } }) : null
  const allowed = row && file && !file.deletedAt && can(supportPolicy, 'support.read_file', reader.actor, subjectOfRow(row, null)).allow
  await recordAudit(db, reader, {
    type: 'support.file_read',
    subject: { kind: 'file', id: uuid.test(id) ? id : 'unknown' },
    ...(allowed ? {} : { outcome: 'denied' as const, reason: 'policy.not_yours' }),
  })
  if (!allowed) throw AppError.notFound()
  return { name: file.name, mediaType: file.mediaType, body: await openFile(file.sha256), size: file.size }
}
