import 'server-only'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { DEMO_PASSWORD_DEFAULT, env, isDemo } from '@/lib/platform/env'

/** Whom somebody new looks for, in the order of the work. The first group whose role a person has is theirs. */
const groups: readonly (readonly [string, readonly RoleCode[]])[] = [
  ['申请人', ['applicant']],
  ['窗口', ['intake']],
  ['领导', ['leader']],
  ['空间', ['space', 'inn']],
  ['财务', ['finance', 'bank']],
  ['评审', ['reviewer', 'chair', 'observer']],
  ['导师、企业', ['mentor', 'enterprise', 'broker', 'service']],
  ['管理', ['sys_admin', 'sec_admin', 'auditor']],
]

/** The demo's accounts by role; null in production. The password only where it is the one that the contract publishes. */
export async function demoAccounts() {
  if (!isDemo()) return null
  const users = await db.user.findMany({
    where: { demo: true, disabledAt: null, loginName: { not: null } },
    include: { person: { select: { name: true } }, grants: { where: { revokedAt: null }, include: { role: true } } },
    orderBy: { loginName: 'asc' },
  })
  const grouped = groups.map(([title]) => ({
    title,
    accounts: users
      .filter((user) => firstGroup(user.grants.map((grant) => grant.roleCode)) === title)
      .map((user) => ({ login: user.loginName ?? '', name: user.person.name, roles: user.grants.map((grant) => grant.role.name).join('、') })),
  }))
  return {
    groups: grouped.filter((group) => group.accounts.length > 0),
    password: env().DEMO_PASSWORD === DEMO_PASSWORD_DEFAULT ? DEMO_PASSWORD_DEFAULT : null,
  }
}

const firstGroup = (codes: readonly string[]): string | undefined => groups.find(([, roles]) => roles.some((role) => codes.includes(role)))?.[0]
