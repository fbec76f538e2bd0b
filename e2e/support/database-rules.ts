import type pg from 'pg'
import type { Probe } from './database-privileges'

export interface Rule {
  readonly name: string
  /** SQL that takes the rule away. */
  readonly drop: string
}

/** The rules that the migrations add by hand, from the catalogue of the database itself. */
export async function rulesOfDatabase(client: pg.Client): Promise<Rule[]> {
  const { rows } = await client.query<Rule>(`
    SELECT t.relname || '.' || c.conname AS name, format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, c.conname) AS drop
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('c', 'x')
    UNION ALL
    SELECT t.relname || '.' || g.tgname, format('DROP TRIGGER %I ON %I', g.tgname, t.relname)
      FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal AND t.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT i.relname, format('DROP INDEX %I', i.relname)
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indisunique AND x.indpred IS NOT NULL AND i.relnamespace = 'public'::regnamespace
    ORDER BY 1`)
  return rows
}

/** What removes the rule of a probe; plain unique indexes and privileges are not in the list above. */
export function removalOf(probe: Probe, rules: readonly Rule[]): string | undefined {
  if (probe.rule.startsWith('role:')) return `GRANT ${probe.rule.slice(5).replace(' ', ' ON ')} TO climber_app`
  if (probe.rule.endsWith('_key') && !probe.rule.includes('.')) return `DROP INDEX ${probe.rule}`
  return rules.find((rule) => rule.name === probe.rule)?.drop
}

/** Tries one violation inside a transaction that is always taken back; answers the refusal, or `accepted`. */
export async function tryProbe(client: pg.Client, probe: Probe, before?: string): Promise<string> {
  await client.query('BEGIN')
  try {
    if (before) await client.query(before)
    await client.query('SAVEPOINT probe')
    try {
      await client.query(probe.sql)
      return 'accepted'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  } finally {
    await client.query('ROLLBACK')
  }
}
