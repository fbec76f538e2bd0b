// What makes each invariant of the fund's books untrue; run with the triggers off.
const drop = (table: string, ...constraints: readonly string[]) => constraints.map((name) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`).join(' ')
const first = '(SELECT min(id) FROM ledger_txn)'
const account = (kind: string) => `(SELECT id FROM ledger_account WHERE code = 'special:2026:grant:${kind}')`
const anybody = 'gen_random_uuid()'

export const fundFaults: Readonly<Record<string, string>> = {
  'balance of an account differs from its entries': `UPDATE ledger_account SET balance_fen = balance_fen - 1 WHERE id = ${account('available')};`,
  'books out of balance': `UPDATE ledger_account SET balance_fen = balance_fen - 1 WHERE id = ${account('available')};`,
  'year of a fund out of balance': `UPDATE ledger_account SET balance_fen = balance_fen - 1 WHERE id = ${account('available')};`,
  'posting that is not sealed or not balanced': `UPDATE ledger_txn SET hash = NULL WHERE id = ${first};`,
  'chain of postings broken': `UPDATE ledger_txn SET note = note || ' ' WHERE id = ${first};`,
  'year’s budget exceeded': `${drop('ledger_account', 'balance_within_bounds')} UPDATE ledger_account SET balance_fen = balance_fen - 1 WHERE code = 'special:2026:source';`,
  'line overdrawn': `${drop('ledger_account', 'balance_within_bounds')} UPDATE ledger_account SET balance_fen = -1 WHERE id = ${account('committed')};`,
  'money paid, moved or taken back by one person': `${drop('ledger_txn', 'two_people', 'money_of_a_case', 'approver_is_another')} UPDATE ledger_txn SET kind = 'disburse', approver_id = actor_id WHERE id = ${first};`,
  'case that took more than it was given': `INSERT INTO ledger_txn (kind, ref, case_id, actor_id, biz_date) VALUES ('contract', 'x', ${anybody}, ${anybody}, '2026-01-01');
    INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen) SELECT max(id), 1, ${account('committed')}, -1 FROM ledger_txn;`,
  'money of a case that does not exist': `UPDATE ledger_txn SET case_id = ${anybody} WHERE id = ${first};`,
  'closed line with money undecided': "UPDATE fund_line SET closed_on = '2026-12-31' WHERE code = 'grant';",
  'carried over, but not the same sum': `INSERT INTO ledger_txn (kind, ref, case_id, note, actor_id, biz_date) VALUES ('carry', 'x', ${anybody}, '结转', ${anybody}, '2026-12-31');
    INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen) SELECT max(id), 1, ${account('carried')}, 5 FROM ledger_txn;`,
  'signed transfer or reversal without its posting': `INSERT INTO fund_transfer (from_line_id, to_line_id, amount_fen, reason, proposed_by, proposer_name, proposed_at, decided_by, decider_name, decided_at, outcome, txn_id)
    SELECT a.id, b.id, 1, '调剂', ${anybody}, 'x', now(), ${anybody}, 'y', now(), 'approved', ${first} FROM fund_line a, fund_line b WHERE a.code = 'grant' AND b.code = 'reserve';`,
}
