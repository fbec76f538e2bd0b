// One violation per rule around agreements and the accounts that are paid, and what makes the room's invariants untrue.
import type { Probe } from './database-privileges'
import { clawbackProbes } from './probes-support-clawback'
import { milestoneProbes, paymentProbes } from './probes-support-payment'
import { agreement, approved, clawback, confirmed, decided, force, guarded, instalment, named, payee, set, signed, u } from './rows-support'

const agreements: readonly Probe[] = [
  named('support_agreement.agreement_amount', 'nothing', agreement({ amount_fen: '0' })),
  named('support_agreement.agreement_term', 'no term', agreement({ term_months: '0' })),
  named(
    'support_agreement.agreement_signed_whole',
    'a signature without its text',
    agreement({ signed_by: u(11), signed_at: 'now()', state: "'signed_by_applicant'" }),
  ),
  named('support_agreement.agreement_countersigned_whole', 'in force without a day', agreement({ ...force, term_from: 'NULL' })),
  named('support_agreement.agreement_ended_whole', 'ended without a reason', agreement({ state: "'terminated'", ended_at: 'now()', ended_by: u(13) })),
  named('support_agreement.agreement_is_signed', 'in force unsigned', agreement({ state: "'in_force'" })),
  named('support_agreement.agreement_has_two_sides', 'drafted and signed by one', agreement({ ...force, counter_signed_by: u(12) })),
  named('support_agreement_one_live', 'two live agreements of a case', agreement() + agreement({ id: u(504), number: "'XY-Q'" })),
  guarded(
    'support_agreement.guard_transition',
    'ended without a new version',
    agreement(),
    set('support_agreement', 501, { state: "'terminated'", ended_at: 'now()', ended_by: u(13), end_reason: "'重新签一份'" }),
    /stale version of agreement/,
  ),
  guarded('support_agreement.guard_agreement', 'another amount than approved', '', agreement(), /says what was approved/),
  guarded('support_agreement.guard_agreement', 'a term made longer', agreement(), set('support_agreement', 501, { term_months: '36' }), /not rewritten/),
  guarded(
    'support_agreement.guard_agreement',
    'signed by a team-mate',
    agreement(),
    set('support_agreement', 501, { ...signed, signed_by: u(14), state: "'signed_by_applicant'", version: '2' }),
    /signs the text as it is/,
  ),
  guarded(
    'support_agreement.guard_agreement',
    'ended over a payment',
    agreement(force) + payee(confirmed) + instalment({ ...approved, state: "'paid'", bank_receipt_no: "'R'", paid_on: 'current_date', paid_by: u(12) }),
    set('support_agreement', 501, { state: "'terminated'", version: '2', ended_at: 'now()', ended_by: u(13), end_reason: "'不想付了'" }),
    /money decides how an agreement ends/,
  ),
  {
    rule: 'support_agreement.instalments_are_the_whole',
    tries: 'an agreement without instalments',
    refusal: /not the whole amount/,
    sql: `ALTER TABLE support_agreement DISABLE TRIGGER guard_agreement; ${agreement()} SET CONSTRAINTS ALL IMMEDIATE;`,
  },
]

const payees: readonly Probe[] = [
  named('payee_account.payee_last_four', 'letters', payee({ account_last4: "'45a7'" })),
  named('payee_account.payee_named', 'no bank', payee({ bank_name: "' '" })),
  named('payee_account.payee_confirmed_whole', 'confirmed by nobody', payee({ confirmed_at: 'now()', usable_from: 'now()' })),
  named('payee_account.payee_by_another', 'confirmed by who told it', payee({ ...confirmed, confirmed_by: u(11) })),
  named('payee_account.payee_refusal', 'refused and open', payee({ refused_reason: "'看不清楚'" })),
  named('payee_account_one_proposed', 'two proposals', payee() + payee({ id: u(532) })),
  named('payee_account_one_current', 'two accounts in use', payee(confirmed) + payee({ ...confirmed, id: u(532) })),
  guarded('payee_account.guard_payee', 'the account of somebody else', '', payee({ holder_name: "'何静'" }), /holder is the applicant or the company/),
  guarded('payee_account.guard_payee', 'told by a team-mate', '', payee({ created_by: u(14) }), /told by who is paid/),
  guarded('payee_account.guard_payee', 'another number', payee(confirmed), set('payee_account', 531, { account_cipher: "'\\x02'" }), /not rewritten/),
  guarded(
    'payee_account.guard_payee',
    'a change without waiting',
    payee({ ...confirmed, id: u(532), replaced_at: 'now()' }) + payee(),
    set('payee_account', 531, { confirmed_by: u(13), confirmed_at: 'now()', usable_from: 'now()' }),
    /a changed account waits/,
  ),
]

export const supportProbes: readonly Probe[] = [...agreements, ...payees, ...paymentProbes, ...milestoneProbes, ...clawbackProbes]

/** What makes each invariant of this room untrue; run with the triggers off. */
const without = (table: string, ...constraints: readonly string[]) => constraints.map((name) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`).join(' ')
const paidOut = { ...approved, payee_hash: "'h'", state: "'paid'", bank_receipt_no: "'R'", paid_on: 'current_date', paid_by: u(12) }
export const supportFaults: Readonly<Record<string, string>> = {
  'agreement in force that the books do not know, or that says another amount than its parts': agreement(),
  'agreement signed over another text than its paper': agreement({ ...signed, state: "'signed_by_applicant'" }),
  'paid instalment that the books do not know': agreement(force) + instalment(paidOut),
  'money paid out under an agreement without its instalment': `${agreement(force)} INSERT INTO ledger_txn (kind, ref, case_id, actor_id, approver_id, biz_date) VALUES ('disburse', 'x', ${u(71)}, ${u(12)}, ${u(13)}, '2026-11-25');`,
  'payment by fewer people than it takes': `${without('instalment', 'instalment_takes_three')} ${agreement(force)} ${instalment({ ...paidOut, approved_by: u(12) })}`,
  'clawback decided before the time to answer was over, or by who opened it': clawback({ ...decided, decided_at: "'2026-09-15T15:59:59Z'" }),
  'money taken back that its receipts do not add up to': clawback({ ...decided, recovered_fen: '100' }),
}
