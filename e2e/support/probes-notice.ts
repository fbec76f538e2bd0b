// 公示, 异议, 复核 and letters: one violation per rule, on the people and cases of database-world.ts (case 72 stands before its decision).
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })
const today = "(now() AT TIME ZONE 'Asia/Shanghai')::date"

const draft = (days = 5) => `INSERT INTO public_notice (id, title, days, created_by, created_at) VALUES (${u(901)}, '探针', ${days}, ${u(13)}, now());`
const line = (values: { masked?: string; project?: string; id?: number } = {}) =>
  `INSERT INTO notice_line (id, notice_id, ordinal, case_id, masked_name, project, support)
   VALUES (${u(values.id ?? 911)}, ${u(901)}, ${(values.id ?? 911) - 910}, ${u(values.id === 912 ? 73 : 72)}, '${values.masked ?? '周*安'}', '${values.project ?? '探针'}', '项目资助');`
const publish = (from = today, to = `${today} + 7`) =>
  `UPDATE public_notice SET state = 'published', version = 2, number = 'GS-P', published_at = now(), published_by = ${u(13)}, from_on = ${from}, to_on = ${to};`
const published = draft() + line() + publish()
const withdraw = (by: number, reason: string) =>
  `UPDATE public_notice SET state = 'withdrawn', version = 3, withdrawn_at = now(), withdrawn_by = ${u(by)}, withdraw_reason = '${reason}';`

const notices: readonly Probe[] = [
  named('public_notice.notice_of_five_days_at_least', 'four days', draft(4)),
  named('public_notice.period_holds_its_days', 'five working days in three', draft() + line() + publish(today, `${today} + 3`)),
  named(
    'public_notice.published_notice_is_complete',
    'in force without dates',
    `${draft() + line()} UPDATE public_notice SET state = 'published', version = 2, number = 'GS-P', published_at = now(), published_by = ${u(13)};`,
  ),
  named('public_notice.withdrawal_is_complete', 'withdrawn without a reason', published + withdraw(12, ' ')),
  named('public_notice.withdrawn_by_another', 'withdrawn by who published it', published + withdraw(13, '金额写错了')),
  {
    rule: 'public_notice.guard_transition',
    tries: 'a draft withdrawn',
    sql: `${draft()} UPDATE public_notice SET state = 'withdrawn', version = 2;`,
    refusal: /illegal transition of notice/,
  },
  { rule: 'public_notice.guard_notice', tries: 'nothing shown', sql: draft() + publish(), refusal: /a notice without lines/ },
  {
    rule: 'public_notice.guard_notice',
    tries: 'a shorter period',
    sql: `${published} UPDATE public_notice SET to_on = to_on - 1;`,
    refusal: /never shortened/,
  },
  { rule: 'public_notice.guard_notice', tries: 'a notice away', sql: `${draft()} DELETE FROM public_notice;`, refusal: /a notice stays/ },
  named('notice_line.name_is_masked', 'a name in clear', draft() + line({ masked: '周予安' })),
  named('notice_line.line_tells_no_number', 'a telephone number', draft() + line({ project: '探针 19907390001' })),
  named('notice_line.line_tells_no_number', 'an identity number', draft() + line({ project: '430302200001019972' })),
  { rule: 'notice_line.guard_notice_line', tries: 'a line after publication', sql: published + line({ id: 912 }), refusal: /a line after publication/ },
  {
    rule: 'notice_line.guard_notice_line',
    tries: 'another amount',
    sql: `${published} UPDATE notice_line SET amount_fen = 1;`,
    refusal: /a published line is fixed/,
  },
]

interface ObjectionValues {
  readonly id?: number
  readonly kind?: string
  readonly case?: number
  readonly line?: number | null
  readonly anonymous?: boolean
  readonly name?: string | null
  readonly contact?: boolean
  readonly person?: number | null
  readonly channel?: string
  readonly facts?: string
  readonly evidence?: string
  readonly receivedAt?: string
}

