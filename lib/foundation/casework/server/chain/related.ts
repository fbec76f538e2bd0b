import 'server-only'
import type { Tx } from '@/lib/platform/db'

/** Why this person is too near to the case to sign it; null for a stranger. The same function guards the signatures in the database. */
export async function hardRelation(client: Pick<Tx, '$queryRaw'>, personId: string, caseId: string): Promise<string | null> {
  const rows = await client.$queryRaw<{ why: string | null }[]>`SELECT hard_relation(${personId}::uuid, ${caseId}::uuid) AS why`
  return rows[0]?.why ?? null
}
