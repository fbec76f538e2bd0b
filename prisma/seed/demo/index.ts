// The demo: accounts, and the zone's own ledgers through the importer. Runs once; a second run changes nothing.
import { hashPassword } from '@/lib/foundation/identity/server/door'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { demoAccounts } from './accounts'
import { ledgersByKind, seedLedger } from './ledgers'

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
  const ledgers = await ledgersByKind()
  for (const kind of ['space'] as const) {
    const file = ledgers.get(kind)
    if (file) await seedLedger(kind, file, say)
  }
}
