// One violation per rule of the panel meeting; on a meeting of three voting members with a quorum of two.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })
const told = (rule: string, tries: string, sql: string, refusal: RegExp): Probe => ({ rule, tries, sql, refusal })

const ROUND = 161
const APPLICATION = 162
const CASE = 163
const ENTRY = 164
const MEETING = 165
const ITEM = 166
/** Accounts: clerk 12 keeps the minutes, leader 13 plays the chair, 176 and 177 are members, 178 mentored the applicant. */
const [SECRETARY, CHAIR, ONE, TWO, MENTOR] = [12, 13, 176, 177, 178]
const person = (n: number) => n - 10

const people = [ONE, TWO, MENTOR]
  .map(
    (n) => `INSERT INTO person (id, state, name) VALUES (${u(person(n))}, 'registered', '许明澜');
  INSERT INTO app_user (id, person_id, phone) VALUES (${u(n)}, ${u(person(n))}, '199073900${n - 100}');`,
  )
  .join('')
const base = `${people}
  INSERT INTO person_relation (person_id, other_id, kind, source, since_on, recorded_at) VALUES (${u(person(MENTOR))}, ${u(1)}, 'mentor', 'staff', '2026-01-01', now());
  INSERT INTO round (id, programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days)
    SELECT ${u(ROUND)}, 'climber', '探针会议批次', '2026-01-01', '2026-12-31', '2026-01-01', '{office}', 'panel', (SELECT id FROM rubric LIMIT 1), 20;
  INSERT INTO application (id, person_id, round_id, state, submitted_at) VALUES (${u(APPLICATION)}, ${u(1)}, ${u(ROUND)}, 'submitted', '2026-11-01');
  INSERT INTO case_file (id, case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at, quantity)
    VALUES (${u(CASE)}, 'PR-2026-00163-X', ${u(APPLICATION)}, 'office', ${u(1)}, '探针', 'panel_decision', '2047', '2026-11-01', 2);
  INSERT INTO review_entry (id, round_id, application_id, code, field, state, created_at)
    VALUES (${u(ENTRY)}, ${u(ROUND)}, ${u(APPLICATION)}, 'P-01', '机电', 'scored', '2026-11-01');`

const meeting = (n = MEETING, more: { state?: string; quorum?: number; columns?: string; values?: string } = {}) =>
  `INSERT INTO panel_meeting (id, round_id, title, starts_at, place, chair_id, secretary_id, quorum, state${more.columns ?? ''})
   VALUES (${u(n)}, ${u(ROUND)}, '探针会议', '2026-11-20', 'A 座', ${u(CHAIR)}, ${u(SECRETARY)}, ${more.quorum ?? 2}, '${more.state ?? 'planned'}'${more.values ?? ''});`
const member = (n: number, role: string, arrived = 'NULL', m = MEETING) =>
  `INSERT INTO meeting_member (meeting_id, user_id, name, role, arrived_at) VALUES (${u(m)}, ${u(n)}, '探针', '${role}', ${arrived});`
const item = (n = ITEM, m = MEETING, ordinal = 1) =>
  `INSERT INTO meeting_item (id, meeting_id, ordinal, case_id, entry_id) VALUES (${u(n)}, ${u(m)}, ${ordinal}, ${u(CASE)}, ${u(ENTRY)});`
const arrive = `UPDATE meeting_member SET arrived_at = now() WHERE meeting_id = ${u(MEETING)};`
const move = (state: string, set: string) => `UPDATE panel_meeting SET state = '${state}', version = version + 1, ${set} WHERE id = ${u(MEETING)};`
const open = move('open', 'opened_at = now()')
const vote = (n: number, value = 'for') => `INSERT INTO meeting_vote (item_id, user_id, vote, at) VALUES (${u(ITEM)}, ${u(n)}, '${value}', now());`
const absent = (n: number, reason = '导师') => `INSERT INTO meeting_absence (item_id, user_id, name, reason) VALUES (${u(ITEM)}, ${u(n)}, '探针', '${reason}');`
const decide = (outcome = "'concur'", more = "quantity = 2, reason = '同意'") =>
  `UPDATE meeting_item SET outcome = ${outcome}, decided_at = now(), ${more} WHERE id = ${u(ITEM)};`

