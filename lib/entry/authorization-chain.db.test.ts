// Persona × command × object for the sign-off chain, from the table in e2e/gates/matrix-chain.ts.
import { type ChainPersona, type ChainStage, chainPersonas, chainRows, chainStages } from '@/e2e/gates/matrix-chain'
import { at, ctxOf } from '@/e2e/support/db'
import { approve, approveMany } from '@/lib/foundation/casework/server/commands/approve'
import { archiveCase } from '@/lib/foundation/casework/server/commands/archive'
import { firstReview, secondCheck } from '@/lib/foundation/casework/server/commands/review'
import { stepUp } from '@/lib/foundation/identity/server/commands/step-up'
import { hashPassword } from '@/lib/foundation/identity/server/door'
import type { RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makeCase } from '@/prisma/factories/case-states'
import { makeNotice } from '@/prisma/factories/notices'
import { makePanelCase, makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const roles: Readonly<Record<Exclude<ChainPersona, 'anonymous'>, readonly RoleCode[]>> = {
  applicant: ['applicant'],
  other_applicant: ['applicant'],
  insider: ['applicant', 'intake', 'leader'],
  relative: ['intake', 'leader'],
  signer: ['intake'],
  second_signer: ['intake', 'leader'],
  clerk: ['intake'],
  leader: ['leader'],
  leader_second: ['leader'],
  chair: ['chair'],
  reviewer: ['reviewer'],
  auditor: ['auditor'],
  observer: ['observer'],
  space: ['space'],
  finance: ['finance'],
  sys_admin: ['sys_admin'],
}

interface Target {
  readonly caseNo: string
  readonly version: number
}

const now = at('2026-11-16')
const password = 'a sentence for signing in'
const opinion = { decision: 'concur', reason: '材料齐全，符合条件' } as const

/** One of many answers in its row; here it speaks like a command of its own. */
async function approveOne(ctx: Ctx, target: Target): Promise<void> {
  const { results } = await approveMany(ctx, { cases: [{ ...target, reason: '同意支持' }] })
  const [row] = results
  if (!row?.ok) throw row?.code === 'not_found' ? AppError.notFound() : AppError.denied(row?.code ?? '')
}

const calls: Readonly<Record<string, (ctx: Ctx, target: Target) => Promise<unknown>>> = {
  'case.second_check': (ctx, t) => secondCheck(ctx, { ...t, ...opinion }),
  'case.approve': (ctx, t) => approve(ctx, { ...t, ...opinion }),
  'case.approve_many': approveOne,
  'case.archive': (ctx, t) => archiveCase(ctx, { caseNo: t.caseNo, why: '年终归档', formRows: () => [] }),
  'identity.step_up': (ctx) => stepUp(ctx, { password }),
}

async function castOf(): Promise<ReadonlyMap<ChainPersona, MadePerson>> {
  const cast = new Map<ChainPersona, MadePerson>()
  for (const persona of chainPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '秦望舒', [...roles[persona]]))
  await db.user.updateMany({ data: { passwordHash: await hashPassword(password) } })
  const sessions = [...cast.values()].map(({ userId }) => ({ id: `session of ${userId}`, userId, expiresAt: new Date('2027-01-01T00:00:00Z') }))
  await db.session.createMany({ data: sessions })
  return cast
}

async function start() {
  const cast = await castOf()
  const person = (persona: ChainPersona): MadePerson => {
    const found = cast.get(persona)
    if (!found) throw new Error(`${persona} is not in the cast`)
    return found
  }
  const contextOf = (persona: ChainPersona): Ctx => {
    if (persona === 'anonymous') return makeCtx(null, { clock: now })
    const { actor } = ctxOf(person(persona), roles[persona], now)
    return makeCtx(actor && { ...actor, sessionId: `session of ${actor.userId}` }, { clock: now })
  }
  const founder = person('applicant')
  await db.personRelation.create({
    data: { kind: 'spouse', personId: person('relative').personId, otherId: founder.personId, source: 'staff', recordedAt: now.now() },
  })
  const round = await makePanelRound(db)
  const first = await makeCase(db, { founder, state: 'accepted', on: calendarDate('2026-11-09'), roundId: round.id, acceptedBy: person('clerk').userId })
  const { ventureId } = await db.application.findFirstOrThrow({ where: { cases: { some: { id: first.id } } } })
  const insider = person('insider')
  await db.ventureMember.create({
    data: { ventureId: ventureId ?? '', personId: insider.personId, name: insider.name, role: 'member', joinedAt: new Date('2026-01-01') },
  })
  await firstReview(contextOf('signer'), { caseNo: first.caseNo, version: 1, ...opinion })
  const staff = { first: person('signer'), second: person('second_signer'), chair: person('chair') }
  const shown = await makePanelCase(db, { roundId: round.id, staff, founder, team: [insider], decidedAt: new Date('2026-11-02T02:00:00Z'), amountFen: 100n })
  const period = { fromOn: calendarDate('2026-11-04'), toOn: calendarDate('2026-11-13') }
  await makeNotice(db, { roundId: round.id, caseIds: [shown.caseId], ...period, by: person('clerk').userId })
  let at = first.caseNo
  const target = async (): Promise<Target> => {
    const { caseNo, version } = await db.case.findUniqueOrThrow({ where: { caseNo: at } })
    return { caseNo, version }
  }
  const advanceTo = async (stage: ChainStage): Promise<void> => {
    at = stage === 'shown' ? shown.caseNo : first.caseNo
  }
  return { contextOf, target, advanceTo }
}

tellChapter({ stages: chainStages, personas: chainPersonas, rows: chainRows, calls, missing: { caseNo: 'ZZ-2026-9999-X' }, start })
