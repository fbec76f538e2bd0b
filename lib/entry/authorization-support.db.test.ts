// Persona × command × object for agreements, payments, milestones and clawbacks, from the table in e2e/gates/matrix-support.ts.
import { randomUUID } from 'node:crypto'
import { type SupportPersona, type SupportStage, supportPersonas, supportRows, supportStages } from '@/e2e/gates/matrix-support'
import { at, ctxOf } from '@/e2e/support/db'
import { decideReversal } from '@/lib/foundation/fund/server/commands/decide-reversal'
import { proposeReversal } from '@/lib/foundation/fund/server/commands/propose-reversal'
import { commitFunds } from '@/lib/foundation/fund/server/door'
import { supportQuerySchema } from '@/lib/journeys/support/model/schema'
import { confirmAccount, refuseAccount, tellAccount, unmaskAccount } from '@/lib/journeys/support/server/commands/account'
import { answerClawback, decideClawback, openClawback, sendClawbackNotice } from '@/lib/journeys/support/server/commands/clawback'
import { draftAgreement } from '@/lib/journeys/support/server/commands/draft'
import { exportSupport } from '@/lib/journeys/support/server/commands/export'
import { attachEvidence, reportMilestone, reviewMilestone } from '@/lib/journeys/support/server/commands/milestone'
import { approvePayment, checkPayment, payInstalment, reopenPayment, requestPayment, sendBackPayment } from '@/lib/journeys/support/server/commands/pay'
import { receiveRepayment, sueForRest, writeOff } from '@/lib/journeys/support/server/commands/recover'
import { attachScan, counterSign, endAgreement, signAgreement } from '@/lib/journeys/support/server/commands/sign'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makeGrantCase } from '@/prisma/factories/grant-case'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const all: readonly RoleCode[] = ['intake', 'service', 'finance', 'bank', 'leader']
const roles: Readonly<Record<Exclude<SupportPersona, 'anonymous'>, readonly RoleCode[]>> = {
  applicant: ['applicant'],
  teammate: ['applicant'],
  other_applicant: ['applicant'],
  intake: ['intake'],
  intake_second: ['intake'],
  service: ['service'],
  finance: ['finance'],
  finance_second: ['finance'],
  bank: ['bank'],
  leader: ['leader'],
  leader_second: ['leader'],
  auditor: ['auditor'],
  space: ['space'],
  staff_in_team: ['applicant', ...all],
  related: all,
}

interface Target {
  readonly caseNo: string
  readonly number: string
  readonly version: number
  readonly hash: string
  readonly name: string
  readonly payeeId: string
  readonly instalmentId: string
  readonly instalmentVersion: number
  readonly milestoneId: string
  readonly milestoneVersion: number
  readonly claim: string
  readonly claimVersion: number
}

const none = randomUUID()
const missing: Partial<Target> = {
  caseNo: 'ZZ-2026-9999-X',
  number: 'XY-2026-9999-X',
  payeeId: none,
  instalmentId: none,
  milestoneId: none,
  claim: 'ZH-2026-9999-X',
}
const file = { sha256: 'f'.repeat(64), size: 12, mediaType: 'application/pdf', name: '盖章件.pdf' }
const day = calendarDate('2026-11-25')
const reason = '试一试权限，写清楚理由'

const payment = (t: Target) => ({ instalmentId: t.instalmentId, version: t.instalmentVersion })
const step = (t: Target) => ({ milestoneId: t.milestoneId, version: t.milestoneVersion })
const claim = (t: Target) => ({ number: t.claim, version: t.claimVersion })
const decision = { amountYuan: 6_000_000n, reason, rest: 'keep' as const, repayMonths: 1, ban: false }
let receipts = 0

