// One violation per rule around agreements, payments, milestones and clawbacks. Rows that only have to be there are put in
// with the triggers asleep; the violation itself meets them awake, unless a CHECK alone is tried.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const asleep = 'SET LOCAL session_replication_role = replica;'
const awake = 'SET LOCAL session_replication_role = origin;'
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql: asleep + sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })
const guarded = (rule: string, tries: string, rows: string, sql: string, refusal: RegExp): Probe => ({ rule, tries, sql: asleep + rows + awake + sql, refusal })

type Values = Readonly<Record<string, string>>
const insert = (table: string, values: Values) => `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')});`

const agreement = (more: Values = {}) =>
  insert('support_agreement', {
    id: u(501),
    number: "'XY-P'",
    case_id: u(71),
    person_id: u(1),
    venture_id: u(21),
    fund_line_id: u(502),
    amount_fen: '10000',
    term_months: '24',
    state: "'drafted'",
    document_id: u(503),
    drafted_by: u(12),
    drafted_at: 'now()',
    ...more,
  })
const signed = { signed_hash: "'f'", signed_version: '1', signed_by: u(11), signed_at: 'now()' }
const force = { ...signed, state: "'in_force'", counter_signed_by: u(13), counter_signed_at: 'now()', term_from: 'current_date' }
const payee = (more: Values = {}) =>
  insert('payee_account', {
    id: u(531),
    person_id: u(1),
    holder_name: "'周予安'",
    bank_name: "'探针银行支行'",
    account_cipher: "'\\x01'",
    account_last4: "'4567'",
    created_by: u(11),
    created_at: 'now()',
    ...more,
  })
const confirmed = { confirmed_by: u(13), confirmed_at: "now() - interval '2 days'", usable_from: "now() - interval '2 days'" }
const milestone = (more: Values = {}) =>
  insert('milestone', { id: u(521), agreement_id: u(501), no: '1', title: "'样机'", evidence: "'检测报告'", due_on: "'2027-03-31'", ...more })
const instalment = (more: Values = {}) =>
  insert('instalment', { id: u(511), agreement_id: u(501), no: '1', percent: '60', amount_fen: '6000', condition: "'on_contract'", ...more })
const requested = { state: "'requested'", request_no: "'BF-P'", requested_by: u(11), requested_at: 'now()', payee_id: u(531) }
const checked = { ...requested, state: "'checked'", checked_by: u(12), checked_at: 'now()', check_note: "'条件达到'", check_evidence: "'合同'" }
const hash = `payment_hash(${u(511)}, 6000, ${u(531)})`
const approved = { ...checked, state: "'approved'", approved_by: u(13), approved_at: 'now()', payee_hash: hash }
const clawback = (more: Values = {}) =>
  insert('clawback', {
    id: u(541),
    number: "'ZH-P'",
    case_id: u(71),
    agreement_id: u(501),
    person_id: u(1),
    ground: "'misuse'",
    clause: "'第六条'",
    facts: "'发票查实用于购车，无关'",
    formula: "'全额'",
    paid_fen: '6000',
    claimed_fen: '6000',
    opened_by: u(12),
    opened_at: 'now()',
    ...more,
  })
const noticed = { state: "'notice_sent'", notice_on: "'2026-09-01'", answer_due_on: "'2026-09-15'", document_id: u(503) }
const decision = { decided_fen: '6000', decided_by: u(13), decided_at: 'now()', reason: "'按协议第六条全额退回'", rest: "'keep'", repay_months: '1' }
const decided = { ...noticed, ...decision, state: "'decided'" }
const set = (table: string, id: number, values: Values) =>
  `UPDATE ${table} SET ${Object.entries(values)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ')} WHERE id = ${u(id)};`

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

