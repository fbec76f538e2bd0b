// One violation per rule of the draws; each probe leads a draw to the step at which the rule stands.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

const u = (n: number) => `'${uid(n)}'`
const named = (rule: string, tries: string, sql: string): Probe => ({ rule, tries, sql, refusal: new RegExp(`"${rule.split('.').pop()}"`) })
const told = (rule: string, tries: string, sql: string, refusal: RegExp): Probe => ({ rule, tries, sql, refusal })

const D = 151
const RERUN = 152
/** Of zeros; its hash is what `commit` of the draws here says. */
const secret = "repeat('00', 32)"
const commit = `encode(sha256(decode(${secret}, 'hex')), 'hex')`

const planned = (
  more: { id?: number; columns?: string; values?: string; units?: number; commit?: string; rule?: string; title?: string; state?: string } = {},
) =>
  `INSERT INTO draw (id, number, purpose, title, pool_rule, units, rule_version, state, secret_cipher, commit, public_value_source, closes_at, created_at${more.columns ?? ''})
   VALUES (${u(more.id ?? D)}, 'YH-PROBE-${more.id ?? D}', 'flat', '${more.title ?? '探针'}', '所有报名的人', ${more.units ?? 1}, '${more.rule ?? 'hmac-v1'}',
     '${more.state ?? 'planned'}', '\\x00', ${more.commit ?? commit}, '当天收盘指数', '2026-11-20T09:00Z', '2026-11-19T09:00Z'${more.values ?? ''});`
const step = (state: string, set: string, id = D) => `UPDATE draw SET state = '${state}', version = version + 1, ${set} WHERE id = ${u(id)};`
const sealed = (id = D, more = '') => step('committed', `committed_at = '2026-11-19T09:00Z'${more}`, id)
const entries = (...numbers: string[]) =>
  numbers.map((no) => `INSERT INTO draw_entry (draw_id, entry_no, priority_class) VALUES (${u(D)}, '${no}', 1);`).join('')
const frozen = step('frozen', `entries_hash = draw_entries_hash(id), frozen_at = '2026-11-20T09:00Z'`)
/** Ranks by the tickets that follow from the zeros and the value `v`. */
const ranked = `UPDATE draw_entry e SET ticket = t.ticket, rank = t.rank, result = CASE WHEN t.rank <= 1 THEN 'offered' ELSE 'waitlisted' END FROM (
    SELECT entry_no, ticket, row_number() OVER (ORDER BY ticket COLLATE "C") AS rank FROM (
      SELECT x.entry_no, encode(hmac_sha256(hmac_pad(k.key, 54), hmac_pad(k.key, 92), convert_to(x.entry_no, 'UTF8')), 'hex') AS ticket
        FROM draw_entry x, (SELECT hmac_sha256(hmac_pad(s, 54), hmac_pad(s, 92), 'v') AS key FROM (SELECT decode(${secret}, 'hex') AS s) z) k
       WHERE x.draw_id = ${u(D)}) y) t
   WHERE e.draw_id = ${u(D)} AND e.entry_no = t.entry_no;`
const drawnSet = `public_value = 'v', drawn_at = '2026-11-21T09:00Z', drawn_by = ${u(12)}, witness_name = '在场的人'`
const toFrozen = planned() + sealed() + entries('A', 'B') + frozen
const toDrawn = toFrozen + ranked + step('drawn', drawnSet)
const published = (key: string) => step('published', `secret = ${key}, published_at = '2026-11-22T09:00Z'`)
const rerun = planned({ id: RERUN, columns: ', rerun_of, rerun_by, rerun_reason', values: `, ${u(D)}, ${u(12)}, '漏登了一位报名人，要补进名单'` })

const rows: readonly Probe[] = [
  named('draw.draw_commit_is_a_hash', 'a seal that is no hash', planned({ commit: "'secret'" })),
  named('draw.draw_has_units', 'nothing to draw for', planned({ units: 0 })),
  named('draw.draw_rule_known', 'a rule of one’s own', planned({ rule: 'hmac-v2' })),
  named('draw.draw_says_its_rules', 'no title', planned({ title: ' ' })),
  named('draw.draw_sealed_before_closing', 'sealed after the closing', planned() + step('committed', "committed_at = '2026-11-20T09:00:01Z'")),
  named(
    'draw.draw_frozen_after_closing',
    'frozen before the closing',
    planned() + sealed() + entries('A') + step('frozen', "entries_hash = draw_entries_hash(id), frozen_at = '2026-11-20T08:59Z'"),
  ),
  named('draw.draw_value_after_freezing', 'drawn before it was frozen', toFrozen + ranked + step('drawn', drawnSet.replace('2026-11-21', '2026-11-19'))),
  named('draw.draw_value_after_freezing', 'drawn without a witness', toFrozen + ranked + step('drawn', drawnSet.replace('在场的人', ' '))),
  named('draw.draw_opens_the_sealed_key', 'another key opened', toDrawn + published("repeat('11', 32)")),
  named('draw.draw_opens_the_sealed_key', 'published without the key', toDrawn + published('NULL')),
  named('draw.draw_rerun_by_two', 'a re-run approved by who proposed it', toDrawn + rerun + sealed(RERUN, `, rerun_by_second = ${u(12)}`)),
  named('draw.draw_rerun_by_two', 'a re-run that nobody else approved', toDrawn + rerun + sealed(RERUN)),
  named('draw.draw_rerun_by_two', 'a re-run without a reason', toDrawn + rerun.replace('漏登了一位报名人，要补进名单', '再来一次')),
  named('draw_entry.draw_entry_no_is_a_word', 'a number with a tab in it', planned() + sealed() + entries('A\tB')),
  named('draw_entry.draw_entry_class', 'a class below all', planned() + sealed() + entries('A').replace(', 1);', ', -1);')),
  named('draw_entry.draw_entry_result_known', 'another result', toFrozen + ranked.replace("'waitlisted'", "'lucky'")),
  named('draw_entry_rank', 'two first places', toFrozen + ranked.replace('rank = t.rank', 'rank = 1')),
]

