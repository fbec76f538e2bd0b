// Violations of recorded relations and of the list of reviewers.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

const relation = (columns: string, values: string, person = 2) =>
  `INSERT INTO person_relation (person_id, source, recorded_at, ${columns}) VALUES (${u(person)}, 'staff', now(), ${values});`
const mentor = relation('kind, other_id', `'mentor', ${u(3)}`)
const end = (tries: string, columns: string, values: string) => named('person_relation.relation_kind_and_end', tries, relation(columns, values))
const guard = (tries: string, sql: string, refusal: RegExp): Probe => ({ rule: 'person_relation.guard_relation', tries, sql: mentor + sql, refusal })

const reviewer = (more: { no?: string; fields?: string; employer?: string; code?: string; person?: number } = {}) =>
  `INSERT INTO reviewer (no, person_id, fields, employer, employer_code, added_at)
   VALUES ('${more.no ?? 'ZJ-991'}', ${u(more.person ?? 3)}, '${more.fields ?? '{机电装备}'}', '${more.employer ?? '第一研究所'}', ${more.code ? `'${more.code}'` : 'NULL'}, now());`

export const relationProbes: readonly Probe[] = [
  end('an unknown kind', 'kind, other_id', `'friend', ${u(3)}`),
  end('a spouse who is a company', 'kind, organisation', "'spouse', '某公司'"),
  end('an employer without a name', 'kind, organisation', "'employer', ' · '"),
  end('a mentor of nobody', 'kind', "'mentor'"),
  end('a contract with two', 'kind, other_id, venture_id', `'contract', ${u(3)}, ${u(21)}`),
  named('person_relation.relation_not_with_oneself', 'with oneself', relation('kind, other_id', `'mentor', ${u(2)}`)),
  named(
    'person_relation.relation_is_forward',
    'an end before the beginning',
    relation('kind, other_id, since_on, until_on', `'mentor', ${u(3)}, '2026-02-01', '2026-01-01'`),
  ),
  named(
    'person_relation.relation_source_known',
    'an unknown source',
    `INSERT INTO person_relation (person_id, source, recorded_at, kind, other_id) VALUES (${u(2)}, 'rumour', now(), 'mentor', ${u(3)});`,
  ),
  named(
    'person_relation.relation_code_checks',
    'a wrong check sign',
    relation('kind, organisation, credit_code', "'employer', '某公司', '91350100M000100Y44'"),
  ),
  named(
    'person_relation.relation_withdrawn_with_reason',
    'withdrawn without a reason',
    `${mentor} UPDATE person_relation SET withdrawn_at = now() WHERE person_id = ${u(2)};`,
  ),
  guard('deleted', `DELETE FROM person_relation WHERE person_id = ${u(2)};`, /withdrawn, never deleted/),
  guard('rewritten', `UPDATE person_relation SET kind = 'introduced' WHERE person_id = ${u(2)};`, /not rewritten/),
  guard(
    'brought back',
    `UPDATE person_relation SET withdrawn_at = now(), withdraw_reason = '登记错了' WHERE person_id = ${u(2)};
     UPDATE person_relation SET withdrawn_at = NULL, withdraw_reason = NULL WHERE person_id = ${u(2)};`,
    /stays as it is/,
  ),
  {
    rule: 'person_relation.refuse_merged_person',
    tries: 'a relation of a merged person',
    sql: relation('kind, other_id', `'mentor', ${u(3)}`, 6),
    refusal: /merged person/,
  },
  {
    rule: 'person_relation.refuse_merged_other',
    tries: 'a relation with a merged person',
    sql: relation('kind, other_id', `'mentor', ${u(6)}`),
    refusal: /merged person/,
  },
  named('reviewer.reviewer_no_shape', 'a number of another shape', reviewer({ no: 'ZJ-1' })),
  named('reviewer.reviewer_has_fields', 'no field', reviewer({ fields: '{}' })),
  named('reviewer.reviewer_has_employer', 'no employer', reviewer({ employer: ' ' })),
  named('reviewer.reviewer_code_checks', 'a wrong check sign', reviewer({ code: '91350100M000100Y44' })),
  named('reviewer_no_key', 'one number for two people', reviewer() + reviewer({ person: 2 })),
  named('reviewer_person_id_key', 'one person twice', reviewer() + reviewer({ no: 'ZJ-992' })),
  { rule: 'reviewer.refuse_merged_person', tries: 'a merged person', sql: reviewer({ person: 6 }), refusal: /merged person/ },
  {
    rule: 'reviewer.guard_reviewer',
    tries: 'a number given to somebody else',
    sql: `${reviewer()} UPDATE reviewer SET person_id = ${u(2)}, version = version + 1 WHERE no = 'ZJ-991';`,
    refusal: /stands for one person/,
  },
  {
    rule: 'reviewer.guard_reviewer',
    tries: 'a change of what somebody else changed',
    sql: `${reviewer()} UPDATE reviewer SET active = false WHERE no = 'ZJ-991';`,
    refusal: /stale version of reviewer/,
  },
]
