// Violations of rounds, rubrics and forms: a call that is not whole, a change after the first application, an application elsewhere.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })

interface Round {
  readonly measures?: string
  readonly chain?: string
  readonly closes?: string
  readonly published?: string
  readonly rubric?: string
  readonly promised?: string
  readonly line?: string
  readonly size?: number
  readonly sheets?: number
  readonly places?: string
}

/** INSERT of a round with a panel that is right in everything but what `values` says. */
const round = (values: Round = {}): string => `
  INSERT INTO round (id, programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days, fund_line_id, panel_size, min_sheets, places)
  SELECT ${u(101)}, 'climber', '探针批次', '2026-10-01', ${values.closes ?? "'2026-10-31'"}, ${values.published ?? "'2026-09-20'"}, '${values.measures ?? '{grant}'}',
    '${values.chain ?? 'panel'}', ${values.rubric ?? '(SELECT id FROM rubric LIMIT 1)'}, ${values.promised ?? '20'},
    ${values.line ?? "(SELECT id FROM fund_line WHERE code = 'grant' AND year = 2026)"}, ${values.size ?? 5}, ${values.sheets ?? 3}, '${values.places ?? '{}'}';`
const asked = `${round()} INSERT INTO application (id, person_id, round_id) VALUES (${u(102)}, ${u(1)}, ${u(101)});`
const whole = (tries: string, values: Round) => named('round.published_round_is_whole', tries, round(values))
const frozen = (tries: string, sql: string): Probe => ({
  rule: 'round.guard_round',
  tries,
  sql: `${asked} ${sql}`,
  refusal: /frozen by its first application|a published round stays/,
})
const change = (what: string) => `UPDATE round SET ${what} WHERE id = ${u(101)};`
const rubric = (criteria: string) => `INSERT INTO rubric (name, criteria, source) VALUES ('探针', '${criteria}', '探针');`
const criterion = (weight: number, anchors = 5) => `{"key":"a","name":"探针","weight":${weight},"anchors":[${Array(anchors).fill('"x"').join(',')}]}`

export const programmeProbes: readonly Probe[] = [
  whole('no support', { measures: '{}' }),
  whole('published after it opened', { published: "'2026-10-02'" }),
  whole('a panel without a rubric', { rubric: 'NULL' }),
  whole('a panel without an end', { closes: 'NULL' }),
  whole('a panel without a promise', { promised: 'NULL' }),
  whole('money without a line', { line: 'NULL' }),
  named('round.chain_known', 'a chain that is not there', round({ chain: 'secret' })),
  named('round.round_opens_before_it_closes', 'an end before the beginning', round({ closes: "'2026-09-30'" })),
  named('round.places_are_named', 'a list of places', round({ places: '[]' })),
  named('round.panel_is_odd', 'four in a panel', round({ size: 4 })),
  named('round.panel_is_odd', 'more sheets than members', round({ sheets: 6 })),
  named('round.promise_is_positive', 'a promise of no day', round({ promised: '0' })),
  frozen('another panel after the first application', change('panel_size = 7')),
  frozen('a publication taken back', change('published_at = NULL')),
  frozen('a later end', change("closes_at = '2026-12-31'")),
  frozen('other places', change('places = \'{"grant": 1}\'')),
  { rule: 'round.guard_round', tries: 'a published round away', sql: `${round()} DELETE FROM round WHERE id = ${u(101)};`, refusal: /a published round stays/ },
  {
    rule: 'application.guard_application_round',
    tries: 'an application before publication',
    sql: `${round({ published: 'NULL' })} INSERT INTO application (person_id, round_id) VALUES (${u(1)}, ${u(101)});`,
    refusal: /the round is not published/,
  },
  {
    rule: 'application.guard_application_round',
    tries: 'an application moved to another round',
    sql: `${round()} UPDATE application SET round_id = ${u(101)} WHERE id = ${u(61)};`,
    refusal: /keeps its round and its form/,
  },
  {
    rule: 'case_file.guard_case_measure',
    tries: 'a support that the round does not offer',
    sql: `INSERT INTO case_file (case_no, application_id, measure_code, person_id, title, phone_tail, submitted_at)
      VALUES ('ZZ-2026-00099-X', ${u(61)}, 'grant', ${u(1)}, '探针', '2047', now());`,
    refusal: /does not offer grant/,
  },
  named('rubric.rubric_is_whole', 'weights of 99', rubric(`[${criterion(99)}]`)),
  named('rubric.rubric_is_whole', 'four anchors', rubric(`[${criterion(100, 4)}]`)),
  named('rubric.rubric_is_whole', 'one key twice', rubric(`[${criterion(50)},${criterion(50)}]`)),
  {
    rule: 'rubric.guard_rubric',
    tries: 'another rubric under a published round',
    sql: `${round()} UPDATE rubric SET source = '探针' WHERE id = (SELECT rubric_id FROM round WHERE id = ${u(101)});`,
    refusal: /a rubric in use stays/,
  },
  named('chain_step.step_of_chain', 'a step that nobody knows', "UPDATE chain_step SET step = 'tea' WHERE chain = 'panel' AND ordinal = 3;"),
  named('chain_step.step_days', 'no day for a step', "UPDATE chain_step SET days = 0 WHERE chain = 'panel' AND ordinal = 3;"),
  named('chain_step.step_threshold', 'a negative amount', "UPDATE chain_step SET above_fen = -1 WHERE chain = 'panel' AND ordinal = 7;"),
]

/** Invariant → SQL that makes it untrue; triggers are off. */
export const programmeFaults: Readonly<Record<string, string>> = {
  'application in a round that is not published': 'UPDATE round SET published_at = NULL;',
  'application with another form than its round': `UPDATE application SET form_version = 7 WHERE id = ${u(61)};`,
  'case of a support that its round does not offer': "UPDATE round SET measures = '{flat}';",
}
