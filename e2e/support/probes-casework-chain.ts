// Violations of the sign-off chain: order, round, people, amount, notice, and final states without their signatures.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

interface Signed {
  /** The case; 95 unless said. */
  readonly n?: number
  readonly round?: number
  readonly decision?: string
  readonly amount?: number
  readonly seconds?: number
  readonly reason?: string
}
const signature = (step: string, by: number, { n = 95, round = 1, decision = 'concur', amount, seconds, reason = '符合条件' }: Signed = {}) =>
  `INSERT INTO case_signature (case_id, step, round, decision, reason, amount_fen, signed_by, signer_name, case_version, seconds, at)
   VALUES (${u(n)}, '${step}', ${round}, '${decision}', '${reason}', ${amount ?? 'NULL'}, ${u(by)}, '探针', 1, ${seconds ?? 'NULL'}, '2026-11-25 10:00+08');`

/** A case of money (95) in a round with a meeting; clerk 12 and leader 13 are there already, 16 and 17 come with it. */
const chainCase = `
  INSERT INTO person (id, state, name) VALUES (${u(8)}, 'registered', '许明澜'), (${u(9)}, 'registered', '沈知远');
  INSERT INTO app_user (id, person_id, phone) VALUES (${u(16)}, ${u(8)}, '19907390016'), (${u(17)}, ${u(9)}, '19907390017');
  INSERT INTO round (id, programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days, fund_line_id)
    SELECT ${u(91)}, 'climber', '探针批次', '2026-01-01', '2026-12-31', '2026-01-01', '{grant}', 'panel', (SELECT id FROM rubric LIMIT 1), 20,
           (SELECT id FROM fund_line WHERE code = 'grant' AND year = 2026);
  INSERT INTO application (id, person_id, round_id, state, submitted_at) VALUES (${u(92)}, ${u(1)}, ${u(91)}, 'submitted', '2026-11-01');
  INSERT INTO case_file (id, case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at, amount_fen)
    VALUES (${u(95)}, 'ZZ-2026-00095-X', ${u(92)}, 'grant', ${u(1)}, '探针', 'panel_decision', '2047', '2026-11-01', 30000000);`
const reviewed = `${chainCase}${signature('first_review', 12)}${signature('second_check', 13)}`
const voted = `${reviewed}${signature('panel', 16, { amount: 20_000_000 })}`
/** Shown from the 10th to the 17th of November, after the vote. */
const shown = `${voted}
  INSERT INTO public_notice (id, title, days, created_by, created_at) VALUES (${u(96)}, '探针', 5, ${u(12)}, now());
  INSERT INTO notice_line (notice_id, ordinal, case_id, masked_name, project, support) VALUES (${u(96)}, 1, ${u(95)}, '周*安', '探针', '项目资助');
  UPDATE public_notice SET state = 'published', version = 2, number = '探针公示', published_at = '2026-11-10', published_by = ${u(12)}, from_on = '2026-11-10', to_on = '2026-11-17'
   WHERE id = ${u(96)};
  UPDATE case_file SET state = 'public_notice', version = 2 WHERE id = ${u(95)};`

const signing = (tries: string, sql: string, refusal: RegExp): Probe => ({ rule: 'case_signature.guard_signature', tries, sql, refusal })
const deciding = (tries: string, sql: string, refusal: RegExp): Probe => ({ rule: 'case_file.decided_case_is_signed', tries, sql, refusal })
const end = (state: string) => `UPDATE case_file SET state = '${state}', version = version + 1 WHERE id = ${u(95)}; SET CONSTRAINTS ALL IMMEDIATE;`