const room = member(CHAIR, 'chair') + member(ONE, 'member') + member(TWO, 'member') + member(MENTOR, 'member') + member(SECRETARY, 'secretary')
const called = base + meeting() + room + item()
const going = called + arrive + open
const reopen = (before: string) => `${before}UPDATE review_entry SET state = 'reviewing', version = version + 1 WHERE id = ${u(ENTRY)};`
const reopened = reopen(base)
const voted = going + vote(CHAIR) + vote(ONE)
/** A result made anew; of no sheets, which is not what these probes are about. */
const aggregatedAgain = `ALTER TABLE review_result DISABLE TRIGGER guard_result;
  INSERT INTO review_result (entry_id, seq, formula_version, sheets, mean, median, lowest, highest, spread, value, by_criterion, sheet_ids, computed_at)
    VALUES (${u(ENTRY)}, 1, 'probe', 1, 50, 50, 50, 50, 0, 50, '{}', ARRAY[${u(ENTRY)}]::uuid[], now());`

const rows: readonly Probe[] = [
  named('panel_meeting.meeting_has_a_quorum', 'nobody decides', base + meeting(MEETING, { quorum: 0 })),
  named('panel_meeting.meeting_is_opened_and_closed', 'open since never', called + move('open', 'title = title')),
  named('panel_meeting.meeting_is_opened_and_closed', 'closed without minutes', going + move('closed', 'closed_at = now()')),
  named('meeting_member.meeting_role_known', 'an unknown part', base + meeting() + member(ONE, 'guest')),
  named('meeting_one_chair', 'two chairs', base + meeting() + member(CHAIR, 'chair') + member(ONE, 'chair')),
  named(
    'meeting_item.meeting_outcome_known',
    'postponed for ever',
    going + vote(CHAIR, 'against') + vote(ONE, 'against') + decide("'later'", "reason = '以后再说'"),
  ),
  named('meeting_item.meeting_item_is_decided_whole', 'decided without a reason', voted + decide("'concur'", 'quantity = 2')),
  named('meeting_item.meeting_item_is_decided_whole', 'an amount before the outcome', `${going}UPDATE meeting_item SET quantity = 1 WHERE id = ${u(ITEM)};`),
  named('meeting_item.meeting_grants_something', 'nothing granted', voted + decide("'concur'", "quantity = 0, reason = '同意'")),
  named('meeting_vote.meeting_vote_known', 'another vote', going + vote(ONE, 'perhaps')),
  named('meeting_absence.meeting_absence_has_a_reason', 'left without a reason', going + absent(ONE, ' ')),
]

