// One violation per rule of the fund's books; on the reference lines of 2026.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

interface Txn {
  readonly kind?: string
  readonly ref?: string
  readonly caseId?: string
  readonly note?: string
  readonly actor?: number
  readonly approver?: number | null
  readonly reverses?: string
}
const txn = (t: Txn = {}) => `INSERT INTO ledger_txn (kind, ref, case_id, note, actor_id, approver_id, biz_date, reverses)
  VALUES ('${t.kind ?? 'commit'}', '${t.ref ?? 'probe'}', ${t.caseId ?? u(72)}, '${t.note ?? '探针'}', ${u(t.actor ?? 12)},
    ${t.approver ? u(t.approver) : 'NULL'}, '2026-11-25', ${t.reverses ?? 'NULL'});`
const entry = (line: number, account: string, amount: number) =>
  `INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen)
   SELECT (SELECT max(id) FROM ledger_txn), ${line}, id, ${amount} FROM ledger_account WHERE code = 'special:2026:${account}';`
const seal = 'SET CONSTRAINTS ALL IMMEDIATE;'
const commit = (amount = 100, more: Txn = {}) => txn(more) + entry(1, 'grant:available', -amount) + entry(2, 'grant:committed', amount)
const grants = `INSERT INTO role_grant (user_id, role_code, department_code) VALUES (${u(12)}, 'finance', 'finance'), (${u(13)}, 'leader', 'office');`
const lineOf = (code: string) => `(SELECT id FROM fund_line WHERE code = '${code}' AND year = 2026)`

const account = (columns: string) => `INSERT INTO ledger_account (code, kind, line_id, min_fen, max_fen, balance_fen) VALUES ('probe', ${columns});`

const accounts: readonly Probe[] = [
  named('ledger_account.account_kind_known', 'an unknown kind', account("'hidden', NULL, 0, 0, 0")),
  named('ledger_account.balance_within_bounds', 'a fen more than the line has', commit(450_000_001)),
  named(
    'ledger_account.balance_within_bounds',
    'a fen more than the year has',
    txn({ kind: 'open', caseId: 'NULL', actor: 999 }) + entry(1, 'source', -1) + entry(2, 'grant:available', 1),
  ),
  named('ledger_account.account_sides', 'a line that may be overdrawn', account(`'available', ${lineOf('grant')}, -1, 0, 0`)),
  named('ledger_account.account_sides', 'a source above zero', account("'source', NULL, 0, 1, 0")),
  named('ledger_account_line_kind', 'two accounts of a kind', account(`'available', ${lineOf('grant')}, 0, 1, 0`)),
]

const people: readonly Probe[] = [
  named('ledger_txn.txn_kind_known', 'an unknown kind', txn({ kind: 'gift' })),
  named('ledger_txn.ref_given', 'no number', txn({ ref: ' ' })),
  named('ledger_txn.approver_is_another', 'maker and checker in one', txn({ kind: 'disburse', approver: 12 })),
  named('ledger_txn.two_people', 'paid by one', txn({ kind: 'disburse' })),
  named('ledger_txn.reason_of_posting', 'released without a reason', txn({ kind: 'release', note: ' ' })),
  named('ledger_txn.money_of_a_case', 'promised to nobody', txn({ caseId: 'NULL' })),
  named('ledger_txn.reversal_names_its_txn', 'a commitment that reverses', txn({ reverses: '(SELECT max(id) FROM ledger_txn)' })),
  named('ledger_txn_kind_ref_key', 'one number twice', txn() + txn()),
  named(
    'ledger_txn_reverses_key',
    'taken back twice',
    grants +
      [1, 2].map((n) => txn({ kind: 'reverse', ref: `probe-${n}`, caseId: 'NULL', approver: 13, reverses: '(SELECT min(id) FROM ledger_txn)' })).join(''),
  ),
  ...[
    ['money of one’s own case', txn({ actor: 11 }), /own case/],
    ['money of a case of one’s team, as the approver', txn({ kind: 'disburse', approver: 14 }), /own case/],
    [
      'money of the spouse’s case',
      `INSERT INTO person_relation (kind, person_id, other_id, source, recorded_at) VALUES ('spouse', ${u(2)}, ${u(1)}, 'staff', now()); ${txn()}`,
      /related case: spouse/,
    ],
    ['a transfer of two who are not finance and leader', txn({ kind: 'transfer', caseId: 'NULL', approver: 13 }), /finance and a leader/],
    [
      'a transfer signed by finance',
      `${grants} INSERT INTO role_grant (user_id, role_code, department_code) VALUES (${u(13)}, 'finance', 'finance');
       ${txn({ kind: 'transfer', caseId: 'NULL', approver: 13 })}`,
      /finance and a leader/,
    ],
  ].map(([tries, sql, refusal]) => ({ rule: 'ledger_txn.guard_ledger_txn', tries, sql, refusal }) as Probe),
]