const orNull = (n: number | null | undefined) => (n === null || n === undefined ? 'NULL' : u(n))
const textOrNull = (text: string | null) => (text === null ? 'NULL' : `'${text}'`)

/** An objection to line 911 that is right in everything but what `values` says. */
const objection = (values: ObjectionValues = {}) =>
  `INSERT INTO objection (id, number, kind, case_id, line_id, anonymous, name, contact_cipher, person_id, channel, facts, evidence, received_at, ack_due_on, decide_due_on)
   VALUES (${u(values.id ?? 921)}, 'YY-${values.id ?? 921}', '${values.kind ?? 'objection'}', ${u(values.case ?? 72)}, ${orNull(values.line === undefined ? 911 : values.line)},
     ${values.anonymous ?? false}, ${textOrNull(values.name === undefined ? '白既明' : values.name)}, ${(values.contact ?? true) ? "'\\x01'" : 'NULL'}, ${orNull(values.person)},
     '${values.channel ?? 'online'}', '${values.facts ?? '和去年的项目一样'}', '${values.evidence ?? '去年公示第三项，网站上查得到'}', ${values.receivedAt ?? 'now()'}, ${today} + 1, ${today} + 14);`
const objected = (values: ObjectionValues = {}) => published + objection(values)
const set = (columns: string) => `UPDATE objection SET ${columns}, version = version + 1;`
const taken = objected() + set(`state = 'admissible', handler_id = ${u(13)}, ack_at = now(), ack_by = ${u(13)}`)
const looked = taken + set("state = 'investigating'")
const verdict = "decision = 'unfounded', reason = '核实过了', decided_at = now()"
// a second independent account for the decision: person 7 gets one
const second = `INSERT INTO app_user (id, person_id, phone) VALUES (${u(17)}, ${u(7)}, '19907390007');`
const decided = `${second}${looked}${set(`state = 'decided', ${verdict}, decided_by = ${u(17)}`)}`

const rejected = `INSERT INTO case_file (id, case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at)
  VALUES (${u(79)}, 'PR-2026-00079-A', ${u(61)}, 'office', ${u(1)}, '探针', 'rejected', '2047', now());`
const again = (id: number) => objection({ id, kind: 'reconsideration', case: 79, line: null, contact: false, person: 1 })
const guard = (tries: string, sql: string, refusal: RegExp): Probe => ({ rule: 'objection.guard_objection', tries, sql, refusal })

const objections: readonly Probe[] = [
  named('objection.objection_kind_known', 'an unknown kind', objected({ kind: 'complaint' })),
  named('objection.objection_channel_known', 'an unknown channel', objected({ channel: 'rumour' })),
  named('objection.facts_are_stated', 'no facts', objected({ facts: ' x ' })),
  named('objection.evidence_is_stated', 'no evidence', objected({ evidence: '有' })),
  named('objection.anonymous_needs_concrete_evidence', 'anonymous and vague', objected({ anonymous: true, name: null, evidence: '大家都知道' })),
  named(
    'objection.anonymous_has_no_name',
    'anonymous with a name',
    objected({ anonymous: true, evidence: '去年公示的第三项，名称和介绍一样，网站上还能查到' }),
  ),
  named('objection.real_name_can_be_reached', 'a name that nobody can reach', objected({ contact: false })),
  named('objection.reconsideration_by_the_applicant', 'a reconsideration of nobody', rejected + objection({ kind: 'reconsideration', case: 79, line: null })),
  named('objection.extension_has_a_reason', 'longer without a reason', objected() + set('extended_at = now()')),
  named('objection.handled_by_somebody', 'taken up by nobody', objected() + set("state = 'admissible'")),
  named('objection.decision_of_its_kind', 'an objection upheld', objected() + set("decision = 'upheld'")),
  named('objection.decision_is_complete', 'decided without a reason', `${looked}${set("state = 'decided', decision = 'unfounded'")}`),
  named('objection.decided_by_another', 'decided by its handler', `${looked}${set(`state = 'decided', ${verdict}, decided_by = ${u(13)}`)}`),
  named('objection.telling_is_noted', 'told, nobody knows how', decided + set("state = 'notified'")),
  named('one_reconsideration_per_case', 'asked twice', rejected + again(931) + again(932)),
  {
    rule: 'objection.guard_transition',
    tries: 'decided at once',
    sql: objected() + set("state = 'decided'"),
    refusal: /illegal transition of objection/,
  },
  guard('after the last day', objected({ receivedAt: "now() + interval '30 days'" }), /no notice in force/),
  guard('a reconsideration of an accepted case', objection({ kind: 'reconsideration', case: 73, line: null, contact: false, person: 1 }), /was not rejected/),
  guard('other facts afterwards', objected() + set("facts = '改过的事实'"), /what was objected is fixed/),
  guard('a later day without extension', objected() + set('decide_due_on = decide_due_on + 1'), /extended once/),
  guard('another decision afterwards', decided + set("decision = 'founded'"), /a decision stays/),
  guard('handled by who signed', objected() + set(`handler_id = ${u(12)}`), /not independent: signed/),
  guard('handled in the own team', objected() + set(`handler_id = ${u(14)}`), /not independent: own/),
  guard('an objection away', `${objected()} DELETE FROM objection;`, /an objection stays/),
]