const calls: Readonly<Record<string, (ctx: Ctx, t: Target) => Promise<unknown>>> = {
  'support.export': (ctx) => exportSupport(ctx, supportQuerySchema.parse({})),
  'support.draft': (ctx, t) => draftAgreement(ctx, { caseNo: t.caseNo, dueOn: [calendarDate('2027-03-31')], payOn: 1 }),
  'support.sign': (ctx, t) => signAgreement(ctx, { number: t.number, version: t.version, hash: t.hash, name: t.name, agreed: true }),
  'support.counter_sign': (ctx, t) => counterSign(ctx, { number: t.number, version: t.version }),
  'support.end': (ctx, t) => endAgreement(ctx, { number: t.number, version: t.version, reason }),
  'support.attach_scan': (ctx, t) => attachScan(ctx, { number: t.number, file }),
  'support.tell_account': (ctx, t) =>
    tellAccount(ctx, { number: t.number, holderName: t.name, bankName: '湘潭农商银行高新支行', account: '6222021903001234567' }),
  'support.confirm_account': (ctx, t) => confirmAccount(ctx, { payeeId: t.payeeId }),
  'support.refuse_account': (ctx, t) => refuseAccount(ctx, { payeeId: t.payeeId, reason }),
  'support.request': (ctx, t) => requestPayment(ctx, { ...payment(t), note: '' }),
  'support.check': (ctx, t) => checkPayment(ctx, { ...payment(t), evidence: '合同', note: '条件达到' }),
  'support.send_back': (ctx, t) => sendBackPayment(ctx, { ...payment(t), note: reason }),
  'support.approve': (ctx, t) => approvePayment(ctx, payment(t)),
  'support.unmask_account': (ctx, t) => unmaskAccount(ctx, { instalmentId: t.instalmentId, reason }),
  'support.pay': (ctx, t) => payInstalment(ctx, { ...payment(t), receiptNo: `AUTH${String(++receipts).padStart(6, '0')}`, paidOn: day }),
  'support.reopen': (ctx, t) => reopenPayment(ctx, payment(t)),
  'support.report': (ctx, t) => reportMilestone(ctx, { ...step(t), report: '样机通过了第三方检测，报告附后', fileIds: [] }),
  'support.attach_evidence': (ctx, t) => attachEvidence(ctx, { milestoneId: t.milestoneId, file }),
  'support.review_milestone': (ctx, t) => reviewMilestone(ctx, { ...step(t), outcome: 'accept', note: '证据齐全' }),
  'support.open_clawback': (ctx, t) =>
    openClawback(ctx, { number: t.number, ground: 'misuse', clause: '协议第六条', facts: '发票查实用于个人购车，和项目无关' }),
  'support.send_notice': (ctx, t) => sendClawbackNotice(ctx, claim(t)),
  'support.answer': (ctx, t) => answerClawback(ctx, { ...claim(t), answer: '是垫付的，已经补了凭证' }),
  'support.decide': (ctx, t) => decideClawback(ctx, { ...claim(t), ...decision }),
  'support.receive': (ctx, t) =>
    receiveRepayment(ctx, { ...claim(t), amountYuan: 100n, receiptNo: `BACK${String(++receipts).padStart(6, '0')}`, receivedOn: day }),
  'support.sue': (ctx, t) => sueForRest(ctx, { ...claim(t), reason }),
  'support.write_off': (ctx, t) => writeOff(ctx, { ...claim(t), reason }),
}

