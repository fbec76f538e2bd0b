// Proof that nothing changed: how many rows each table has, and which versions of them.
import type pg from 'pg'

/** Table → `rows:checksum` over every row's place and version, for all tables of the schema but the named ones. */
export async function tableChecksum(client: pg.Client, except: readonly string[]): Promise<Record<string, string>> {
  const tables = await client.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1) ORDER BY relname",
    [except],
  )
  const parts = tables.rows.map(
    ({ relname }) =>
      `SELECT '${relname}' AS name, count(*) || ':' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS state FROM ${client.escapeIdentifier(relname)}`,
  )
  const found = await client.query<{ name: string; state: string }>(parts.join(' UNION ALL '))
  return Object.fromEntries(found.rows.map(({ name, state }) => [name, state]))
}
