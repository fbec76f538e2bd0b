// Violations of entries, panels, the frozen pool, assignments and the chair's word about soft relations.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

/**
 * Round 101 with one application 102 of person 1, its entry 103 in panel 104; reviewers 105 (leader 3) and 106 (clerk 2); a
 * draw 107 in which both stand in the pool.
 */
const round = `
  INSERT INTO round (id, programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days, hide_applicant)
    SELECT ${u(101)}, 'climber', '探针评审', '2026-01-01', '2026-12-31', '2026-01-01', '{office}', 'panel', (SELECT id FROM rubric LIMIT 1), 20, false;
  INSERT INTO application (id, person_id, round_id, state, submitted_at) VALUES (${u(102)}, ${u(1)}, ${u(101)}, 'submitted', '2026-11-01');
  INSERT INTO review_panel (id, round_id, name, seats, created_at) VALUES (${u(104)}, ${u(101)}, '探针组', 3, now());
  INSERT INTO reviewer (id, no, person_id, fields, employer, added_at) VALUES (${u(105)}, 'ZJ-991', ${u(3)}, '{机电装备}', '第一研究所', now()),
    (${u(106)}, 'ZJ-992', ${u(2)}, '{机电装备}', '第二研究所', now());`
const entry = (code = 'P-01') => `INSERT INTO review_entry (id, round_id, application_id, code, field, panel_id, created_at)
  VALUES (${u(103)}, ${u(101)}, ${u(102)}, '${code}', '机电装备', ${u(104)}, now());`
/** Past the guards of the draw, which have probes of their own. */
const draw = (state: 'frozen' | 'drawn') => `
  INSERT INTO draw (id, number, purpose, title, pool_rule, units, secret_cipher, commit, public_value_source, closes_at, created_at)
    VALUES (${u(107)}, 'YH-PROBE', 'panel', '探针', '全部', 1, '\\x01', encode(sha256('\\x00'), 'hex'), '某日收盘点位', '2026-11-20 10:00+08', '2026-11-20 09:00+08');
  SET LOCAL session_replication_role = replica;
  UPDATE draw SET state = '${state}', version = 2, committed_at = '2026-11-20 09:00+08', frozen_at = '2026-11-20 10:00+08', entries_hash = 'f'${
    state === 'drawn' ? `, public_value = '1', drawn_at = '2026-11-20 11:00+08', drawn_by = ${u(12)}, witness_name = '尹中天'` : ''
  } WHERE id = ${u(107)};
  UPDATE review_panel SET draw_id = ${u(107)} WHERE id = ${u(104)};
  SET LOCAL session_replication_role = origin;`
const pool = (more: { excluded?: boolean; reasons?: string } = {}) =>
  `INSERT INTO panel_pool_row (panel_id, draw_id, reviewer_id, reviewer_no, excluded, reasons)
   VALUES (${u(104)}, ${u(107)}, ${u(105)}, 'ZJ-991', ${more.excluded ?? false}, '${more.reasons ?? '[]'}');`
const sheet = (more: { reviewer?: number; rank?: number; id?: number } = {}) =>
  `INSERT INTO review_assignment (id, entry_id, reviewer_id, draw_rank, assigned_at) VALUES (${u(more.id ?? 108)}, ${u(103)}, ${u(more.reviewer ?? 105)}, ${more.rank ?? 1}, now());`
const drawn = `${round}${entry()}${draw('drawn')}${pool()}`
const given = `${drawn}${sheet()}`
const step = (set: string) => `UPDATE review_assignment SET version = version + 1, ${set} WHERE id = ${u(108)};`
const related = `INSERT INTO person_relation (kind, person_id, other_id, source, recorded_at) VALUES ('relative', ${u(3)}, ${u(1)}, 'staff', now());`
const guard = (tries: string, sql: string, refusal: RegExp): Probe => ({ rule: 'review_assignment.guard_assignment', tries, sql, refusal })
const soft = (decision: string, reason = '只是校友') =>
  `INSERT INTO soft_relation_decision (assignment_id, decision, relations, reason, decided_by, decider_name, decided_at)
   VALUES (${u(108)}, '${decision}', '[]', '${reason}', ${u(13)}, '顾怀民', now());`