const letter = (columns = '', values = '') => `INSERT INTO review_feedback (case_id, content, drafted_at${columns}) VALUES (${u(72)}, '{}', now()${values});`
const letters: readonly Probe[] = [
  named('review_feedback.approval_names_somebody', 'approved by nobody', letter(', approved_at', ', now()')),
  {
    rule: 'review_feedback.guard_feedback',
    tries: 'another text after it was sent',
    sql: `${letter(', approved_at, approved_by', `, now(), ${u(13)}`)} UPDATE review_feedback SET content = '{"x": 1}';`,
    refusal: /stays as it was sent/,
  },
  {
    rule: 'review_feedback.guard_feedback',
    tries: 'approved in the own team',
    sql: letter(', approved_at, approved_by', `, now(), ${u(14)}`),
    refusal: /own case/,
  },
]

const results: readonly Probe[] = [
  {
    rule: 'case_file.guard_amended',
    tries: 'more than one leader gives, found right by nobody',
    sql: `SET LOCAL session_replication_role = replica;
      INSERT INTO chain_step (chain, ordinal, step, role, days, above_fen, source) VALUES ('direct', 9, 'approval_second', 'leader', 1, 20000000, '探针');
      UPDATE case_file SET state = 'appealed' WHERE id = ${u(72)};
      SET LOCAL session_replication_role = origin;
      UPDATE case_file SET state = 'amended', version = version + 1, amount_fen = 20000001 WHERE id = ${u(72)};`,
    refusal: /needs two leaders/,
  },
]

export const noticeProbes: readonly Probe[] = [...notices, ...objections, ...letters, ...results]

const state = (to: string, more = '') => `UPDATE case_file SET state = '${to}'${more} WHERE id = ${u(72)};`

/** What makes each invariant about them untrue; run with the triggers off. */
export const noticeFaults: Readonly<Record<string, string>> = {
  'shown case without a line in a published or withdrawn notice': draft() + line() + state('public_notice'),
  'notice shorter than its days, or without lines': draft() + publish(),
  'open objection while its case goes on': objected() + state('public_notice'),
  'case on hold without an open objection': published + state('objection_hold'),
  'approved before its notice was over': `${published} INSERT INTO case_signature (case_id, step, decision, reason, signed_by, signer_name, case_version, at)
    VALUES (${u(72)}, 'approval', 'concur', '探针', ${u(13)}, '探针', 1, now() + interval '1 second');`,
  'case under reconsideration without one, or decided without it': state('appealed'),
  'amended case of money that the books do not know': state('amended', ", measure_code = 'grant'"),
  'letter that was sent without its paper': letter(', approved_at, approved_by', `, now(), ${u(13)}`),
}