const entries: readonly Probe[] = [
  named('ledger_entry.entry_amount', 'more than a fund can hold', txn() + entry(1, 'grant:available', -100_000_000_001)),
  {
    rule: 'ledger_entry.ledger_entry_apply',
    tries: 'money that the line does not have',
    sql: commit(450_000_001),
    refusal: /"balance_within_bounds"/,
  },
  {
    rule: 'ledger_entry.guard_ledger_entry',
    tries: 'a commitment from the disbursed',
    sql: txn() + entry(1, 'grant:disbursed', -1),
    refusal: /does not move/,
  },
  {
    rule: 'ledger_entry.guard_ledger_entry',
    tries: 'a line more in a sealed posting',
    sql: commit() + seal + entry(3, 'grant:committed', 1),
    refusal: /is sealed/,
  },
  {
    rule: 'ledger_entry.guard_ledger_entry',
    tries: 'a posting to a closed line',
    sql: `SELECT fund_line_of('special', 2030, 'probe', '探针'); UPDATE fund_line SET closed_on = '2030-12-31' WHERE code = 'probe';
      ${txn({ kind: 'open', caseId: 'NULL', actor: 999 })}
      INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen) SELECT (SELECT max(id) FROM ledger_txn), 1, id, 1 FROM ledger_account WHERE code = 'special:2030:probe:available';`,
    refusal: /is closed/,
  },
  ...[
    ['one line', txn() + entry(1, 'grant:available', -1) + seal, /not balanced/],
    ['a fen too much', txn() + entry(1, 'grant:available', -1) + entry(2, 'grant:committed', 2) + seal, /not balanced/],
    [
      'what another case was promised',
      commit() + txn({ kind: 'contract', ref: 'x', caseId: u(71) }) + entry(1, 'grant:committed', -100) + entry(2, 'grant:contracted', 100) + seal,
      /takes more than case/,
    ],
    [
      'a reversal with another sum',
      grants +
        txn({ kind: 'reverse', caseId: 'NULL', approver: 13, reverses: "(SELECT id FROM ledger_txn WHERE ref = 'special:2026:grant')" }) +
        entry(1, 'source', 1) +
        entry(2, 'grant:available', -1) +
        seal,
      /not the counter-entry/,
    ],
  ].map(([tries, sql, refusal]) => ({ rule: 'ledger_txn.ledger_txn_seal', tries, sql, refusal }) as Probe),
]

const appendOnly = (table: string, statement: string, verb: string, trigger = 'append_only'): Probe => ({
  rule: `${table}.${trigger}`,
  tries: `${verb.toLowerCase()} of what was posted`,
  sql: statement,
  refusal: new RegExp(`${verb} on ${table} is forbidden`),
})

