import 'server-only'
import type { Tx } from '@/lib/platform/db'

/** People of these applications: applicants and everybody who is in their teams, or was when they were handed in. */
export async function relatedTo(client: Tx, applicationIds: readonly string[]): Promise<string[]> {
  const rows = await client.application.findMany({
    where: { id: { in: [...applicationIds] } },
    select: { personId: true, submittedAt: true, venture: { select: { members: { select: { personId: true, leftAt: true } } } } },
  })
  const ids = rows.flatMap(({ personId, submittedAt, venture }) => [
    personId,
    ...(venture?.members ?? []).flatMap((one) => (one.personId && (!one.leftAt || (submittedAt && one.leftAt >= submittedAt)) ? one.personId : [])),
  ])
  return [...new Set(ids)]
}
