import 'server-only'
// For the tests of this room: people, a round with its line, and an agreement led to where a test begins. Test support.
import { at, ctxOf } from '@/e2e/support/db'
import { commitFunds } from '@/lib/foundation/fund/server/door'
import { type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type GrantCase, makeGrantCase } from '@/prisma/factories/grant-case'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { confirmAccount, tellAccount } from './commands/account'
import { draftAgreement } from './commands/draft'
import { approvePayment, checkPayment, payInstalment, requestPayment } from './commands/pay'
import { counterSign, signAgreement } from './commands/sign'

export const today = calendarDate('2026-11-25')
export const now = at('2026-11-25')

export interface Stage {
  readonly clerk: MadePerson
  readonly clerk2: MadePerson
  readonly finance: MadePerson
  readonly checker: MadePerson
  readonly bank: MadePerson
  readonly service: MadePerson
  readonly leader: MadePerson
  readonly leader2: MadePerson
  readonly roundId: string
  readonly lineId: string
}

export async function setStage(): Promise<Stage> {
  const { id: roundId, lineId } = await makePanelRound(db)
  return {
    clerk: await makePerson(db, '何静', ['intake']),
    clerk2: await makePerson(db, '谭维', ['intake']),
    finance: await makePerson(db, '钱若谷', ['finance']),
    checker: await makePerson(db, '苏岚', ['finance']),
    bank: await makePerson(db, '陆怀真', ['bank']),
    service: await makePerson(db, '唐若川', ['service']),
    leader: await makePerson(db, '顾怀民', ['leader']),
    leader2: await makePerson(db, '罗启明', ['leader']),
    roundId,
    lineId,
  }
}

export const as = (person: MadePerson, role: Parameters<typeof ctxOf>[1][number], when: Clock = now, key?: string) => ctxOf(person, [role], when, key)

/** An approved case whose money is set aside. */
export async function committedCase(
  stage: Stage,
  wish: { name?: string; founder?: MadePerson; amountFen?: bigint; by?: readonly string[]; companyName?: string } = {},
): Promise<GrantCase> {
  const made = await makeGrantCase(db, { roundId: stage.roundId, amountFen: 10_000_001n, ...wish })
  const answer = await db.$transaction((tx) =>
    commitFunds(tx, as(stage.leader, 'leader'), { lineId: stage.lineId, caseId: made.caseId, amountFen: made.amountFen, ref: made.caseNo }),
  )
  if (answer.status !== 'posted') throw new Error(answer.status)
  return made
}

export const agreementOf = (number: string) =>
  db.supportAgreement.findUniqueOrThrow({
    where: { number },
    include: { instalments: { orderBy: { no: 'asc' } }, milestones: { orderBy: { no: 'asc' } }, clawbacks: true },
  })

export async function part(number: string, no: number) {
  const one = (await agreementOf(number)).instalments.find((instalment) => instalment.no === no)
  if (!one) throw new Error(`no instalment ${no}`)
  return { row: one, input: { instalmentId: one.id, version: one.version } }
}

export async function milestone(number: string, no: number) {
  const one = (await agreementOf(number)).milestones.find((row) => row.no === no)
  if (!one) throw new Error(`no milestone ${no}`)
  return { row: one, input: { milestoneId: one.id, version: one.version } }
}

export async function clawbackOf(number: string) {
  const row = await db.clawback.findUniqueOrThrow({ where: { number } })
  return { row, input: { number, version: row.version } }
}

export async function drafted(stage: Stage, made: GrantCase, dueOn: readonly CalendarDate[] = [calendarDate('2027-03-31')]): Promise<string> {
  return (await draftAgreement(as(stage.clerk, 'intake'), { caseNo: made.caseNo, dueOn: [...dueOn], payOn: dueOn.length })).number
}

export async function signed(made: GrantCase, number: string): Promise<void> {
  const row = await agreementOf(number)
  const { fingerprint } = await db.document.findUniqueOrThrow({ where: { id: row.documentId ?? '' } })
  await signAgreement(as(made.founder, 'applicant'), { number, version: row.version, hash: fingerprint, name: made.founder.name, agreed: true })
}

export async function inForce(stage: Stage, made: GrantCase, dueOn?: readonly CalendarDate[]): Promise<string> {
  const number = await drafted(stage, made, dueOn)
  await signed(made, number)
  await counterSign(as(stage.leader, 'leader'), { number, version: (await agreementOf(number)).version })
  return number
}

export const account = '6222021903001234567'

/** The founder's account, told and confirmed. */
export async function withAccount(stage: Stage, made: GrantCase, number: string, digits = account): Promise<string> {
  const told = { number, holderName: made.founder.name, bankName: '湘潭农商银行高新支行', account: digits }
  const { payeeId } = await tellAccount(as(made.founder, 'applicant'), told)
  await confirmAccount(as(stage.finance, 'finance'), { payeeId })
  return payeeId
}

export async function approved(stage: Stage, made: GrantCase, number: string, no = 1): Promise<void> {
  await requestPayment(as(made.founder, 'applicant'), { ...(await part(number, no)).input, note: '' })
  await checkPayment(as(stage.finance, 'finance'), { ...(await part(number, no)).input, evidence: '合同、账户证明', note: '条件达到' })
  await approvePayment(as(stage.checker, 'finance'), (await part(number, no)).input)
}

let receipt = 0
export const nextReceipt = () => `ZL2611${String(++receipt).padStart(6, '0')}`

export async function paid(stage: Stage, made: GrantCase, number: string, no = 1): Promise<string> {
  await approved(stage, made, number, no)
  const receiptNo = nextReceipt()
  await payInstalment(as(stage.bank, 'bank'), { ...(await part(number, no)).input, receiptNo, paidOn: today })
  return receiptNo
}

/** What the audit says of a number, step by step. */
export const audited = async (subjectId: string) =>
  (await db.auditEvent.findMany({ where: { subjectId, outcome: 'ok' }, orderBy: { id: 'asc' } })).map((row) => row.action)
