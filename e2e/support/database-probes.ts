// One violation per rule of the database. prisma/constraints.db.test.ts requires that each is refused by its own rule;
// e2e/break removes the rules one by one and requires that the probe notices.
import { type Probe, privileges } from './database-privileges'
import { allocationSql as allocation, uid } from './database-world'
import { caseworkChainProbes } from './probes-casework-chain'
import { drawProbes } from './probes-draw'
import { fundProbes } from './probes-fund'
import { meetingProbes } from './probes-meeting'
import { noticeProbes } from './probes-notice'
import { panelProbes } from './probes-panel'
import { programmeProbes } from './probes-programme'
import { relationProbes } from './probes-relation'
import { reviewProbes } from './probes-review'
import { screeningProbes } from './probes-screening'
import { supportProbes } from './probes-support'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

const holdings: readonly Probe[] = [
  named('allocation.one_holder_per_unit', 'the same desk twice', allocation() + allocation({ during: '[2027-09-30,2028-01-01)' })),
  named('allocation.one_flat_or_bed_per_person', 'two flats for one person', allocation({ unit: 44, kind: 'flat' }) + allocation({ unit: 46, kind: 'flat' })),
  named('allocation.during_is_a_period', 'an empty period', allocation({ during: 'empty' })),
  named('allocation.only_the_ledger_leaves_the_end_open', 'no end', allocation({ during: '[2026-10-01,)' })),
  named('allocation.space_years', 'four years', allocation({ during: '[2026-10-01,2030-10-01)' })),
  named('allocation.bed_nights', 'eight nights', allocation({ unit: 45, kind: 'bed', during: '[2026-10-01,2026-10-09)' })),
  named('allocation.a_hold_has_an_end', 'held for ever', allocation({ holdUntil: null })),
  named('allocation.an_offer_has_a_deadline', 'offered without a deadline', allocation({ state: 'offered' })),
  named('allocation.venture_holds_desks_and_rooms', 'a desk of nobody', allocation({ venture: null })),
  {
    rule: 'allocation.guard_allocation',
    tries: 'a case that is not approved',
    sql: allocation({ case: 73 }),
    refusal: /allocation without an approved case/,
  },
  { rule: 'allocation.guard_allocation', tries: 'a desk under maintenance', sql: allocation({ unit: 43 }), refusal: /unit is maintenance/ },
  {
    rule: 'allocation.holding_counter_apply',
    tries: 'a fifth desk',
    sql: [41, 42, 47, 48, 49].map((unit) => allocation({ unit })).join(''),
    refusal: /"holdings_within_limit"/,
  },
  named(
    'holding_counter.holdings_within_limit',
    'more than the limit',
    `INSERT INTO holding_counter (venture_id, kind, live, max_live) VALUES (${u(21)}, 'desk', 5, 4);`,
  ),
  named(
    'waitlist_one_open',
    'twice on the list',
    `INSERT INTO waitlist_entry (kind, case_id) VALUES ('desk', ${u(71)}); INSERT INTO waitlist_entry (kind, case_id) VALUES ('desk', ${u(71)});`,
  ),
]

const moves: readonly Probe[] = [
  {
    rule: 'unit.guard_unit',
    tries: 'a repair of a desk that somebody holds',
    sql: `${allocation()} UPDATE unit SET state = 'maintenance' WHERE id = ${u(41)};`,
    refusal: /has a holder/,
  },
  {
    rule: 'case_file.guard_transition',
    tries: 'accepted to approved at once',
    sql: `UPDATE case_file SET state = 'approved', version = version + 1 WHERE id = ${u(73)};`,
    refusal: /illegal transition of case/,
  },
  {
    rule: 'case_file.guard_transition',
    tries: 'a state without a new version',
    sql: `UPDATE case_file SET state = 'panel_decision' WHERE id = ${u(73)};`,
    refusal: /stale version of case/,
  },
  {
    rule: 'allocation.guard_transition',
    tries: 'held to occupied at once',
    sql: `${allocation()} UPDATE allocation SET state = 'occupied', version = version + 1 WHERE unit_id = ${u(41)};`,
    refusal: /illegal transition of allocation/,
  },
  {
    rule: 'application.guard_transition',
    tries: 'a submitted form as a draft again',
    sql: `UPDATE application SET state = 'draft', version = version + 1 WHERE id = ${u(61)};`,
    refusal: /illegal transition of application/,
  },
  {
    rule: 'case_file.decided_case_is_signed',
    tries: 'decided by one',
    sql: `UPDATE case_file SET state = 'approved', version = version + 1 WHERE id = ${u(72)}; SET CONSTRAINTS ALL IMMEDIATE;`,
    refusal: /a decision needs the signatures of its chain: final_decision/,
  },
]