export const panelProbes: readonly Probe[] = [
  named('review_entry.entry_code_shape', 'a code of another shape', round + entry('A-1')),
  named(
    'review_entry_round_id_code_key',
    'one code twice',
    `${round}${entry()} INSERT INTO application (id, person_id, round_id) VALUES (${u(109)}, ${u(4)}, ${u(101)});
    INSERT INTO review_entry (round_id, application_id, code, field, created_at) VALUES (${u(101)}, ${u(109)}, 'P-01', '机电装备', now());`,
  ),
  named(
    'review_entry_application_id_key',
    'one application twice',
    `${round}${entry()}
    INSERT INTO review_entry (round_id, application_id, code, field, created_at) VALUES (${u(101)}, ${u(102)}, 'P-02', '机电装备', now());`,
  ),
  {
    rule: 'review_entry.guard_entry',
    tries: 'an application of another round',
    sql: `${round} INSERT INTO review_entry (round_id, application_id, code, field, created_at) VALUES (${u(101)}, ${u(61)}, 'P-01', '机电装备', now());`,
    refusal: /belongs to the round/,
  },
  {
    rule: 'review_entry.guard_entry',
    tries: 'another code',
    sql: `${round}${entry()} UPDATE review_entry SET code = 'P-02' WHERE id = ${u(103)};`,
    refusal: /keeps its application and its code/,
  },
  {
    rule: 'review_entry.guard_entry',
    tries: 'taken out of a panel whose pool is frozen',
    sql: `${drawn} UPDATE review_entry SET panel_id = NULL WHERE id = ${u(103)};`,
    refusal: /pool of the panel is frozen/,
  },
  {
    rule: 'review_entry.guard_transition',
    tries: 'waiting to scored at once',
    sql: `${round}${entry()} UPDATE review_entry SET state = 'scored', version = 2 WHERE id = ${u(103)};`,
    refusal: /illegal transition of entry/,
  },
  named('review_panel.panel_seats', 'no seat', `${round} UPDATE review_panel SET seats = 0 WHERE id = ${u(104)};`),
  named('review_panel.panel_name_given', 'no name', `${round} UPDATE review_panel SET name = ' ' WHERE id = ${u(104)};`),
  named('panel_pool_row.pool_exclusion_has_a_reason', 'excluded without a reason', `${round}${entry()}${draw('frozen')}${pool({ excluded: true })}`),
  {
    rule: 'panel_pool_row.append_only',
    tries: 'an exclusion taken back',
    sql: `${drawn} UPDATE panel_pool_row SET excluded = false;`,
    refusal: /UPDATE on panel_pool_row is forbidden/,
  },
  guard('somebody with a hard relation', `${drawn}${related}${sheet()}`, /hard relation: relative/),
  guard('somebody who was never drawn', drawn + sheet({ reviewer: 106 }), /comes from the draw/),
  guard('an expert of a pool that is not drawn yet', `${round}${entry()}${draw('frozen')}${pool()}${sheet()}`, /comes from the draw/),
  guard('given to another expert', given + step(`reviewer_id = ${u(106)}`), /keeps its entry and its expert/),
  guard('declared after a relation was found', `${given}${related}${step("state = 'declared', declared_at = now()")}`, /hard relation: relative/),
  {
    rule: 'review_assignment.guard_transition',
    tries: 'drawn to locked at once',
    sql: given + step("state = 'locked', declared_at = now(), opened_at = now()"),
    refusal: /illegal transition of assignment/,
  },
  named('review_assignment.assignment_rank', 'no place in the order', drawn + sheet({ rank: 0 })),
  named(
    'review_assignment.assignment_not_its_own_substitute',
    'a substitute of itself',
    `${drawn} INSERT INTO review_assignment (id, entry_id, reviewer_id, draw_rank, assigned_at, replaces) VALUES (${u(108)}, ${u(103)}, ${u(105)}, 1, now(), ${u(108)});`,
  ),
  named('review_assignment_entry_id_reviewer_id_key', 'one expert twice', given + sheet({ id: 109 })),
  named('review_assignment.assignment_ends_with_reason', 'recused without a reason', given + step("state = 'recused'")),
  named('review_assignment.assignment_opened_after_declaration', 'declared without a day', given + step("state = 'declared'")),
  named('soft_relation_decision.soft_decision_known', 'an unknown decision', given + soft('maybe')),
  named('soft_relation_decision.soft_decision_has_a_reason', 'no reason', given + soft('keep', ' ')),
  {
    rule: 'soft_relation_decision.append_only',
    tries: 'another word later',
    sql: `${given}${soft('keep')} UPDATE soft_relation_decision SET decision = 'replace';`,
    refusal: /UPDATE on soft_relation_decision is forbidden/,
  },
]

const off = (sql: string) => sql.replaceAll('SET LOCAL session_replication_role = origin;', '')

/** For invariants.db.test.ts: SQL that makes each of the room's invariants untrue; triggers are off. */
export const panelFaults: Readonly<Record<string, string>> = {
  'sheet of an expert who was not in the drawn pool': off(drawn + sheet({ reviewer: 106 })),
  'more seats held on an entry than its panel has': off(`${given}${sheet({ id: 109, reviewer: 106 })} UPDATE review_panel SET seats = 1 WHERE id = ${u(104)};`),
  'substitute on another entry than the one it replaces':
    off(`${given} INSERT INTO review_assignment (id, entry_id, reviewer_id, draw_rank, assigned_at, replaces)
    VALUES (${u(109)}, ${u(103)}, ${u(106)}, 2, now(), ${u(108)});`),
}