const history: readonly Probe[] = [
  appendOnly('ledger_txn', "UPDATE ledger_txn SET note = 'x';", 'UPDATE'),
  appendOnly('ledger_txn', `${commit()} ${seal} UPDATE ledger_txn SET hash = '\\x02', n = 99 WHERE ref = 'probe';`, 'UPDATE'),
  appendOnly('ledger_txn', 'DELETE FROM ledger_txn;', 'DELETE'),
  appendOnly('ledger_txn', 'TRUNCATE ledger_txn CASCADE;', 'TRUNCATE', 'append_only_all'),
  appendOnly('ledger_entry', 'UPDATE ledger_entry SET amount_fen = 1;', 'UPDATE'),
  appendOnly('ledger_entry', 'DELETE FROM ledger_entry;', 'DELETE'),
  appendOnly('ledger_entry', 'TRUNCATE ledger_entry;', 'TRUNCATE', 'append_only_all'),
]

const lines: readonly Probe[] = [
  named('fund_line.line_named', 'a year before the plan', "INSERT INTO fund_line (fund_source_code, year, code, name) VALUES ('special', 1999, 'x', 'x');"),
  named(
    'fund_line_fund_source_code_year_code_key',
    'one line twice',
    "INSERT INTO fund_line (fund_source_code, year, code, name) VALUES ('special', 2026, 'grant', 'x');",
  ),
  {
    rule: 'fund_line.guard_fund_line',
    tries: 'closed with money undecided',
    sql: "UPDATE fund_line SET closed_on = '2026-12-31' WHERE code = 'grant';",
    refusal: /nobody has decided/,
  },
  {
    rule: 'fund_line.guard_fund_line',
    tries: 'opened again',
    sql: `SELECT fund_line_of('special', 2030, 'probe', '探针'); UPDATE fund_line SET closed_on = '2030-12-31' WHERE code = 'probe';
      UPDATE fund_line SET closed_on = NULL WHERE code = 'probe';`,
    refusal: /is closed/,
  },
]

const transfer = (columns: { amount?: number; to?: string; reason?: string; more?: string; values?: string } = {}) =>
  `INSERT INTO fund_transfer (from_line_id, to_line_id, amount_fen, reason, proposed_by, proposer_name, proposed_at${columns.more ?? ''})
   VALUES (${lineOf('grant')}, ${columns.to ?? lineOf('reserve')}, ${columns.amount ?? 100}, '${columns.reason ?? '调剂'}', ${u(12)}, '何静', now()${columns.values ?? ''});`
const budget = (columns: { amount?: number; year?: number; reason?: string } = {}) =>
  `INSERT INTO fund_budget (fund_source_code, year, code, name, amount_fen, reason, proposed_by, proposer_name, proposed_at)
   VALUES ('special', ${columns.year ?? 2027}, 'grant', '项目资助', ${columns.amount ?? 100}, '${columns.reason ?? '文号'}', ${u(12)}, '何静', now());`
const correction = (reason = '记错了') =>
  `INSERT INTO ledger_correction (txn_id, reason, proposed_by, proposer_name, proposed_at)
   VALUES ((SELECT min(id) FROM ledger_txn), '${reason}', ${u(12)}, '何静', now());`
const decide = (table: string, by: number, outcome: string, more = '') =>
  `UPDATE ${table} SET decided_by = ${u(by)}, decider_name = '顾怀民', decided_at = now(), outcome = '${outcome}'${more};`