const appendOnly = (table: string, statement: string, verb: string, trigger = 'append_only'): Probe => ({
  rule: `${table}.${trigger}`,
  tries: `${verb.toLowerCase()} of what happened`,
  sql: statement,
  refusal: new RegExp(`${verb} on ${table} is forbidden`),
})

const history: readonly Probe[] = [
  appendOnly('audit_event', "UPDATE audit_event SET action = 'x';", 'UPDATE'),
  appendOnly('audit_event', 'DELETE FROM audit_event;', 'DELETE'),
  appendOnly('audit_event', 'TRUNCATE audit_event CASCADE;', 'TRUNCATE', 'append_only_all'),
  appendOnly('audit_seal', "UPDATE audit_seal SET hash = '\\x02';", 'UPDATE'),
  appendOnly('audit_seal', 'TRUNCATE audit_seal;', 'TRUNCATE', 'append_only_all'),
  appendOnly('case_signature', "UPDATE case_signature SET reason = '改了';", 'UPDATE'),
  appendOnly('case_event', 'DELETE FROM case_event;', 'DELETE'),
]

const change = (columns: string, values: string) =>
  `INSERT INTO person_change (person_id, proposed_by, proposer_name, proposed_at, ${columns}) VALUES (${u(1)}, ${u(12)}, '何静', now(), ${values});`
const merge = change('kind, from_id, reason', `'merge', ${u(5)}, '同一个人'`)

const people: readonly Probe[] = [
  named('person.name_is_a_name', 'blanks around a name', "INSERT INTO person (state, name) VALUES ('registered', ' 周予安');"),
  named('person.blind_index_size', 'a short index', "INSERT INTO person (state, name, id_blind_index) VALUES ('registered', '周予安', '\\x01');"),
  named('person.verified_has_identity', 'verified without a number', "INSERT INTO person (state, name) VALUES ('verified', '周予安');"),
  named(
    'person.merged_is_dated',
    'merged into oneself',
    `INSERT INTO person (id, state, name, merged_into, merged_at) VALUES (${u(9)}, 'imported', '周', ${u(9)}, now());`,
  ),
  named(
    'person_id_type_id_blind_index_key',
    'one identity number twice',
    "INSERT INTO person (state, name, id_blind_index) SELECT 'registered', '周予安', sha256('1') FROM generate_series(1, 2);",
  ),
  {
    rule: 'person.guard_person',
    tries: 'registered to imported',
    sql: `UPDATE person SET state = 'imported' WHERE id = ${u(2)};`,
    refusal: /illegal transition of person/,
  },
  { rule: 'person.guard_person', tries: 'a merged person written to', sql: `UPDATE person SET school = 'x' WHERE id = ${u(6)};`, refusal: /merged person/ },
  {
    rule: 'person.guard_person',
    tries: 'somebody with an account merged away',
    sql: `UPDATE person SET merged_into = ${u(1)}, merged_at = now() WHERE id = ${u(2)};`,
    refusal: /person cannot be merged/,
  },
  named('person_change.change_kind_known', 'an unknown kind', change('kind, reason', "'rename', '改名'")),
  named(
    'person_change.change_outcome_known',
    'an unknown outcome',
    change('kind, reason, outcome, decided_by, decided_at', `'correct_identity', '写错了', 'maybe', ${u(13)}, now()`),
  ),
  named('person_change.change_is_decided_whole', 'an outcome of nobody', change('kind, reason, outcome', "'correct_identity', '写错了', 'done'")),
  named(
    'person_change.change_takes_two',
    'proposed and done by one',
    change('kind, reason, outcome, decided_by, decided_at', `'correct_identity', '写错了', 'done', ${u(12)}, now()`),
  ),
  named('person_change.change_says_what', 'a merge of nobody', change('kind, reason', "'merge', '同一个人'")),
  named('person_change.change_reason_given', 'a blank reason', change('kind, reason', "'correct_identity', '  '")),
  named(
    'person_change.change_keeps_no_number',
    'a number kept after the decision',
    change('kind, reason, id_cipher, outcome, decided_by, decided_at', `'correct_identity', '写错了', '\\x01', 'done', ${u(13)}, now()`),
  ),
  named('person_change_one_open', 'two open changes of one person', change('kind, reason', "'correct_identity', '写错了'").repeat(2)),
  named(
    'person_change_one_open_source',
    'one row merged into two people',
    `${merge} INSERT INTO person_change (person_id, proposed_by, proposer_name, proposed_at, kind, from_id, reason) VALUES (${u(2)}, ${u(12)}, '何静', now(), 'merge', ${u(5)}, '同一个人');`,
  ),
]

