// Each invariant query sees the fault it is about: the guard is taken away, the rows are spoilt, the count must rise.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocationSql as allocation, uid, worldSql } from '@/e2e/support/database-world'
import { fundFaults } from '@/e2e/support/invariant-faults-fund'
import { drawFaults } from '@/e2e/support/probes-draw'
import { meetingFaults } from '@/e2e/support/probes-meeting'
import { noticeFaults } from '@/e2e/support/probes-notice'
import { panelFaults } from '@/e2e/support/probes-panel'
import { programmeFaults } from '@/e2e/support/probes-programme'
import { reviewFaults } from '@/e2e/support/probes-review'
import { screeningFaults } from '@/e2e/support/probes-screening'
import { supportFaults } from '@/e2e/support/probes-support'
import { countInvariants, namedQueries } from './invariants'
import { createTestDatabase, type TestDatabase } from './test-database'

let database: TestDatabase
let client: pg.Client
const u = (n: number) => `'${uid(n)}'`

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query(worldSql)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const drop = (table: string, ...constraints: string[]) => constraints.map((name) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`).join(' ')
const id = "'11010519491231002X'"

const sign = (step: string, by: number) =>
  `INSERT INTO case_signature (case_id, step, decision, reason, signed_by, signer_name, case_version, at) VALUES (${u(72)}, '${step}', 'concur', '探针', ${u(by)}, '探针', 1, now());`

/** Invariant → SQL that makes it untrue; triggers are off. */
const faults: Readonly<Record<string, string>> = {
  ...fundFaults,
  ...drawFaults,
  ...meetingFaults,
  ...noticeFaults,
  ...panelFaults,
  ...reviewFaults,
  ...supportFaults,
  ...programmeFaults,
  ...screeningFaults,
  'overlapping live holdings of one unit': `${drop('allocation', 'one_holder_per_unit')} ${allocation()} ${allocation()}`,
  'two flats or beds of one person at once': `${drop('allocation', 'one_flat_or_bed_per_person')} ${allocation({ unit: 44, kind: 'flat' })} ${allocation({ unit: 46, kind: 'flat' })}`,
  'counter of holdings differs from the rows': allocation(),
  'more holdings than the limit': `${drop('holding_counter', 'holdings_within_limit')} INSERT INTO holding_counter (venture_id, kind, live, max_live) VALUES (${u(21)}, 'desk', 5, 4);`,
  'live holding without an approved case': allocation({ case: 73 }),
  'more units held than approved': `${allocation()} ${allocation({ unit: 42 })}`,
  'hold without an end': `${drop('allocation', 'a_hold_has_an_end')} ${allocation({ holdUntil: null })}`,
  'decided case without the signatures of its chain': `UPDATE case_file SET state = 'approved' WHERE id = ${u(72)};`,
  'two signatures of one person under one decision': `DROP INDEX case_signature_case_id_round_signed_by_key; ${sign('final_decision', 12)}`,
  'approval before the notice was over': sign('approval', 13),
  'approved money that nobody set aside': `UPDATE round SET fund_line_id = (SELECT id FROM fund_line WHERE code = 'grant' AND year = 2026); UPDATE case_file SET amount_fen = 1 WHERE id = ${u(71)};`,
  'case signed by its applicant or team': `UPDATE case_signature SET signed_by = ${u(11)};`,
  'first review by the person who accepted': `UPDATE case_file SET accepted_by = ${u(12)};`,
  'case numbers with a gap':
    "INSERT INTO number_series (series, year, last) VALUES ('case:ZZ', 2026, 1); UPDATE case_file SET case_no = 'ZZ-2026-0003-A' WHERE case_no LIKE '%71-A';",
  'document numbers with a gap':
    "UPDATE document SET kind = 'refusal';INSERT INTO document (kind, year, seq, number, person_id, holder_name, data, fingerprint, code, issued_on) SELECT 'supplement', 2026, 7, 'x', person_id, '', '{}', '', '', issued_on FROM document;",
  'recorded step that no machine allows': `INSERT INTO case_event (case_id, kind, audience, from_state, to_state, at) VALUES (${u(73)}, 'x', 'staff', 'submitted', 'approved', now());`,
  'state of a case differs from its history': `INSERT INTO case_event (case_id, kind, audience, to_state, at) VALUES (${u(73)}, 'x', 'staff', 'lapsed', now());`,
  'submitted form without a case, or draft with one': `UPDATE application SET state = 'draft' WHERE id = ${u(61)};`,
  'open pause on a stopped clock': "UPDATE case_clock SET stopped_on = '2026-09-18';",
  'material with a file of another application': `INSERT INTO stored_file (id, owner_person_id, purpose, name, media_type, size, sha256) VALUES (${u(91)}, ${u(1)}, 'plan', 'a', 'b', 1, 'c'); UPDATE case_material SET file_id = ${u(91)};`,
  'audit chain broken': "UPDATE audit_event SET action = 'other';",
  'sealed numbers not consecutive':
    "INSERT INTO audit_event (action, subject_kind, subject_id, outcome) VALUES ('a', 'b', 'c', 'ok'); INSERT INTO audit_seal (n, audit_id, prev_hash, hash) SELECT 900009, max(id), '\\x00', '\\x01' FROM audit_event;",
  'identity number in the audit': `INSERT INTO audit_event (action, subject_kind, subject_id, outcome, detail) VALUES ('a', 'b', 'c', 'ok', jsonb_build_object('id', ${id}));`,
  'identity number in a form': `UPDATE application SET data = jsonb_build_object('id', ${id});`,
  'command without an answer for a minute': `INSERT INTO idempotency_key (actor_id, key, operation, request_hash, created_at) VALUES (${u(11)}, ${u(99)}, 'x', '\\x00', now() - interval '2 minutes');`,
  'message for a case that does not exist': `INSERT INTO outgoing_message (channel, recipient, template, body, dedupe_key, case_id) VALUES ('sms', '1', 'x', 'x', 'lost', ${u(98)});`,
  'something held by a merged person': `UPDATE application SET person_id = ${u(6)} WHERE id = ${u(61)};`,
  'verified person without an identity number': `${drop('person', 'verified_has_identity')} UPDATE person SET state = 'verified' WHERE id = ${u(2)};`,
  'clock dates that do not follow from the clock': "UPDATE case_pause SET to_on = '2026-09-18';",
  'documents whose fingerprint does not follow from their text':
    "INSERT INTO document (kind, year, seq, number, person_id, holder_name, data, fingerprint, code, issued_on) SELECT 'supplement', 2026, 7, 'x', person_id, '', '{}', 'wrong', '', issued_on FROM document;",
  'case numbers with a wrong check character': `INSERT INTO case_file (id, case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at) SELECT ${u(79)}, 'GW-2026-0001-@', application_id, measure_code, person_id, title, state, phone_tail, now() FROM case_file WHERE id = ${u(73)};`,
  'file rows without a file': `INSERT INTO stored_file (owner_person_id, purpose, name, media_type, size, sha256) VALUES (${u(1)}, 'plan', 'a', 'b', 1, 'no-such-file');`,
}

const counts = async () => new Map((await countInvariants(client, '.test/files')).map((one) => [one.name, one.count]))

test('every invariant has a fault here', async () => {
  expect([...(await counts()).keys()].sort()).toEqual(Object.keys(faults).sort())
  expect(namedQueries('-- name: a\nSELECT 1;\n\n-- name: b c\nSELECT 2;\n').map((query) => query.name)).toEqual(['a', 'b c'])
})

test.each(Object.entries(faults))('%s', async (name, sql) => {
  const before = (await counts()).get(name)
  await client.query('BEGIN')
  try {
    await client.query('SET LOCAL session_replication_role = replica')
    await client.query(sql)
    expect((await counts()).get(name)).toBeGreaterThan(before ?? Number.NaN)
  } finally {
    await client.query('ROLLBACK')
  }
})
