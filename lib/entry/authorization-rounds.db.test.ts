// Persona × command × object for rounds, rubrics and screening, from the table in e2e/gates/matrix-rounds.ts.
import { randomUUID } from 'node:crypto'
import { type RoundPersona, type RoundStage, roundPersonas, roundRows, roundStages } from '@/e2e/gates/matrix-rounds'
import { at, ctxOf } from '@/e2e/support/db'
import type { RoundFields } from '@/lib/foundation/programme/model/round'
import { exportRound } from '@/lib/foundation/programme/server/commands/export-round'
import { makeRubric } from '@/lib/foundation/programme/server/commands/make-rubric'
import { changeRound, createRound } from '@/lib/foundation/programme/server/commands/round-draft'
import { closeRound, publishRound, withdrawRound } from '@/lib/foundation/programme/server/commands/round-publish'
import { exportFlags } from '@/lib/foundation/screening/server/commands/export'
import { resolveFlag } from '@/lib/foundation/screening/server/commands/resolve'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { makeRound } from '@/prisma/factories/rounds'
import { tellChapter } from './authorization'

interface Target {
  readonly roundId: string
  readonly version: number
  readonly flagId: string
}

const rolesOf = (persona: Exclude<RoundPersona, 'anonymous'>): readonly RoleCode[] => (persona === 'staff_in_team' ? ['intake', 'applicant'] : [persona])

const fields = (name: string): RoundFields => ({
  name,
  opensAt: '2026-10-01T09:00',
  closesAt: '2026-10-31T18:00',
  measures: ['office'],
  chain: 'direct',
  formVersion: 1,
  rubricId: '',
  panelSize: '5',
  minSheets: '3',
  hideApplicant: true,
  hideReviewers: true,
  hideUntilLocked: true,
  promisedDays: '',
  places: {},
  fundLineId: '',
})
const criteria = [{ key: 'market', name: '市场', weight: 100, anchors: ['一', '二', '三', '四', '五'] }]

/** Two applications of the rolling round that may be one; the member of the window is in the team of the second. */
async function flaggedPair(applicant: MadePerson, insider: MadePerson): Promise<string> {
  const round = await db.round.findFirstOrThrow({ where: { chain: 'direct' } })
  const other = await makePerson(db, '林知夏')
  const venture = await db.venture.create({
    data: {
      name: '疑似重复',
      field: '机电装备',
      members: { create: { personId: insider.personId, name: insider.name, role: 'member', joinedAt: new Date() } },
    },
  })
  const made = await Promise.all(
    [
      { personId: applicant.personId, ventureId: null },
      { personId: other.personId, ventureId: venture.id },
    ].map((data) => db.application.create({ data: { ...data, roundId: round.id, state: 'submitted', submittedAt: new Date() } })),
  )
  const [a = '', b = ''] = made.map((one) => one.id).sort()
  const flag = await db.duplicateFlag.create({ data: { kind: 'name', applicationA: a, applicationB: b, likeness: 80, foundAt: new Date() } })
  return flag.id
}

async function start() {
  const cast = new Map<RoundPersona, MadePerson>()
  for (const persona of roundPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', rolesOf(persona)))
  const person = (persona: RoundPersona) => {
    const found = cast.get(persona)
    if (!found) throw new Error(`no ${persona}`)
    return found
  }
  const contextOf = (persona: RoundPersona): Ctx =>
    persona === 'anonymous' ? makeCtx(null, { clock: at('2026-09-16') }) : ctxOf(person(persona), rolesOf(persona), at('2026-09-16'))
  const flagId = await flaggedPair(person('applicant'), person('staff_in_team'))
  let roundId = (await createRound(contextOf('intake'), { round: fields('权限') })).id
  return {
    contextOf,
    target: async (): Promise<Target> => ({ roundId, flagId, version: (await db.round.findUniqueOrThrow({ where: { id: roundId } })).version }),
    async advanceTo(stage: RoundStage) {
      if (stage === 'published') await publishRound(contextOf('intake'), { id: roundId, version: 1 })
      if (stage === 'rolling') {
        const made = await makeRound(db, { chain: 'direct', measures: ['office'], published: false })
        roundId = (await db.round.update({ where: { id: made.id }, data: { closesAt: null, publishedAt: made.opensAt } })).id
      }
    },
  }
}

tellChapter({
  stages: roundStages,
  personas: roundPersonas,
  rows: roundRows,
  calls: {
    'round.create': (ctx) => createRound(ctx, { round: fields(`权限 ${randomUUID().slice(0, 8)}`) }),
    'round.change': (ctx, t: Target) => changeRound(ctx, { id: t.roundId, version: t.version, round: fields('权限') }),
    'round.publish': (ctx, t: Target) => publishRound(ctx, { id: t.roundId, version: t.version }),
    'round.withdraw': (ctx, t: Target) => withdrawRound(ctx, { id: t.roundId, version: t.version }),
    'round.close': (ctx, t: Target) => closeRound(ctx, { id: t.roundId, version: t.version }),
    'round.export': (ctx, t: Target) => exportRound(ctx, { id: t.roundId }),
    'rubric.make': (ctx) => makeRubric(ctx, { name: '权限', source: '试一试', criteria }),
    'screening.resolve': (ctx, t: Target) => resolveFlag(ctx, { id: t.flagId, outcome: 'different', reason: '不是同一个团队' }),
    'screening.export': (ctx) => exportFlags(ctx, {}),
  },
  missing: { roundId: randomUUID(), flagId: randomUUID() },
  start,
})
