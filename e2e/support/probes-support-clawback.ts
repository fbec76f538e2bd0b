// One violation per rule around clawbacks and what came back.
import type { Probe } from './database-privileges'
import { agreement, clawback, decided, decision, force, guarded, insert, named, noticed, set, u, type Values } from './rows-support'

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

export const clawbackProbes: readonly Probe[] = [
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
