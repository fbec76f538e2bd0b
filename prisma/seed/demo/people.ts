// The demo accounts of the contract, and contexts for them at a moment of the story.
import { hashPassword } from '@/lib/foundation/identity/server/door'
import type { Actor } from '@/lib/kernel/actor'
import type { Clock } from '@/lib/platform/clock'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { type DemoAccount, demoAccounts } from './accounts'

let hash: Promise<string> | undefined
/** Hashed once and only when an account is missing: a second run is quick. */
const passwordHash = () => {
  hash ??= hashPassword(env().DEMO_PASSWORD)
  return hash
}

async function createAccount({ login, name, phone, roles }: DemoAccount, personId?: string): Promise<void> {
  const person = personId ? { connect: { id: personId } } : { create: { state: 'registered' as const, name, phone, source: 'demo' } }
  await db.user.create({
    data: {
      loginName: login,
      email: `${login}@demo.climber.example`,
      phone,
      passwordHash: await passwordHash(),
      demo: true,
      person,
      grants: { create: roles.map(([roleCode, departmentCode]) => ({ roleCode, departmentCode })) },
    },
  })
}

const exists = async (login: string) => (await db.user.count({ where: { loginName: login } })) > 0

/** All accounts except the ones named, which get a person of the ledgers. */
export async function seedAccounts(except: readonly string[]): Promise<void> {
  for (const account of demoAccounts) if (!except.includes(account.login) && !(await exists(account.login))) await createAccount(account)
}

/**
 * The venture that the demo's founder leads: in 众创空间, with one to four desks, its leader without a flat, the latest to
 * have moved in. Null when the ledgers in use have none.
 */
async function founderVenture() {
  const found = await db.venture.findMany({
    where: {
      source: 'ledger',
      stage: 'makerspace',
      allocations: { some: { kind: 'desk', state: 'occupied' } },
      members: { some: { role: 'lead', leftAt: null, person: { allocations: { none: { kind: 'flat' } } } } },
    },
    orderBy: [{ enteredOn: 'desc' }, { name: 'asc' }],
    include: { members: { where: { leftAt: null } }, _count: { select: { allocations: { where: { kind: 'desk', state: 'occupied' } } } } },
  })
  return found.find((venture) => venture._count.allocations <= 4) ?? null
}

/** `founder` is the imported leader of a venture, now with an account; `teammate` is in the same team. */
export async function seedFounder(): Promise<void> {
  const account = (login: string) => {
    const found = demoAccounts.find((one) => one.login === login)
    if (!found) throw new Error(`no demo account ${login}`)
    return found
  }
  const venture = await founderVenture()
  const lead = venture?.members.find((member) => member.role === 'lead')
  const founder = account('founder')
  if (!(await exists('founder'))) {
    await createAccount(founder, lead?.personId ?? undefined)
    if (lead?.personId) await db.person.update({ where: { id: lead.personId }, data: { state: 'registered', phone: founder.phone } })
    if (lead) await db.ventureMember.update({ where: { id: lead.id }, data: { phone: founder.phone } })
  }
  const teammate = account('teammate')
  if (!(await exists('teammate'))) await createAccount(teammate)
  const { personId } = await db.user.findUniqueOrThrow({ where: { loginName: 'teammate' }, select: { personId: true } })
  if (!venture || venture.members.some((member) => member.personId === personId)) return
  const joinedAt = venture.enteredOn
  await db.ventureMember.create({
    data: { ventureId: venture.id, personId, name: teammate.name, phone: teammate.phone, duty: '产品与运营', role: 'member', founder: false, joinedAt },
  })
}

/** The person behind a demo account as an actor. */
export async function actorOf(login: string): Promise<Actor> {
  const account = demoAccounts.find((one) => one.login === login)
  const user = await db.user.findUniqueOrThrow({ where: { loginName: login }, include: { person: true } })
  return {
    userId: user.id,
    personId: user.personId,
    name: user.person.name,
    roles: new Set(account?.roles.map(([role]) => role)),
    departments: new Set(account?.roles.map(([, department]) => department)),
    sessionId: 'seed',
  }
}

export const ctxFor = (actor: Actor, clock: Clock): Ctx => makeCtx(actor, { clock })
