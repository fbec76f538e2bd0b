// Faults put into the code on purpose. Each must turn the named check red; one that nobody notices is a survivor.
import type { Check, Mutation } from './mutation'

const caseRules: Check = { project: 'pure', test: 'lib/foundation/casework/model/policy.test.ts' }
const chainRules: Check = { project: 'pure', test: 'lib/foundation/casework/model/chain.test.ts' }
const chain: Check = { project: 'db', test: 'lib/foundation/casework/server/chain/chain.db.test.ts' }
const fourEyes: Check = { project: 'db', test: 'lib/foundation/casework/server/chain/four-eyes.db.test.ts' }
const noticeRules: Check = { project: 'pure', test: 'lib/journeys/notice/model/notice.test.ts' }
const notices: Check = { project: 'db', test: 'lib/journeys/notice/server/notice.db.test.ts' }
const objections: Check = { project: 'db', test: 'lib/journeys/notice/server/objection.db.test.ts' }
const reconsiderations: Check = { project: 'db', test: 'lib/journeys/notice/server/reconsider.db.test.ts' }
const payments: Check = { project: 'db', test: 'lib/journeys/support/server/payment.db.test.ts' }
const accounts: Check = { project: 'db', test: 'lib/journeys/support/server/account.db.test.ts' }
const clawbacks: Check = { project: 'db', test: 'lib/journeys/support/server/clawback.db.test.ts' }

const approve = 'lib/foundation/casework/server/commands/approve.ts'
const pay = 'lib/journeys/support/server/commands/pay.ts'

const signing: readonly Mutation[] = [
  {
    title: 'one person signs first review and second check',
    file: 'lib/foundation/casework/model/policy.ts',
    find: "return subject.signers.includes(actor.userId) ? deny('policy.signed_already') : allow",
    replace: "return step !== 'second_check' && subject.signers.includes(actor.userId) ? deny('policy.signed_already') : allow",
    check: caseRules,
  },
  {
    title: 'a relative of the applicant signs',
    file: 'lib/foundation/casework/model/policy.ts',
    find: "if (subject.related?.[actor.personId]) return deny('policy.related_case')",
    replace: '',
    check: fourEyes,
  },
  {
    title: 'a duplicate that nobody judged passes the second check',
    file: 'lib/foundation/casework/server/commands/review.ts',
    find: "if (flags > 0) throw AppError.rule('screening.flags_open', { count: flags })",
    replace: '',
    check: chain,
  },
  {
    title: 'exactly the limit asks for a second leader',
    file: 'lib/foundation/casework/model/chain.ts',
    find: '(amountFen ?? 0n) > one.aboveFen',
    replace: '(amountFen ?? 0n) >= one.aboveFen',
    check: chainRules,
  },
  {
    title: 'one fen above the limit needs no second leader',
    file: 'lib/foundation/casework/model/chain.ts',
    find: '(amountFen ?? 0n) > one.aboveFen',
    replace: '(amountFen ?? 0n) > one.aboveFen + 1n',
    check: chainRules,
  },
  { title: 'a large amount is signed without a proof', file: approve, find: '  await assertProven(tx, ctx, amountFen)\n', replace: '', check: chain },
  {
    title: 'exactly the limit asks for a proof',
    file: 'lib/foundation/casework/server/chain/proof.ts',
    find: 'amountFen <= BigInt(yuan) * 100n',
    replace: 'amountFen < BigInt(yuan) * 100n',
    check: chain,
  },
  {
    title: 'a proof counts a minute longer',
    file: 'lib/foundation/identity/server/commands/step-up.ts',
    find: 'age <= minutes * 60_000',
    replace: 'age <= (minutes + 1) * 60_000',
    check: chain,
  },
  {
    title: 'twenty-one approvals at once',
    file: approve,
    find: 'if (input.cases.length > most.value)',
    replace: 'if (input.cases.length > most.value + 1)',
    check: fourEyes,
  },
  {
    title: 'an approval of more than the line has',
    file: 'lib/foundation/casework/server/chain/commit.ts',
    find: "if (status === 'insufficient') throw AppError.rule('fund.insufficient', { line: line.name, availableFen: availableFen.toString() })",
    replace: '',
    check: chain,
  },
]

