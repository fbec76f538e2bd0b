// Notice, one objection, approvals, and for the demo's founder the agreement with its first instalment paid.
import { approve } from '@/lib/foundation/casework/server/commands/approve'
import { admitObjection, investigateObjection } from '@/lib/journeys/notice/server/commands/handle'
import { objectOnline } from '@/lib/journeys/notice/server/commands/object'
import { publishNotice } from '@/lib/journeys/notice/server/commands/publish'
import { confirmAccount, tellAccount } from '@/lib/journeys/support/server/commands/account'
import { draftAgreement } from '@/lib/journeys/support/server/commands/draft'
import { approvePayment, checkPayment, payInstalment, requestPayment } from '@/lib/journeys/support/server/commands/pay'
import { counterSign, signAgreement } from '@/lib/journeys/support/server/commands/sign'
import type { Actor } from '@/lib/kernel/actor'
import { addMonths } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { StoryDays } from '../days'
import { actorOf, ctxFor } from '../people'

/** All that the meeting agreed to, for five working days. */
export async function publish(roundId: string, days: StoryDays, back: number): Promise<void> {
  const ready = await db.case.findMany({
    where: { application: { roundId }, state: 'panel_decision', signatures: { some: { step: 'panel', decision: 'concur' } } },
    orderBy: { caseNo: 'asc' },
    select: { caseNo: true, version: true },
  })
  if (ready.length === 0) return
  await publishNotice(ctxFor(await actorOf('clerk'), days.at(back, 0.3)), { roundId, cases: ready, days: 5 })
}

/** Somebody objects to one line by name; a leader who signs nothing here has begun to look into it. */
export async function object(caseId: string, days: StoryDays, back: number): Promise<void> {
  const handler = await actorOf('leader2')
  const known = await db.objection.findFirst({ where: { caseId } })
  if (!known) {
    const line = await db.noticeLine.findFirst({ where: { caseId }, include: { notice: true } })
    if (!line?.notice.number) return
    await objectOnline(ctxFor(handler, days.at(back, 0.4)), {
      notice: line.notice.number,
      line: line.ordinal,
      anonymous: false,
      name: '白令仪',
      contact: '19907304001',
      facts: '公示里写的试用厂家数和我了解的不一样，有一家去年底就停用了',
      evidence: '那家厂的设备科可以作证，停用通知的日期是去年十二月',
    })
  }
  const row = async () => db.objection.findFirstOrThrow({ where: { caseId }, select: { number: true, version: true, state: true } })
  let now = await row()
  if (now.state === 'received') await admitObjection(ctxFor(handler, days.at(back - 1, 0.2)), { number: now.number, version: now.version })
  now = await row()
  if (now.state === 'admissible')
    await investigateObjection(ctxFor(handler, days.at(Math.max(0, back - 3), 0.5)), {
      number: now.number,
      version: now.version,
      findings: '已请团队补交两家厂的试用记录，和申报书里的时间段一致；再向厂方核对一次停用日期。',
    })
}

export async function approveCase(caseId: string, days: StoryDays, back: number): Promise<void> {
  const row = await db.case.findUniqueOrThrow({ where: { id: caseId } })
  if (row.state !== 'public_notice') return
  const reason = '公示期满没有异议，同意资助'
  await approve(ctxFor(await actorOf('leader'), days.at(back, 0.4)), { caseNo: row.caseNo, version: row.version, decision: 'concur', reason })
}

const agreementOf = (caseId: string) =>
  db.supportAgreement.findFirst({
    where: { caseId, state: { not: 'terminated' } },
    include: { instalments: { orderBy: { no: 'asc' } }, case: { select: { caseNo: true, state: true } } },
  })

/** The agreement of an approved case, as far as the window takes it alone: numbered, waiting for the applicant. */
export async function draft(caseId: string, days: StoryDays, back: number): Promise<void> {
  const row = await db.case.findUniqueOrThrow({ where: { id: caseId } })
  if (row.state !== 'approved' || (await agreementOf(caseId))) return
  const clock = days.at(back, 0.2)
  const dueOn = [addMonths(clock.today(), 5), addMonths(clock.today(), 10)]
  await draftAgreement(ctxFor(await actorOf('clerk'), clock), { caseNo: row.caseNo, dueOn, payOn: 1 })
}

/** Signed by both sides; account, request, check, approval and the bank's receipt of the first instalment. */
export async function payFirst(caseId: string, founder: Actor, days: StoryDays, back: number): Promise<void> {
  const agreement = async () => {
    const found = await agreementOf(caseId)
    if (!found) throw new Error('no agreement')
    const [first] = found.instalments
    if (!first) throw new Error('no instalment')
    return { found, first, seen: { instalmentId: first.id, version: first.version } }
  }
  if (!(await agreementOf(caseId))) return
  const [finance, checker, bank, leader] = await Promise.all(['finance', 'checker', 'bank', 'leader'].map(actorOf))
  if (!finance || !checker || !bank || !leader) return
  let { found } = await agreement()
  const { number } = found
  if (found.state === 'drafted') {
    const { fingerprint } = await db.document.findUniqueOrThrow({ where: { id: found.documentId ?? '' } })
    const signing = { number, version: found.version, hash: fingerprint, name: founder.name, agreed: true as const }
    await signAgreement(ctxFor(founder, days.at(back, 0.5)), signing)
  }
  found = (await agreement()).found
  if (found.state === 'signed_by_applicant') await counterSign(ctxFor(leader, days.at(back, 0.7)), { number, version: found.version })
  if ((await db.payeeAccount.count({ where: { personId: founder.personId } })) === 0) {
    const account = { number, holderName: founder.name, bankName: '湘潭农商银行高新支行', account: '6222 0219 0300 1234 567' }
    const { payeeId } = await tellAccount(ctxFor(founder, days.at(back, 0.8)), { ...account, account: account.account.replaceAll(' ', '') })
    await confirmAccount(ctxFor(finance, days.at(back, 0.9)), { payeeId })
  }
  const step = async (state: string, act: (seen: { instalmentId: string; version: number }) => Promise<unknown>) => {
    const { first, seen } = await agreement()
    if (first.state === state) await act(seen)
  }
  await step('planned', (seen) => requestPayment(ctxFor(founder, days.at(back - 2, 0.2)), { ...seen, note: '' }))
  await step('requested', (seen) =>
    checkPayment(ctxFor(finance, days.at(back - 2, 0.6)), { ...seen, evidence: '协议、账户证明', note: '协议已生效，账户和户名一致' }),
  )
  await step('checked', (seen) => approvePayment(ctxFor(checker, days.at(back - 3, 0.3)), seen))
  await step('approved', (seen) => {
    const clock = days.at(back - 3, 0.8)
    return payInstalment(ctxFor(bank, clock), { ...seen, receiptNo: `NS${clock.today().replaceAll('-', '')}000417`, paidOn: clock.today() })
  })
}
