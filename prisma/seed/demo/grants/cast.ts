// Who appears in the story of 项目资助: the leaders of twelve ventures, who sign in by code, and the experts.
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { actorOf } from '../people'
import type { DemoReviewer } from './reviewers'

/** A person of the story as an actor; `roles` are what they may do in it. */
async function actorOfPerson(personId: string, roles: readonly (readonly [RoleCode, string])[]): Promise<Actor> {
  const user = await db.user.findUniqueOrThrow({ where: { personId }, include: { person: { select: { name: true } } } })
  return {
    userId: user.id,
    personId,
    name: user.person.name,
    roles: new Set(roles.map(([role]) => role)),
    departments: new Set(roles.map(([, department]) => department)),
    sessionId: 'seed',
  }
}

/** An account that signs in with a code on its telephone; made once. */
async function accountOf(personId: string, phone: string, [role, department]: readonly [RoleCode, string]): Promise<Actor> {
  if ((await db.user.count({ where: { personId } })) === 0) {
    await db.person.update({ where: { id: personId }, data: { phone, state: 'registered' } })
    await db.user.create({ data: { personId, phone, demo: true, grants: { create: { roleCode: role, departmentCode: department } } } })
  }
  return actorOfPerson(personId, [[role, department]])
}

export interface Leader {
  readonly actor: Actor
  readonly ventureId: string
  readonly phone: string
  readonly school: string
  readonly sex: string | null
  readonly others: readonly string[]
}

/** The leader of a venture of the ledger; null where the ledgers in use do not have it. */
export async function leaderOf(venture: string, i: number): Promise<Leader | null> {
  const member = await db.ventureMember.findFirst({
    where: { venture: { name: venture, stage: { not: null } }, role: 'lead', leftAt: null, person: { isNot: null } },
    include: { person: true, venture: { include: { members: { where: { leftAt: null } } } } },
  })
  if (!member?.person) return null
  const phone = member.person.phone ?? `199073031${String(20 + i).padStart(2, '0')}`
  const actor = await accountOf(member.person.id, phone, ['applicant', 'public'])
  await db.ventureMember.updateMany({ where: { id: member.id, phone: null }, data: { phone } })
  const others = member.venture.members.filter((one) => one.id !== member.id).map((one) => one.name)
  return { actor, ventureId: member.ventureId, phone, school: member.person.school ?? '湘州理工大学', sex: member.person.sex, others }
}

export async function expertActor(reviewer: DemoReviewer): Promise<Actor> {
  if (reviewer.login) return actorOf(reviewer.login)
  const known = await db.person.findFirst({ where: { name: reviewer.name ?? '', source: 'demo' } })
  const person = known ?? (await db.person.create({ data: { state: 'registered', name: reviewer.name ?? '', source: 'demo' } }))
  return accountOf(person.id, reviewer.phone ?? '', ['reviewer', 'public'])
}