async function makeThings() {
  const cast = new Map<SupportPersona, MadePerson>()
  for (const persona of supportPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', [...roles[persona]]))
  const of = (persona: SupportPersona): MadePerson => {
    const person = cast.get(persona)
    if (!person) throw new Error(persona)
    return person
  }
  const { id: roundId, lineId } = await makePanelRound(db)
  const made = await makeGrantCase(db, { roundId, amountFen: 10_000_000n, founder: of('applicant') })
  const joined = { ventureId: made.ventureId, role: 'member', joinedAt: new Date('2026-09-01T02:00:00Z') }
  const member = (persona: SupportPersona) => ({ ...joined, personId: of(persona).personId, name: of(persona).name })
  await db.ventureMember.createMany({ data: [member('teammate'), member('staff_in_team')] })
  const married = { personId: of('related').personId, otherId: of('applicant').personId, kind: 'spouse' }
  await db.personRelation.create({ data: { ...married, source: 'self', recordedAt: new Date('2026-11-01T02:00:00Z') } })
  const money = { lineId, caseId: made.caseId, amountFen: made.amountFen, ref: made.caseNo }
  await db.$transaction((tx) => commitFunds(tx, ctxOf(of('leader'), ['leader'], at('2026-11-25')), money))
  return { of, made }
}

async function targetOf(caseId: string, caseNo: string, name: string): Promise<Target> {
  const row = await db.supportAgreement.findFirst({
    where: { caseId },
    include: { instalments: { orderBy: { no: 'asc' } }, milestones: true, clawbacks: true },
  })
  const document = row?.documentId ? await db.document.findUniqueOrThrow({ where: { id: row.documentId } }) : null
  const payee = row ? await db.payeeAccount.findFirst({ where: { personId: row.personId } }) : null
  return {
    caseNo,
    number: row?.number ?? '',
    version: row?.version ?? 1,
    hash: document?.fingerprint ?? '',
    name,
    payeeId: payee?.id ?? none,
    instalmentId: row?.instalments[0]?.id ?? none,
    instalmentVersion: row?.instalments[0]?.version ?? 1,
    milestoneId: row?.milestones[0]?.id ?? none,
    milestoneVersion: row?.milestones[0]?.version ?? 1,
    claim: row?.clawbacks[0]?.number ?? '',
    claimVersion: row?.clawbacks[0]?.version ?? 1,
  }
}

/** By stage: which commands lead to it, and by whom. */
const road: Readonly<Partial<Record<SupportStage, readonly (readonly [door: string, who: SupportPersona])[]>>> = {
  drafted: [['support.draft', 'intake']],
  signed: [['support.sign', 'applicant']],
  in_force: [['support.counter_sign', 'leader']],
  account_told: [['support.tell_account', 'applicant']],
  account_ready: [['support.confirm_account', 'finance']],
  requested: [['support.request', 'applicant']],
  checked: [['support.check', 'finance']],
  payable: [['support.approve', 'finance_second']],
  paid: [['support.pay', 'bank']],
  reported: [
    ['support.reopen', 'finance'],
    ['support.pay', 'bank'],
    ['support.report', 'applicant'],
  ],
  claimed: [['support.open_clawback', 'leader_second']],
  noticed: [['support.send_notice', 'service']],
  answer_over: [['support.answer', 'applicant']],
  owing: [['support.decide', 'leader']],
}

tellChapter({
  stages: supportStages,
  personas: supportPersonas,
  rows: supportRows,
  calls,
  missing,
  async start() {
    const { of, made } = await makeThings()
    let when = at('2026-11-25')
    const contextOf = (persona: SupportPersona): Ctx => (persona === 'anonymous' ? makeCtx(null, { clock: when }) : ctxOf(of(persona), roles[persona], when))
    const target = () => targetOf(made.caseId, made.caseNo, of('applicant').name)
    return {
      contextOf,
      target,
      async advanceTo(stage) {
        if (stage === 'reversed') {
          const txn = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'disburse', caseId: made.caseId } })
          await proposeReversal(contextOf('finance'), { txnId: String(txn.id), reason: '回单号抄错了' })
          const { id } = await db.ledgerCorrection.findFirstOrThrow({ where: { txnId: txn.id } })
          await decideReversal(contextOf('leader'), { id, outcome: 'approved' })
        }
        for (const [door, who] of road[stage] ?? []) {
          // the answer is given in time, the decision comes after it
          if (door === 'support.decide') when = at('2026-12-03')
          await calls[door]?.(contextOf(who), await target())
        }
        if (stage === 'answer_over') when = at('2026-12-03')
      },
    }
  },
})