const proposals: readonly Probe[] = [
  named('fund_transfer.transfer_amount', 'nothing', transfer({ amount: 0 })),
  named('fund_transfer.transfer_between_two', 'to itself', transfer({ to: lineOf('grant') })),
  named('fund_transfer.transfer_reason', 'without a reason', transfer({ reason: ' ' })),
  named('fund_transfer.transfer_outcome_known', 'an unknown outcome', transfer() + decide('fund_transfer', 13, 'maybe')),
  named('fund_transfer.transfer_decided_whole', 'decided by nobody', `${transfer()} UPDATE fund_transfer SET outcome = 'refused';`),
  named('fund_transfer.transfer_by_another', 'decided by the proposer', transfer() + decide('fund_transfer', 12, 'refused')),
  named('fund_transfer.transfer_is_posted', 'approved without a posting', transfer() + decide('fund_transfer', 13, 'approved')),
  {
    rule: 'fund_transfer.guard_proposal',
    tries: 'another sum after it was proposed',
    sql: `${transfer()} UPDATE fund_transfer SET amount_fen = 200;`,
    refusal: /stands as it is/,
  },
  {
    rule: 'fund_transfer.guard_proposal',
    tries: 'to another year',
    sql: `SELECT fund_line_of('special', 2030, 'probe', '探针'); ${transfer({ to: "(SELECT id FROM fund_line WHERE code = 'probe')" })}`,
    refusal: /within a fund and year/,
  },
  named('fund_budget.budget_amount', 'nothing', budget({ amount: 0 })),
  named('fund_budget.budget_line', 'of no year', budget({ year: 1999 })),
  named('fund_budget.budget_reason', 'without a reason', budget({ reason: ' ' })),
  named('fund_budget.budget_outcome_known', 'an unknown outcome', budget() + decide('fund_budget', 13, 'maybe')),
  named('fund_budget.budget_decided_whole', 'decided by nobody', `${budget()} UPDATE fund_budget SET outcome = 'refused';`),
  named('fund_budget.budget_by_another', 'decided by the proposer', budget() + decide('fund_budget', 12, 'refused')),
  named('fund_budget.budget_is_posted', 'approved without a posting', budget() + decide('fund_budget', 13, 'approved')),
  {
    rule: 'fund_budget.guard_proposal',
    tries: 'another sum after it was proposed',
    sql: `${budget()} UPDATE fund_budget SET amount_fen = 200;`,
    refusal: /stands as it is/,
  },
  {
    rule: 'ledger_txn.guard_budget_opening',
    tries: 'money for a line by finance alone',
    sql: grants + txn({ kind: 'open', caseId: 'NULL' }),
    refusal: /budget needs finance and a leader/,
  },
  named('ledger_correction.correction_reason', 'without a reason', correction(' ')),
  named('ledger_correction.correction_outcome_known', 'an unknown outcome', correction() + decide('ledger_correction', 13, 'maybe')),
  named('ledger_correction.correction_decided_whole', 'decided by nobody', `${correction()} UPDATE ledger_correction SET outcome = 'refused';`),
  named('ledger_correction.correction_by_another', 'decided by the proposer', correction() + decide('ledger_correction', 12, 'refused')),
  named('ledger_correction.correction_is_posted', 'approved without a counter-entry', correction() + decide('ledger_correction', 13, 'approved')),
  named('ledger_correction_one_open', 'proposed twice', correction() + correction()),
  {
    rule: 'ledger_correction.guard_proposal',
    tries: 'decided again',
    sql: correction() + decide('ledger_correction', 13, 'refused') + decide('ledger_correction', 13, 'refused'),
    refusal: /stands as it is/,
  },
]

const forbidden = (verb: 'INSERT' | 'UPDATE' | 'DELETE', table: string, sql: string): Probe => ({
  rule: `role:${verb} ${table}`,
  tries: 'as the application',
  sql: `SET LOCAL ROLE climber_app; ${sql}`,
  refusal: new RegExp(`permission denied for table ${table}`),
})
const column: Readonly<Record<string, string>> = { ledger_entry: 'line' }
const privileges: readonly Probe[] = [
  ...['ledger_account', 'ledger_txn', 'ledger_entry', 'fund_line'].flatMap((table) => [
    forbidden('INSERT', table, `INSERT INTO ${table} SELECT * FROM ${table} WHERE false;`),
    forbidden('UPDATE', table, `UPDATE ${table} SET ${column[table] ?? 'id'} = ${column[table] ?? 'id'} WHERE false;`),
    forbidden('DELETE', table, `DELETE FROM ${table} WHERE false;`),
  ]),
  ...['fund_budget', 'fund_transfer', 'ledger_correction'].map((table) => forbidden('DELETE', table, `DELETE FROM ${table} WHERE false;`)),
]

export const fundProbes: readonly Probe[] = [...accounts, ...people, ...entries, ...history, ...lines, ...proposals, ...privileges]
