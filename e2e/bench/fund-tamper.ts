// M4: what a superuser with the triggers off can do, and that the verifier names the posting it was done to.
import type pg from 'pg'
import { randomOf } from './fund-books'

type Random = () => number

const hex = (random: Random) => Math.floor(random() * 255) + 1

/** One edit each: SQL on the posting `$1`. Every stored value of a posting and of its entries can be hit. */
const edits: readonly ((random: Random) => string)[] = [
  () =>
    `UPDATE ledger_txn SET kind = CASE kind WHEN 'open' THEN 'lapse' WHEN 'transfer' THEN 'open' WHEN 'commit' THEN 'contract' ELSE 'commit' END, ref = ref || '-' WHERE id = $1`,
  () => `UPDATE ledger_txn SET ref = ref || '!' WHERE id = $1`,
  () => `UPDATE ledger_txn SET note = note || ' ' WHERE id = $1`,
  () => `UPDATE ledger_txn SET case_id = gen_random_uuid() WHERE id = $1`,
  () => `UPDATE ledger_txn SET actor_id = gen_random_uuid() WHERE id = $1`,
  () => `UPDATE ledger_txn SET approver_id = gen_random_uuid() WHERE id = $1`,
  () => `UPDATE ledger_txn SET biz_date = biz_date + 1 WHERE id = $1`,
  () => `UPDATE ledger_txn SET posted_at = posted_at + interval '1 microsecond' WHERE id = $1`,
  () => `UPDATE ledger_txn SET n = n + 1000000 WHERE id = $1`,
  (random) => `UPDATE ledger_txn SET hash = set_byte(hash, ${Math.floor(random() * 32)}, get_byte(hash, 0) # ${hex(random)}) WHERE id = $1`,
  (random) => `UPDATE ledger_txn SET prev_hash = set_byte(prev_hash, 0, get_byte(prev_hash, 0) # ${hex(random)}) WHERE id = $1`,
  (random) => `UPDATE ledger_entry SET amount_fen = amount_fen + CASE line WHEN 1 THEN -${hex(random)} ELSE ${hex(random)} END WHERE txn_id = $1`,
  () => `UPDATE ledger_entry SET account_id = (SELECT min(id) FROM ledger_account WHERE id <> account_id) WHERE txn_id = $1 AND line = 1`,
  () => `UPDATE ledger_entry SET line = line + 5 WHERE txn_id = $1 AND line = 2`,
  () => `DELETE FROM ledger_entry WHERE txn_id = $1 AND line = 2`,
]

/** `count` random edits, each on its own and taken back; answers how many the verifier named, and the misses in words. */
export async function tamper(superuser: pg.Client, count: number, seed: number): Promise<{ named: number; missed: string[] }> {
  const random = randomOf(seed)
  const { rows } = await superuser.query<{ id: string }>('SELECT id FROM ledger_txn ORDER BY id')
  const missed: string[] = []
  for (let i = 0; i < count; i += 1) {
    const id = rows[Math.floor(random() * rows.length)]?.id ?? ''
    const edit = edits[i % edits.length]?.(random) ?? ''
    await superuser.query('BEGIN')
    try {
      await superuser.query("SET LOCAL session_replication_role = 'replica'")
      const done = await superuser.query(edit, [id])
      const found = await superuser.query<{ bad: string | null }>('SELECT ledger_first_broken()::text AS bad')
      const bad = found.rows[0]?.bad ?? 'nothing'
      if (done.rowCount === 0 || bad !== id) missed.push(`${edit.slice(0, 70)} on ${id}: named ${bad}`)
    } catch (error) {
      missed.push(`${edit.slice(0, 70)}: ${error instanceof Error ? error.message : error}`)
    } finally {
      await superuser.query('ROLLBACK')
    }
  }
  return { named: count - missed.length, missed }
}