const showing: readonly Mutation[] = [
  {
    title: 'a notice of four days',
    file: 'lib/journeys/notice/server/commands/publish.ts',
    find: "if (input.days < rules['notice.days'].value)",
    replace: "if (input.days + 1 < rules['notice.days'].value)",
    check: notices,
  },
  {
    title: 'a notice that ends a working day early',
    file: 'lib/journeys/notice/model/period.ts',
    find: 'dueOn(calendar, publishedOn, days)',
    replace: 'dueOn(calendar, publishedOn, days - 1)',
    check: noticeRules,
  },
  {
    title: 'a notice is in force after its end',
    file: 'lib/journeys/notice/model/period.ts',
    find: ' && today <= notice.toOn ? ',
    replace: ' ? ',
    check: noticeRules,
  },
  {
    title: 'an objection after the end',
    file: 'lib/journeys/notice/server/commands/object.ts',
    find: '  assertInForce(found.line, how.receivedOn)\n',
    replace: '',
    check: objections,
  },
  {
    title: 'who signed handles the objection',
    file: 'lib/journeys/notice/model/policy.ts',
    find: "return subject.dependence === null ? allow : deny('policy.not_independent')",
    replace: 'return allow',
    check: objections,
  },
  {
    title: 'who signed decides the reconsideration',
    file: 'lib/journeys/notice/model/policy.ts',
    find: "return subject.dependence === null ? allow : deny('policy.not_independent')",
    replace: 'return allow',
    check: reconsiderations,
  },
  {
    title: 'who handled the objection decides it',
    file: 'lib/journeys/notice/model/policy.ts',
    find: "return subject.handlerId === actor?.userId ? deny('policy.handled_by_you') : allow",
    replace: 'return allow',
    check: objections,
  },
  {
    title: 'a reconsideration asked too late',
    file: 'lib/journeys/notice/server/commands/reconsider.ts',
    find: "if (today > until) throw AppError.rule('reconsider.over', { until: longDay(until) })",
    replace: '',
    check: reconsiderations,
  },
]

const paying: readonly Mutation[] = [
  {
    title: 'who checked a payment approves it',
    file: 'lib/journeys/support/model/policy.ts',
    find: "actor.userId === subject.checkedBy ? deny('policy.checked_by_you') : allow",
    replace: 'actor.userId === subject.checkedBy ? allow : allow',
    check: payments,
  },
  {
    title: 'an account edited after the approval is paid',
    file: pay,
    find: "if (one.payee?.replacedAt || (await paymentHash(tx, one)) !== one.payeeHash) throw AppError.rule('support.account_changed')",
    replace: '',
    check: payments,
  },
  {
    title: 'one receipt pays twice',
    file: 'lib/foundation/fund/server/post.ts',
    find: "if (row.status === 'ref_used') throw AppError.conflict('fund.ref_used', { ref: posting.ref })",
    replace: '',
    check: { ...payments, only: '2,000 times' },
  },
  {
    title: 'money goes out while a clawback is open',
    file: pay,
    find: "if (paymentsHeld(row.clawbacks)) throw AppError.rule('support.held')",
    replace: '',
    check: clawbacks,
  },
  {
    title: 'a changed account is paid at once',
    file: 'lib/journeys/support/server/commands/account.ts',
    find: 'new Date(now.getTime() + cooldownHours * 3_600_000)',
    replace: 'new Date(now.getTime() + 0 * cooldownHours)',
    check: accounts,
  },
  {
    title: 'an account is changed without a proof',
    file: 'lib/journeys/support/server/commands/account.ts',
    find: 'if (known > 0) await assertProved(tx, ctx)',
    replace: '',
    check: accounts,
  },
  {
    title: 'a clawback is decided on the last day to answer',
    file: 'lib/journeys/support/server/commands/clawback.ts',
    find: 'ctx.clock.today() <= answerDueOn',
    replace: 'ctx.clock.today() < answerDueOn',
    check: clawbacks,
  },
  {
    title: 'a begun month counts as not served',
    file: 'lib/journeys/support/model/clawback.ts',
    find: 'addMonths(from, served) <= leftOn',
    replace: 'addMonths(from, served + 1) <= leftOn',
    check: { project: 'pure', test: 'lib/journeys/support/model/support.test.ts' },
  },
]

/** The signatures of the chain, notice and objection, and the way of the money. */
export const faultsOfMoney: readonly Mutation[] = [...signing, ...showing, ...paying]