const guards: readonly Probe[] = [
  told(
    'panel_meeting.guard_meeting',
    'a meeting that begins open',
    base + meeting(MEETING, { state: 'open', columns: ', opened_at', values: ', now()' }),
    /begins as planned/,
  ),
  told('panel_meeting.guard_meeting', 'a quorum lowered', `${going}UPDATE panel_meeting SET quorum = 1;`, /stays as it was called/),
  told(
    'panel_meeting.guard_meeting',
    'a meeting without its chair',
    base + meeting() + member(ONE, 'member') + member(TWO, 'member') + open,
    /needs its chair/,
  ),
  told('panel_meeting.guard_meeting', 'fewer members than the quorum', base + meeting() + member(CHAIR, 'chair') + open, /fewer members than the quorum/),
  told('panel_meeting.guard_transition', 'planned to closed at once', called + move('closed', 'title = title'), /illegal transition of meeting/),
  told('panel_meeting.never_deleted', 'a meeting taken away', `${base}${meeting()}DELETE FROM panel_meeting;`, /DELETE on panel_meeting is forbidden/),
  told(
    'meeting_member.guard_meeting_member',
    'a member who joins later',
    `${going.replace(member(TWO, 'member'), '')}${member(TWO, 'member')}`,
    /named before the meeting/,
  ),
  told('meeting_member.guard_meeting_member', 'an observer who becomes a member', `${called}UPDATE meeting_member SET role = 'member';`, /stays who they are/),
  told('meeting_member.never_deleted', 'a member struck off', `${called}DELETE FROM meeting_member;`, /DELETE on meeting_member is forbidden/),
  told('meeting_item.guard_meeting_item', 'an item added in the meeting', going + item(167, MEETING, 2), /agenda is made before/),
  told('meeting_item.guard_meeting_item', 'one case on two agendas', called + meeting(168) + item(167, 168), /agenda of another meeting/),
  told('meeting_item.guard_meeting_item', 'a case of another round', `${base}${meeting()}${item().replace(u(CASE), u(72))}`, /item of another round/),
  told('meeting_item.guard_meeting_item', 'decided below the quorum', going + vote(CHAIR) + decide(), /below the quorum/),
  told(
    'meeting_item.guard_meeting_item',
    'decided against the votes',
    going + vote(CHAIR, 'against') + vote(ONE, 'against') + decide(),
    /not that of the votes/,
  ),
  told('meeting_item.guard_meeting_item', 'more than was asked', voted + decide("'concur'", "quantity = 3, reason = '多给一个'"), /more than was asked/),
  told('meeting_item.guard_meeting_item', 'decided twice', voted + decide() + decide(), /decided once/),
  told('meeting_item.guard_meeting_item', 'by a chair who had left', going + vote(ONE) + vote(TWO) + absent(CHAIR) + decide(), /chair has left/),
  told(
    'meeting_item.guard_meeting_item',
    'with a vote of somebody who turned out to be related',
    `${voted}INSERT INTO person_relation (person_id, other_id, kind, source, since_on, recorded_at) VALUES (${u(person(ONE))}, ${u(1)}, 'mentor', 'staff', '2026-01-01', now());${decide()}`,
    /has to leave/,
  ),
  told('meeting_item.guard_meeting_entry', 'on the agenda while the experts score', reopened + meeting() + room + item(), /experts have not finished/),
  told('meeting_item.guard_meeting_entry', 'decided while the experts score again', reopen(voted) + decide(), /experts have not finished/),
  told('meeting_item.never_deleted', 'an item taken off', `${called}DELETE FROM meeting_item;`, /DELETE on meeting_item is forbidden/),
  told('meeting_vote.guard_meeting_vote', 'the vote of a mentor', going + vote(MENTOR), /related: mentor/),
  told('meeting_vote.guard_meeting_vote', 'the vote of somebody who left', going + absent(ONE) + vote(ONE), /related: /),
  told('meeting_vote.guard_meeting_vote', 'the vote of the secretary', going + vote(SECRETARY), /only members who signed in/),
  told('meeting_vote.guard_meeting_vote', 'a vote without signing in', called + open + vote(ONE), /only members who signed in/),
  told('meeting_vote.guard_meeting_vote', 'a vote after the item is closed', voted + decide() + vote(TWO), /not open for votes/),
  told('meeting_vote.vote_on_a_result', 'a vote while the experts score again', reopen(going) + vote(ONE), /experts score again/),
  told('meeting_item.guard_meeting_item', 'decided by votes on an earlier result', voted + aggregatedAgain + decide(), /below the quorum/),
  told('meeting_vote.append_only', 'another vote afterwards', `${voted}UPDATE meeting_vote SET vote = 'against';`, /UPDATE on meeting_vote is forbidden/),
  told('meeting_absence.guard_meeting_absence', 'an absence of nobody in the room', going + absent(14), /minuted while its item is open/),
  told('meeting_absence.append_only', 'an absence struck out', `${going}${absent(ONE)}DELETE FROM meeting_absence;`, /DELETE on meeting_absence is forbidden/),
]

export const meetingProbes: readonly Probe[] = [...rows, ...guards]

/** What makes each invariant of the meetings untrue; run with the triggers off. */
export const meetingFaults: Readonly<Record<string, string>> = {
  'vote of somebody who had left for the item, or was no voting member': going + vote(SECRETARY),
  'item decided below the quorum or against its votes': going + vote(CHAIR) + decide(),
  'item of a meeting without the signature of its chair': voted + decide(),
}