const merged = (table: string, sql: string): Probe => ({
  rule: `${table}.refuse_merged_person`,
  tries: 'something for a merged person',
  sql,
  refusal: /merged person/,
})

const mergedPeople: readonly Probe[] = [
  merged('app_user', `INSERT INTO app_user (person_id) VALUES (${u(6)});`),
  merged('venture_member', `INSERT INTO venture_member (venture_id, person_id, name, role) VALUES (${u(21)}, ${u(6)}, '周', 'member');`),
  merged('application', `UPDATE application SET person_id = ${u(6)} WHERE id = ${u(61)};`),
  merged('case_file', `UPDATE case_file SET person_id = ${u(6)} WHERE id = ${u(73)};`),
  merged('allocation', allocation({ unit: 44, kind: 'flat', person: 6 })),
  merged('document', `UPDATE document SET person_id = ${u(6)};`),
  merged(
    'stored_file',
    `INSERT INTO stored_file (owner_person_id, purpose, name, media_type, size, sha256) VALUES (${u(6)}, 'plan', 'a.pdf', 'application/pdf', 1, 'x');`,
  ),
]

const rows: readonly Probe[] = [
  named('venture.credit_code_checks', 'a wrong check sign', "INSERT INTO venture (name, field, credit_code) VALUES ('x', 'x', '91350100M000100Y44');"),
  named('role_grant_once', 'one role twice', `INSERT INTO role_grant (user_id, role_code, department_code) VALUES (${u(12)}, 'intake', 'window');`),
  named(
    'case_pause_one_open',
    'two open pauses',
    `INSERT INTO case_pause (clock_id, reason, from_on, started_by) VALUES (${u(81)}, 'site_visit', '2026-09-18', ${u(12)});`,
  ),
  named('case_pause.pause_is_forward', 'a pause that ends before it begins', "UPDATE case_pause SET to_on = '2026-09-01';"),
  named('case_material.material_state_known', 'an unknown state', `UPDATE case_material SET state = 'lost' WHERE id = ${u(83)};`),
  named(
    'stored_file.file_size',
    'an empty file',
    `INSERT INTO stored_file (owner_person_id, purpose, name, media_type, size, sha256) VALUES (${u(1)}, 'plan', 'a.pdf', 'application/pdf', 0, 'x');`,
  ),
  named(
    'rule_value_in_force',
    'two values in force',
    "INSERT INTO rule_value (id, key, value, unit, valid_from, source, confidence) SELECT gen_random_uuid(), key, value, unit, DATE '2026-06-01', source, confidence FROM rule_value WHERE key = 'offer.days';",
  ),
  named('rule_value.confidence_known', 'an unknown source', "UPDATE rule_value SET confidence = 'Z' WHERE key = 'offer.days';"),
  named('case_file_case_no_key', 'one number for two cases', `UPDATE case_file SET case_no = 'PR-2026-00071-A';`),
  named('document_number_key', 'one number on two documents', documentSql('探针第 9001 号', 9002)),
  named('document_kind_year_seq_key', 'one place in the series twice', documentSql('探针第 9002 号', 9001)),
  named(
    'outgoing_message_dedupe_key_key',
    'one message twice',
    "INSERT INTO outgoing_message (channel, recipient, template, body, dedupe_key) VALUES ('sms', '1', 'probe', 'x', 'probe:1');",
  ),
]

function documentSql(number: string, seq: number): string {
  return `INSERT INTO document (kind, year, seq, number, person_id, holder_name, data, fingerprint, code, issued_on)
    VALUES ('acceptance', 2026, ${seq}, '${number}', ${u(1)}, '周予安', '{}', 'f', 'c', '2026-09-16');`
}

export const probes: readonly Probe[] = [
  ...holdings,
  ...moves,
  ...caseworkChainProbes,
  ...history,
  ...people,
  ...mergedPeople,
  ...rows,
  ...privileges,
  ...programmeProbes,
  ...screeningProbes,
  ...fundProbes,
  ...drawProbes,
  ...meetingProbes,
  ...noticeProbes,
  ...relationProbes,
  ...panelProbes,
  ...reviewProbes,
  ...supportProbes,
]

/** Rules that the schema file makes by itself; probed because money, numbers or identity hang on them. */
export const plainUniques = probes.map((probe) => probe.rule).filter((rule) => rule.endsWith('_key'))