/** The chain of the window's own decision: cases 72 (reviewed by 12) and 73 (accepted by 12). */
const directProbes: readonly Probe[] = [
  signing('one’s own case', signature('first_review', 11, { n: 73 }), /own case/),
  signing('a case of one’s team', signature('first_review', 14, { n: 73 }), /own case/),
  signing('the review by who accepted', signature('first_review', 12, { n: 73 }), /does not review it first/),
  signing('a decision without a review', signature('final_decision', 13, { n: 73 }), /no first review/),
  signing('an unknown step', signature('third_review', 13, { n: 73 }), /has no step third_review/),
  named('case_signature.decision_known', 'an unknown decision', signature('first_review', 13, { n: 73, decision: 'maybe' })),
  named('case_signature.reason_given', 'a blank reason', signature('first_review', 13, { n: 73, reason: ' x ' })),
  named('case_signature_case_id_round_step_key', 'one step twice', signature('first_review', 13, { n: 72 })),
  named('case_signature_case_id_round_signed_by_key', 'both steps by one person', signature('final_decision', 12, { n: 72 })),
]

export const caseworkChainProbes: readonly Probe[] = [
  ...directProbes,
  signing(
    'a case of one’s spouse',
    `${chainCase} INSERT INTO person_relation (kind, person_id, other_id, source, recorded_at) VALUES ('spouse', ${u(2)}, ${u(1)}, 'staff', now());
     ${signature('first_review', 12)}`,
    /related case: spouse/,
  ),
  signing('a step that the chain does not have', chainCase + signature('final_decision', 13), /has no step final_decision/),
  signing('a second check without a review', chainCase + signature('second_check', 13), /no first review/),
  signing('a meeting without a second check', chainCase + signature('first_review', 12) + signature('panel', 16), /no second check/),
  signing('an approval of what the meeting refused', reviewed + signature('panel', 16, { decision: 'reject' }) + signature('approval', 17), /no panel/),
  signing('the second approval first', shown + signature('approval_second', 17, { amount: 20_000_000 }), /no approval|has no step/),
  signing('a signature of another round', chainCase + signature('first_review', 12, { round: 2 }), /signature of another round/),
  signing('more than was asked', reviewed + signature('panel', 16, { amount: 30_000_001 }), /more than was asked/),
  signing('another amount than the meeting’s', shown + signature('approval', 17, { amount: 20_000_001 }), /the amount of the meeting/),
  signing('an approval before the notice', voted + signature('approval', 17, { amount: 20_000_000 }), /the notice is not over/),
  signing(
    'one who reviewed, after the case came back',
    `${shown} UPDATE case_file SET state = 'panel_decision', signature_round = 2, version = version + 1 WHERE id = ${u(95)}; ${signature('panel', 12, { round: 2 })}`,
    /two steps of one decision/,
  ),
  named('case_signature.decision_known', 'a leader who rejects instead of sending back', shown + signature('approval', 17, { decision: 'reject' })),
  named('case_signature.signed_amount_is_positive', 'an amount of nothing', reviewed + signature('panel', 16, { amount: 0 })),
  named('case_signature.seconds_are_counted', 'a decision before it was opened', chainCase + signature('first_review', 12, { seconds: -1 })),
  named(
    'case_file.signature_round_counts',
    'no round at all',
    `INSERT INTO case_file (case_no, application_id, measure_code, person_id, title, phone_tail, submitted_at, signature_round)
    SELECT 'PR-2026-00096-X', application_id, measure_code, person_id, title, phone_tail, submitted_at, 0 FROM case_file WHERE id = ${u(73)};`,
  ),
  {
    rule: 'case_file.guard_signature_round',
    tries: 'a round that begins by itself',
    sql: `UPDATE case_file SET signature_round = 2 WHERE id = ${u(73)};`,
    refusal: /begins when the case is sent back/,
  },
  {
    rule: 'case_file.guard_signature_round',
    tries: 'a case that is sent back with its old signatures',
    sql: `${shown} UPDATE case_file SET state = 'panel_decision', version = version + 1 WHERE id = ${u(95)};`,
    refusal: /begins when the case is sent back/,
  },
  deciding('approved before the leader', shown + end('approved'), /signatures of its chain: approval/),
  deciding('rejected without the meeting', reviewed + end('rejected'), /signatures of its chain: panel/),
  deciding(
    'above the limit by one leader',
    `${shown.replaceAll('20000000', '20000001')}${signature('approval', 17, { amount: 20_000_001 })}${end('approved')}`,
    /signatures of its chain: approval_second/,
  ),
]