const steps: readonly Probe[] = [
  named('instalment.instalment_part', 'a part of nothing', instalment({ amount_fen: '0' })),
  named('instalment.instalment_condition', 'a milestone that is not named', instalment({ condition: "'milestone'" })),
  named(
    'instalment.instalment_steps',
    'approved unchecked',
    instalment({ ...requested, state: "'approved'", approved_by: u(13), approved_at: 'now()', payee_hash: "'h'" }),
  ),
  named('instalment.instalment_check_says_why', 'checked without a word', instalment({ ...checked, check_note: "''" })),
  named('instalment.instalment_takes_three', 'checked and approved by one', instalment({ ...approved, approved_by: u(12), payee_hash: "'h'" })),
  named(
    'instalment.instalment_takes_three',
    'approved and paid by one',
    instalment({ ...approved, payee_hash: "'h'", state: "'paid'", bank_receipt_no: "'R'", paid_on: 'current_date', paid_by: u(13) }),
  ),
  named(
    'instalment_bank_receipt_no_key',
    'one receipt for two',
    [511, 512]
      .map((n) =>
        instalment({
          ...approved,
          id: u(n),
          no: String(n - 510),
          request_no: `'BF-${n}'`,
          payee_hash: "'h'",
          state: "'paid'",
          bank_receipt_no: "'R'",
          paid_on: 'current_date',
          paid_by: u(12),
        }),
      )
      .join(''),
  ),
  guarded(
    'instalment.guard_transition',
    'planned to cancelled without a new version',
    agreement(force) + instalment(),
    set('instalment', 511, { state: "'cancelled'" }),
    /stale version of instalment/,
  ),
  guarded('instalment.guard_instalment', 'another amount', agreement(force) + instalment(), set('instalment', 511, { amount_fen: '7000' }), /not rewritten/),
  guarded(
    'instalment.guard_instalment',
    'asked of an agreement that is not in force',
    agreement() + payee(confirmed) + instalment(),
    set('instalment', 511, { ...requested, version: '2' }),
    /payments of this agreement are held/,
  ),
  guarded(
    'instalment.guard_instalment',
    'asked while a clawback is open',
    agreement(force) + payee(confirmed) + instalment() + clawback(),
    set('instalment', 511, { ...requested, version: '2' }),
    /payments of this agreement are held/,
  ),
  guarded(
    'instalment.guard_instalment',
    'to an account that nobody confirmed',
    agreement(force) + payee() + instalment(),
    set('instalment', 511, { ...requested, version: '2' }),
    /an account that may be used/,
  ),
  guarded(
    'instalment.guard_instalment',
    'before its milestone',
    agreement(force) + payee(confirmed) + milestone() + instalment({ condition: "'milestone'", milestone_id: u(521) }),
    set('instalment', 511, { ...requested, version: '2' }),
    /milestone is not accepted/,
  ),
  guarded(
    'instalment.guard_instalment',
    'checked by the team',
    agreement(force) + payee(confirmed) + instalment(requested),
    set('instalment', 511, { state: "'checked'", version: '2', checked_by: u(14), checked_at: 'now()', check_note: "'条件达到'", check_evidence: "'合同'" }),
    /own case/,
  ),
  guarded(
    'instalment.guard_instalment',
    'approved over another account',
    agreement(force) + payee(confirmed) + instalment(checked),
    set('instalment', 511, { state: "'approved'", version: '2', approved_by: u(13), approved_at: 'now()', payee_hash: "'f'" }),
    /the account as it is/,
  ),
  guarded(
    'instalment.guard_instalment',
    'paid without a posting',
    agreement(force) + payee(confirmed) + instalment(approved),
    set('instalment', 511, { state: "'paid'", version: '2', bank_receipt_no: "'R'", paid_on: 'current_date', paid_by: u(12) }),
    /in the books/,
  ),
  guarded(
    'instalment.guard_instalment',
    'paid to an edited account',
    agreement(force) + payee(confirmed) + instalment(approved) + set('payee_account', 531, { bank_name: "'另一家银行'" }),
    set('instalment', 511, { state: "'paid'", version: '2', bank_receipt_no: "'R'", paid_on: 'current_date', paid_by: u(12) }),
    /changed after the approval/,
  ),
  guarded(
    'instalment.instalments_are_the_whole',
    'a part less than the whole',
    agreement(),
    `${instalment()} SET CONSTRAINTS ALL IMMEDIATE;`,
    /not the whole amount/,
  ),
]

const reported = { state: "'reported'", report: "'样机通过了第三方检测'", reported_by: u(11), reported_at: 'now()' }
const milestones: readonly Probe[] = [
  named('milestone.milestone_said', 'no evidence', milestone({ evidence: "' '" })),
  named('milestone.milestone_counts', 'a fifth reminder', milestone({ reminders_sent: '5' })),
  named('milestone.milestone_steps', 'accepted unreported', milestone({ state: "'accepted'" })),
  named(
    'milestone.milestone_by_another',
    'accepted by who reported',
    milestone({ ...reported, state: "'accepted'", reviewed_by: u(11), reviewed_at: 'now()', review_note: "'同意'" }),
  ),
  guarded(
    'milestone.guard_transition',
    'due to accepted at once',
    agreement(force) + milestone(),
    set('milestone', 521, { ...reported, state: "'accepted'", version: '2', reviewed_by: u(12), reviewed_at: 'now()', review_note: "'同意'" }),
    /illegal transition of milestone/,
  ),
  guarded('milestone.guard_milestone', 'a later day', agreement(force) + milestone(), set('milestone', 521, { due_on: "'2027-06-30'" }), /not rewritten/),
  guarded(
    'milestone.guard_milestone',
    'reported by a team-mate',
    agreement(force) + milestone(),
    set('milestone', 521, { ...reported, reported_by: u(14), version: '2' }),
    /who agreed reports/,
  ),
  guarded(
    'milestone.guard_milestone',
    'accepted by the team',
    agreement(force) + milestone(reported),
    set('milestone', 521, { state: "'accepted'", version: '2', reviewed_by: u(14), reviewed_at: 'now()', review_note: "'同意'" }),
    /own case/,
  ),
]

