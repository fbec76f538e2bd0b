// Rows for tests and the demo: the same factories put every machine into every state.
import type { RoleCode } from '@/lib/kernel/actor'
import type { PrismaClient } from '@/prisma/generated/client'

let counter = 0
/** Mobile numbers of the synthetic block, never given to anybody twice in one process. */
const nextPhone = () => `199073${String(10_000 + ++counter).slice(-5)}`

export interface MadePerson {
  readonly userId: string
  readonly personId: string
  readonly name: string
  readonly phone: string
}

const home: Partial<Record<RoleCode, string>> = {
  intake: 'window',
  space: 'space',
  leader: 'office',
  finance: 'finance',
  auditor: 'audit',
  sys_admin: 'it',
  sec_admin: 'it',
}

/** A person with an account and roles. */
export async function makePerson(db: PrismaClient, name: string, roles: readonly RoleCode[] = ['applicant']): Promise<MadePerson> {
  const phone = nextPhone()
  const user = await db.user.create({
    data: {
      phone,
      person: { create: { state: 'registered', name, phone } },
      grants: { create: roles.map((roleCode) => ({ roleCode, departmentCode: home[roleCode] ?? 'public' })) },
    },
  })
  return { userId: user.id, personId: user.personId, name, phone }
}

/** Some free desks on one floor. */
export async function makeDesks(db: PrismaClient, count: number, prefix = 'T'): Promise<string[]> {
  const carrier = await db.carrier.create({ data: { name: `测试楼 ${prefix}`, kind: 'building' } })
  const codes = Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(4, '0')}`)
  await db.unit.createMany({
    data: codes.map((code, i) => ({
      kind: 'desk',
      code,
      carrierId: carrier.id,
      carrierType: 'makerspace',
      floor: 1,
      zone: 'A',
      x: (i % 8) + 1,
      y: Math.floor(i / 8) + 1,
    })),
  })
  return (await db.unit.findMany({ where: { code: { in: codes } }, orderBy: { code: 'asc' }, select: { id: true } })).map((unit) => unit.id)
}
