import 'server-only'
import type { RoleCode } from '@/lib/kernel/actor'
import type { Tx } from '@/lib/platform/db'

/** Whether somebody who is not the actor holds a role today. */
export const holdsRole = async (client: Pick<Tx, 'roleGrant'>, userId: string, role: RoleCode): Promise<boolean> =>
  (await client.roleGrant.count({ where: { userId, roleCode: role, revokedAt: null } })) > 0