const receipt = (more: Values = {}) =>
  insert('clawback_receipt', {
    id: u(551),
    clawback_id: u(541),
    amount_fen: '100',
    bank_receipt_no: "'ZL-P'",
    received_on: 'current_date',
    recorded_by: u(12),
    recorded_at: 'now()',
    ...more,
  })
const clawbacks: readonly Probe[] = [
  named('clawback.clawback_says_why', 'an unknown ground', clawback({ ground: "'mood'" })),
  named('clawback.clawback_formula', 'less than the formula', clawback({ claimed_fen: '5999' })),
  named(
    'clawback.clawback_formula',
    'a fen beside pro rata',
    clawback({ ground: "'early_departure'", months_total: '24', months_left: '17', claimed_fen: '4251' }),
  ),
  named(
    'clawback.clawback_months',
    'more months than agreed',
    clawback({ ground: "'early_departure'", months_total: '24', months_left: '25', claimed_fen: '6250' }),
  ),
  named('clawback.clawback_notice_whole', 'noticed without a paper', clawback({ ...noticed, document_id: 'NULL' })),
  named('clawback.clawback_answer_whole', 'answered without a word', clawback({ ...noticed, state: "'objection'" })),
  named('clawback.clawback_decided_whole', 'decided by nobody', clawback({ ...decided, decided_by: 'NULL' })),
  named('clawback.clawback_decision', 'more than was noticed', clawback({ ...decided, decided_fen: '6001' })),
  named('clawback.clawback_by_another', 'opened and decided by one', clawback({ ...decided, decided_by: u(12) })),
  named(
    'clawback.clawback_ban',
    'barred for an honest failure',
    clawback({ ...decided, ground: "'honest_failure'", claimed_fen: '0', decided_fen: '0', ban_until: "'2028-01-01'" }),
  ),
  named('clawback.clawback_recovered', 'more than is owed', clawback({ ...decided, recovered_fen: '6001' })),
  named('clawback.clawback_closed_whole', 'written off by nobody', clawback({ ...decided, state: "'written_off'", closed_by: u(14) })),
  named('clawback_one_undecided', 'two at once', clawback() + clawback({ id: u(542), number: "'ZH-Q'" })),
  guarded(
    'clawback.guard_transition',
    'sued without a new version',
    agreement(force) + clawback(decided),
    set('clawback', 541, { state: "'court'" }),
    /stale version of clawback/,
  ),
  guarded('clawback.guard_clawback', 'about another amount than was paid', agreement(force), clawback(), /about what was paid/),
  guarded(
    'clawback.guard_clawback',
    'another sum',
    agreement(force) + clawback(),
    set('clawback', 541, { facts: "'换一种说法，说得更重一些'" }),
    /not rewritten/,
  ),
  guarded(
    'clawback.guard_clawback',
    'four days to answer',
    agreement(force) + clawback(),
    set('clawback', 541, { ...noticed, version: '2', answer_due_on: "'2026-09-07'" }),
    /too short/,
  ),
  guarded(
    'clawback.guard_clawback',
    'decided on the last day',
    agreement(force) + clawback(noticed),
    set('clawback', 541, { ...decision, state: "'decided'", version: '2', decided_at: "'2026-09-15T15:59:59Z'" }),
    /time to answer is not over/,
  ),
  guarded(
    'clawback.guard_clawback',
    'decided by the window',
    agreement(force) + clawback({ ...noticed, opened_by: u(13) }),
    set('clawback', 541, { ...decision, state: "'decided'", version: '2', decided_by: u(12) }),
    /a leader decides/,
  ),
  guarded(
    'clawback.guard_clawback',
    'settled with something owed',
    agreement(force) + clawback(decided),
    set('clawback', 541, { state: "'recovered'", version: '2' }),
    /not all of it came back/,
  ),
  named('clawback_receipt.receipt_amount', 'nothing', receipt({ amount_fen: '0' })),
  named('clawback_receipt_bank_receipt_no_key', 'one receipt twice', receipt() + receipt({ id: u(552) })),
  guarded(
    'clawback_receipt.guard_clawback_receipt',
    'money that is not in the books',
    agreement(force) + clawback(decided),
    receipt(),
    /came back is in the books/,
  ),
  guarded(
    'clawback_receipt.append_only',
    'a receipt changed',
    receipt(),
    'UPDATE clawback_receipt SET amount_fen = 1;',
    /UPDATE on clawback_receipt is forbidden/,
  ),
  guarded('clawback_receipt.append_only_all', 'receipts thrown away', receipt(), 'TRUNCATE clawback_receipt;', /TRUNCATE on clawback_receipt is forbidden/),
]

export const supportProbes: readonly Probe[] = [...agreements, ...payees, ...steps, ...milestones, ...clawbacks]

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
