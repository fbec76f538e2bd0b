// Violations of screening: a flag that is not one, a judgement without a reason, changed, or by one of the team; a second check too early.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

const second = `INSERT INTO application (id, person_id, round_id, state, submitted_at)
  SELECT ${u(111)}, ${u(3)}, round_id, 'submitted', now() FROM application WHERE id = ${u(61)};`
const flag = ({ kind = 'phone', a = 61, b = 111, likeness = 100 } = {}) =>
  `${second} INSERT INTO duplicate_flag (id, kind, application_a, application_b, likeness, found_at) VALUES (${u(112)}, '${kind}', ${u(a)}, ${u(b)}, ${likeness}, now());`
const judge = (by: number, reason = '不是同一个团队', outcome = 'different') =>
  `UPDATE duplicate_flag SET outcome = '${outcome}', reason = '${reason}', decided_by = ${u(by)}, decided_at = now() WHERE id = ${u(112)};`

/** The judge is no member and no applicant: clerk 12. */
export const screeningProbes: readonly Probe[] = [
  named('screening_key.screening_key_kind', 'a key of no kind', `INSERT INTO screening_key VALUES (${u(61)}, 'star_sign', 'x');`),
  named('duplicate_flag.flag_kind', 'a flag of no kind', flag({ kind: 'star_sign' })),
  named('duplicate_flag.flag_pair_in_order', 'the same pair the other way round', flag({ a: 111, b: 61 })),
  named('duplicate_flag.flag_likeness', 'no likeness', flag({ likeness: 0 })),
  named('duplicate_flag.flag_is_judged_whole', 'a judgement without a reason', flag() + judge(12, ' ')),
  named('duplicate_flag.flag_is_judged_whole', 'an outcome that nobody knows', flag() + judge(12, '不是同一个团队', 'perhaps')),
  { rule: 'duplicate_flag.guard_flag', tries: 'a judgement changed', sql: flag() + judge(12) + judge(12, '改一下理由'), refusal: /a judged flag stays/ },
  {
    rule: 'duplicate_flag.guard_flag',
    tries: 'another pair under a flag',
    sql: `${flag()} UPDATE duplicate_flag SET likeness = 5 WHERE id = ${u(112)};`,
    refusal: /a judged flag stays/,
  },
  { rule: 'duplicate_flag.guard_flag', tries: 'a judge of the team', sql: flag() + judge(14), refusal: /own case/ },
  {
    rule: 'case_signature.second_check_after_flags',
    tries: 'a second check while a flag is open',
    sql: `${flag()}
      ALTER TABLE case_signature DISABLE TRIGGER guard_signature;
      INSERT INTO case_signature (case_id, step, decision, reason, signed_by, signer_name, case_version, at)
      VALUES (${u(73)}, 'second_check', 'concur', '符合条件', ${u(13)}, '顾怀民', 1, now());`,
    refusal: /a flag of a duplicate is open/,
  },
]

/** Invariant → SQL that makes it untrue; triggers are off. */
export const screeningFaults: Readonly<Record<string, string>> = {
  'second check before a duplicate was judged': `${flag()}
    INSERT INTO case_signature (case_id, step, decision, reason, signed_by, signer_name, case_version, at)
    VALUES (${u(73)}, 'second_check', 'concur', '符合条件', ${u(13)}, '顾怀民', 1, now() + interval '1 minute');`,
}
