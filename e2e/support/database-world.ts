// Rows on which every rule of the database can be tried, written as SQL by the owner: nothing of the application's code
// stands between the probe and the rule.

/** A fixed id; the number says what it is (people 1–6, accounts 11–14, ventures 21, units 41–49, cases 71–73). */
export const uid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const u = (n: number) => `'${uid(n)}'`

const unit = (n: number, kind: string, state = 'available') => `(${u(n)}, '${kind}', 'P-${n}', ${u(31)}, 1, '${state}')`
const caseRow = (n: number, state: string, more = 'NULL') =>
  `(${u(n)}, 'PR-2026-000${n}-A', ${u(61)}, 'office', ${u(1)}, '探针', '${state}', '2047', now(), ${more})`

/** Applicant 1 with teammate 4 (venture 21); clerk 2, who accepted case 73; leader 3; imported 5; 6 was merged into 1. */
export const worldSql = `
INSERT INTO person (id, state, name) VALUES (${u(1)}, 'registered', '周予安'), (${u(2)}, 'registered', '何静'), (${u(3)}, 'registered', '顾怀民'),
  (${u(4)}, 'registered', '林知夏'), (${u(5)}, 'imported', '石一鸣'), (${u(7)}, 'registered', '谭维');
INSERT INTO person (id, state, name, merged_into, merged_at) VALUES (${u(6)}, 'imported', '周予安', ${u(1)}, now());
INSERT INTO app_user (id, person_id, phone) VALUES (${u(11)}, ${u(1)}, '19907390001'), (${u(12)}, ${u(2)}, '19907390002'), (${u(13)}, ${u(3)}, '19907390003'), (${u(14)}, ${u(4)}, '19907390004');
INSERT INTO role_grant (user_id, role_code, department_code) VALUES (${u(12)}, 'intake', 'window');
INSERT INTO venture (id, name, field) VALUES (${u(21)}, '探针', '机电');
INSERT INTO venture_member (venture_id, person_id, name, role) VALUES (${u(21)}, ${u(1)}, '周予安', 'lead'), (${u(21)}, ${u(4)}, '林知夏', 'member');
INSERT INTO carrier (id, name, kind) VALUES (${u(31)}, '探针楼', 'building');
INSERT INTO unit (id, kind, code, carrier_id, floor, state) VALUES ${[41, 42, 47, 48, 49].map((n) => unit(n, 'desk')).join(', ')},
  ${unit(43, 'desk', 'maintenance')}, ${unit(44, 'flat')}, ${unit(46, 'flat')}, ${unit(45, 'bed')};
INSERT INTO application (id, person_id, venture_id, round_id, state) SELECT ${u(61)}, ${u(1)}, ${u(21)}, id, 'submitted' FROM round WHERE programme_code = 'climber';
INSERT INTO case_file (id, case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at, accepted_by) VALUES
  ${caseRow(71, 'approved')}, ${caseRow(72, 'panel_decision')}, ${caseRow(73, 'accepted', u(12))};
INSERT INTO case_clock (id, case_id, phase, started_on, promised_days, statutory_days, promised_due_on, statutory_due_on, rule_version)
  VALUES (${u(81)}, ${u(73)}, 'handling', '2026-09-16', 5, 20, '2026-09-22', '2026-10-20', 1);
INSERT INTO case_pause (clock_id, reason, from_on, started_by) VALUES (${u(81)}, 'site_visit', '2026-09-17', ${u(12)});
INSERT INTO case_material (id, case_id, key, name, required) VALUES (${u(83)}, ${u(73)}, 'plan', '项目计划书', true);
INSERT INTO case_signature (case_id, step, decision, reason, signed_by, signer_name, case_version, at) VALUES (${u(72)}, 'first_review', 'concur', '符合条件', ${u(12)}, '何静', 1, now());
INSERT INTO case_event (case_id, kind, audience, at) VALUES (${u(73)}, 'accepted', 'public', now());
INSERT INTO document (kind, year, seq, number, case_id, person_id, holder_name, data, fingerprint, code, issued_on)
  VALUES ('acceptance', 2026, 9001, '探针第 9001 号', ${u(73)}, ${u(1)}, '周予安', '{}', 'f', 'c', '2026-09-16');
INSERT INTO outgoing_message (channel, recipient, template, body, dedupe_key) VALUES ('sms', '19907390001', 'probe', '探针', 'probe:1');
INSERT INTO audit_event (action, subject_kind, subject_id, outcome) VALUES ('probe.made', 'probe', '1', 'ok');
INSERT INTO audit_seal (n, audit_id, prev_hash, hash)
  SELECT 1, e.id, '\\x00', sha256('\\x00' || convert_to(audit_row_text(e), 'UTF8')) FROM audit_event e WHERE e.action = 'probe.made';
UPDATE chain_head SET hash = (SELECT hash FROM audit_seal), n = 1 WHERE chain = 'audit';
`

export interface AllocationValues {
  readonly unit?: number
  readonly kind?: string
  readonly venture?: number | null
  readonly person?: number | null
  readonly case?: number | null
  readonly during?: string
  readonly state?: string
  readonly source?: string
  readonly holdUntil?: string | null
  readonly respondBy?: string | null
}

const orNull = (n: number | null | undefined) => (n === null || n === undefined ? 'NULL' : u(n))
const textOrNull = (t: string | null) => (t === null ? 'NULL' : `'${t}'`)

/** INSERT of an allocation that is right in everything but what `values` says. */
export function allocationSql(values: AllocationValues = {}): string {
  const kind = values.kind ?? 'desk'
  const venture = values.venture === undefined ? (kind === 'desk' ? 21 : null) : values.venture
  const person = values.person === undefined ? (kind === 'desk' ? null : 1) : values.person
  const holdUntil = values.holdUntil === undefined ? '2026-10-01T09:00:00Z' : values.holdUntil
  return `INSERT INTO allocation (unit_id, kind, venture_id, person_id, case_id, during, state, source, hold_expires_at, respond_by) VALUES (
    ${orNull(values.unit ?? 41)}, '${kind}', ${orNull(venture)}, ${orNull(person)}, ${orNull(values.case === undefined ? 71 : values.case)},
    '${values.during ?? '[2026-10-01,2027-10-01)'}', '${values.state ?? 'held'}', '${values.source ?? 'case'}', ${textOrNull(holdUntil)}, ${textOrNull(values.respondBy ?? null)});`
}