const steps: readonly Probe[] = [
  told(
    'draw.guard_draw_insert',
    'a draw that begins in the middle',
    planned({ state: 'committed', columns: ', committed_at', values: ", '2026-11-19T09:00Z'" }),
    /begins as planned/,
  ),
  told('draw.guard_draw_insert', 'a re-run of a published draw', toDrawn + published(secret) + rerun, /not published is run again/),
  told('draw.guard_transition', 'planned to frozen at once', planned() + step('frozen', 'title = title'), /illegal transition of draw/),
  ...[
    ['the units after the seal', `${planned()}${sealed()}UPDATE draw SET units = 2 WHERE id = ${u(D)};`, /stays as it is/],
    ['another secret after the seal', `${planned()}${sealed()}UPDATE draw SET secret_cipher = '\\x01' WHERE id = ${u(D)};`, /stays as it is/],
    ['the public value before its step', `${planned()}${sealed()}UPDATE draw SET public_value = 'v' WHERE id = ${u(D)};`, /stays as it is/],
    [
      'a published draw hidden again',
      `${planned({ columns: ', public', values: ', true' })}UPDATE draw SET public = false WHERE id = ${u(D)};`,
      /stays as it is/,
    ],
    [
      'a hash of another list',
      planned() + sealed() + entries('A') + step('frozen', `entries_hash = ${commit}, frozen_at = '2026-11-20T09:00Z'`),
      /not that of the entries/,
    ],
    ['a hash of no list', planned() + sealed() + step('frozen', `entries_hash = ${commit}, frozen_at = '2026-11-20T09:00Z'`), /not that of the entries/],
    ['drawn with nobody ranked', toFrozen + step('drawn', drawnSet), /without a rank/],
    [
      'an order of one’s own',
      toFrozen + ranked.replace('ORDER BY ticket COLLATE "C"', 'ORDER BY ticket COLLATE "C" DESC') + step('drawn', drawnSet) + published(secret),
      /does not follow from the key/,
    ],
    ['the first run while the second goes on', toDrawn + rerun + sealed(RERUN, `, rerun_by_second = ${u(13)}`) + published(secret), /being run again/],
  ].map(([tries, sql, refusal]) => told('draw.guard_draw', String(tries), String(sql), refusal as RegExp)),
  told('draw.never_deleted', 'a run taken away', `${planned()}DELETE FROM draw;`, /DELETE on draw is forbidden/),
  told('draw_entry.guard_draw_entry', 'a number that joins after the freeze', toFrozen + entries('C'), /list of the draw is closed/),
  told('draw_entry.guard_draw_entry', 'a class changed after the freeze', `${toFrozen}UPDATE draw_entry SET priority_class = 0;`, /stays as it is/),
  told('draw_entry.guard_draw_entry', 'a rank changed after the draw', `${toDrawn}UPDATE draw_entry SET rank = rank + 5;`, /stays as it is/),
  told('draw_entry.never_deleted', 'a number taken out', `${toFrozen}DELETE FROM draw_entry;`, /DELETE on draw_entry is forbidden/),
]

export const drawProbes: readonly Probe[] = [...rows, ...steps]

/** What makes each invariant of the draws untrue; run with the triggers off. */
export const drawFaults: Readonly<Record<string, string>> = {
  'published draw that does not follow from its key': `${toDrawn}${published(secret)}UPDATE draw_entry SET result = 'offered' WHERE draw_id = ${u(D)};`,
  'frozen draw whose entries are not the ones of its hash': `${toFrozen}UPDATE draw_entry SET priority_class = 0 WHERE draw_id = ${u(D)};`,
  'draw frozen before its closing or drawn before it was frozen': `ALTER TABLE draw DROP CONSTRAINT draw_frozen_after_closing; ${toFrozen}UPDATE draw SET frozen_at = '2026-11-20T08:00Z' WHERE id = ${u(D)};`,
}
