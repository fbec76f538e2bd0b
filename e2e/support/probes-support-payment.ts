// One violation per rule around instalments and milestones.
import type { Probe } from './database-privileges'
import { agreement, approved, checked, clawback, confirmed, force, guarded, instalment, milestone, named, payee, requested, set, u } from './rows-support'

export const paymentProbes: readonly Probe[] = [
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
export const milestoneProbes: readonly Probe[] = [
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
