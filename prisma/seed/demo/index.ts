// The demo: accounts, and the zone's own ledgers through the importer. Runs once; a second run changes nothing.
import { hashPassword } from '@/lib/foundation/identity/server/door'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { demoAccounts } from './accounts'

async function seedAccounts(): Promise<void> {
  const passwordHash = await hashPassword(env().DEMO_PASSWORD)
  for (const { login, name, phone, roles } of demoAccounts) {
    if (await db.user.findUnique({ where: { loginName: login }, select: { id: true } })) continue
    await db.user.create({
      data: {
        loginName: login,
        email: `${login}@demo.climber.example`,
        phone,
        passwordHash,
        demo: true,
        person: { create: { state: 'registered', name, phone, source: 'demo' } },
        grants: { create: roles.map(([roleCode, departmentCode]) => ({ roleCode, departmentCode })) },
      },
    })
  }
}

/** `say` prints a line of progress. */
export async function seedDemo(say: (text: string) => void): Promise<void> {
  say('演示账号 / demo accounts')
  await seedAccounts()
}
