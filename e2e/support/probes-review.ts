// Violations of scores, locked sheets, marks, results and blind copies.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })
const by = (rule: string, tries: string, sql: string, refusal: RegExp): Probe => ({ rule, tries, sql, refusal })

/** Past all guards; what is tried afterwards meets them again. */
const past = (sql: string) => `SET LOCAL session_replication_role = replica; ${sql} SET LOCAL session_replication_role = origin;`

/** Blind round 121 with entry 123 of application 122, an open sheet 125 of reviewer 124, and a confirmed copy. */
const open = past(`
  INSERT INTO round (id, programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days)
    SELECT ${u(121)}, 'climber', '探针打分', '2026-01-01', '2026-12-31', '2026-01-01', '{office}', 'panel', (SELECT id FROM rubric LIMIT 1), 20;
  INSERT INTO application (id, person_id, round_id, state, submitted_at) VALUES (${u(122)}, ${u(1)}, ${u(121)}, 'submitted', '2026-11-01');
  INSERT INTO review_entry (id, round_id, application_id, code, field, state, created_at) VALUES (${u(123)}, ${u(121)}, ${u(122)}, 'P-01', '机电装备', 'reviewing', now());
  INSERT INTO reviewer (id, no, person_id, fields, employer, added_at) VALUES (${u(124)}, 'ZJ-981', ${u(3)}, '{机电装备}', '第一研究所', now());
  INSERT INTO review_assignment (id, entry_id, reviewer_id, draw_rank, state, assigned_at, declared_at, opened_at)
    VALUES (${u(125)}, ${u(123)}, ${u(124)}, 1, 'scoring', now(), now(), now());
  INSERT INTO blind_copy (entry_id, pages, hidden_terms, sha256, made_at, confirmed_by, confirmer_name, confirmed_at)
    VALUES (${u(123)}, '[{}]', 0, repeat('0', 64), now(), ${u(12)}, '何静', now());`)

interface ScoreValues {
  readonly criterion?: string
  readonly level?: number
  readonly confidence?: number
  readonly comment?: string
}
const score = (s: ScoreValues = {}) => `INSERT INTO review_score (assignment_id, criterion, level, confidence, comment, saved_at)
  VALUES (${u(125)}, '${s.criterion ?? 'team'}', ${s.level ?? 3}, ${s.confidence ?? 2}, ${s.comment ?? "'有分工'"}, now());`
const whole = ['market', 'technology', 'team', 'funds', 'landing'].map((criterion) => score({ criterion })).join('')
const sheet = (set: string) => `UPDATE review_assignment SET version = version + 1, ${set} WHERE id = ${u(125)};`
const lock = (total = 7500) => sheet(`state = 'locked', locked_at = now(), total_points = ${total}`)
const locked = `${open}${whole}${lock()}`

interface ResultValues {
  readonly seq?: number
  readonly formula?: string
  readonly sheets?: number
  readonly mean?: number
  readonly trimmed?: number | 'NULL'
  readonly median?: number
  readonly lowest?: number
  readonly spread?: number
  readonly value?: number
  readonly ids?: string
}
const result = (r: ResultValues = {}) => `INSERT INTO review_result
  (entry_id, seq, formula_version, sheets, mean, trimmed_mean, median, lowest, highest, spread, value, by_criterion, sheet_ids, computed_at)
  VALUES (${u(123)}, ${r.seq ?? 1}, '${r.formula ?? 'v1'}', ${r.sheets ?? 1}, ${r.mean ?? 7500}, ${r.trimmed ?? 'NULL'}, ${r.median ?? 7500}, ${r.lowest ?? 7500}, 7500,
    ${r.spread ?? 0}, ${r.value ?? r.mean ?? 7500}, '{}', ${r.ids ?? `ARRAY[${u(125)}::uuid]`}, now());`
const copy = (set: string) => `UPDATE blind_copy SET version = version + 1, ${set} WHERE entry_id = ${u(123)};`
const unconfirmed = 'confirmed_by = NULL, confirmer_name = NULL, confirmed_at = NULL'
const mark = (page: number, quote: string) => `INSERT INTO review_mark (assignment_id, page, quote, created_at) VALUES (${u(125)}, ${page}, '${quote}', now());`

const scores: readonly Probe[] = [
  named('review_score.score_level', 'a sixth level', open + score({ level: 5 })),
  named('review_score.score_confidence', 'a fourth confidence', open + score({ confidence: 4 })),
  named('review_score.score_comment_length', 'a comment without end', open + score({ comment: "repeat('字', 2001)" })),
  by('review_score.guard_score', 'a criterion that the rubric does not have', open + score({ criterion: 'beauty' }), /no criterion beauty/),
  by('review_score.guard_score', 'a score changed after locking', `${locked} UPDATE review_score SET level = 4;`, /the sheet is locked/),
  by('review_score.guard_score', 'a score added after locking', `${locked}${score({ criterion: 'extra' })}`, /the sheet is locked/),
  by('review_score.guard_score', 'a score deleted', `${open}${score()} DELETE FROM review_score;`, /never deleted/),
  by('review_score.guard_score', 'a score moved to another criterion', `${open}${score()} UPDATE review_score SET criterion = 'market';`, /keeps its sheet/),
]

const sheets: readonly Probe[] = [
  by('review_assignment.guard_sheet', 'locked with a criterion open', `${open}${score()}${lock(1500)}`, /locked whole and adds up/),
  by('review_assignment.guard_sheet', 'locked with another sum', `${open}${whole}${lock(7600)}`, /locked whole and adds up/),
  by(
    'review_assignment.guard_sheet',
    'another total after locking',
    `${locked} UPDATE review_assignment SET total_points = 7600 WHERE id = ${u(125)};`,
    /stays as it is/,
  ),
  by(
    'review_assignment.guard_sheet',
    'another word after locking',
    `${locked} UPDATE review_assignment SET overall = '改了' WHERE id = ${u(125)};`,
    /stays as it is/,
  ),
  by('review_assignment.guard_sheet', 'a sheet deleted', `${open} DELETE FROM review_assignment WHERE id = ${u(125)};`, /never deleted/),
  named(
    'review_assignment.sheet_total_range',
    'more than 100 points',
    past(`${open.replaceAll(/SET LOCAL session_replication_role = \w+;/g, '')}${lock(10_001)}`),
  ),
  named('review_assignment.sheet_overall_length', 'a word without end', `${open}${sheet("overall = repeat('字', 4001)")}`),
  named('review_assignment.sheet_locked_with_total', 'a total without a lock', `${open}${sheet('total_points = 100')}`),
  named('review_assignment.sheet_opened_before_scoring', 'scoring without opening', `${open}${sheet('opened_at = NULL')}`),
  by(
    'review_assignment.guard_opening',
    'opened without a confirmed copy',
    `${open}${copy(unconfirmed)} ${past(sheet("state = 'declared', opened_at = NULL"))} ${sheet("state = 'scoring', opened_at = now()")}`,
    /no confirmed blind copy/,
  ),
  named('review_mark.mark_on_a_page', 'page 0', open + mark(0, '一段话')),
  named('review_mark.mark_quotes', 'a mark of one sign', open + mark(1, '一')),
]

const results: readonly Probe[] = [
  named(
    'review_result.result_counts_its_sheets',
    'two sheets, one named',
    past(open.replaceAll(/SET LOCAL session_replication_role = \w+;/g, '') + result({ sheets: 2 })),
  ),
  named('review_result.result_in_order', 'a median above the highest', locked + result({ median: 7501 })),
  named('review_result.result_spread', 'a spread of another size', locked + result({ spread: 1 })),
  named('review_result.result_value', 'a value that is neither mean', locked + result({ lowest: 7400, spread: 100, value: 7400 })),
  named('review_result.result_formula_named', 'no formula', locked + result({ formula: '' })),
  named('review_result.result_seq', 'number 0', locked + result({ seq: 0 })),
  by('review_result.guard_result', 'a sheet that is not locked', open + result(), /counts locked sheets/),
  by(
    'review_result.append_only',
    'a result changed',
    `${locked}${result()} UPDATE review_result SET computed_at = now();`,
    /UPDATE on review_result is forbidden/,
  ),
]

const copies: readonly Probe[] = [
  named('blind_copy.copy_hash', 'no hash', `${open}${copy(`sha256 = 'x', ${unconfirmed}`)}`),
  named('blind_copy.copy_hidden', 'less than nothing hidden', `${open}${copy('hidden_terms = -1')}`),
  named('blind_copy.copy_pages', 'pages that are no list', `${open}${copy(`pages = '{}', ${unconfirmed}`)}`),
  named('blind_copy.copy_confirmed_by_somebody', 'confirmed by nobody', `${open}${copy('confirmed_by = NULL')}`),
  named(
    'blind_copy.copy_confirmed_with_text',
    'an empty copy confirmed',
    past(`${open.replaceAll(/SET LOCAL session_replication_role = \w+;/g, '')}${copy("pages = '[]'")}`),
  ),
  by('blind_copy.guard_blind_copy', 'changed and still confirmed', `${open}${copy('pages = \'[{"a": 1}]\'')}`, /confirmed again/),
  by('blind_copy.guard_blind_copy', 'changed from an older page', `${open} UPDATE blind_copy SET hidden_terms = 1;`, /stale version/),
  by('blind_copy.guard_blind_copy', 'deleted', `${open} DELETE FROM blind_copy;`, /never deleted/),
]

export const reviewProbes: readonly Probe[] = [...scores, ...sheets, ...results, ...copies]

/** What makes each invariant of scoring untrue; run with the triggers off. */
export const reviewFaults: Readonly<Record<string, string>> = (() => {
  const world = open.replaceAll(/SET LOCAL session_replication_role = \w+;/g, '')
  const state = (to: string) => `UPDATE review_entry SET state = '${to}' WHERE id = ${u(123)};`
  return {
    'locked sheet that is not whole or does not add up': `${world}${lock(7400)}`,
    'latest result that counts other sheets than the locked ones': `${world}${whole}${lock()}${result({ ids: `ARRAY[${u(1)}::uuid]` })}${state('scored')}`,
    'entry called scored without a result': `${world}${state('scored')}`,
    'sheet opened without a confirmed copy in a blind round': `${world} DELETE FROM blind_copy;`,
  }
})()
