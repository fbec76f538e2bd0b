// Persona × command × object for draws, from the table in e2e/gates/matrix-draw.ts.
import { type DrawPersona, type DrawStage, drawPersonas, drawRows, drawStages } from '@/e2e/gates/matrix-draw'
import { at, ctxOf } from '@/e2e/support/db'
import { approveRerun, proposeRerun } from '@/lib/foundation/draw/server/commands/rerun'
import { freezePublicDraw, planPublicDraw, publishPublicDraw, runPublicDraw } from '@/lib/foundation/draw/server/commands/run'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const rolesOf = (persona: Exclude<DrawPersona, 'anonymous'>): readonly RoleCode[] => (persona === 'proposer' ? ['intake', 'leader'] : [persona])

interface Target {
  readonly number: string
  readonly rerun: string
}

const none = 'YH-2000-0001'
const list = 'GY-0001\nGY-0002'
const value = { publicValue: '2026-12-02 3888.88', witnessName: '在场的人' }
const plan = {
  purpose: 'flat' as const,
  title: '权限试验摇号',
  units: 1,
  poolRule: '报名并核验通过的人',
  publicValueSource: '2026 年 12 月 2 日上证指数收盘',
  closesAt: '2026-12-01T17:00',
}
const again = { reason: '漏登了一位报名人，要补进名单', publicValueSource: '2026 年 12 月 4 日上证指数收盘', closesAt: '2026-12-03T17:00' }

async function start() {
  const cast = new Map<DrawPersona, MadePerson>()
  for (const persona of drawPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', [...rolesOf(persona)]))
  let now = at('2026-12-01', '09:00')
  let target: Target = { number: none, rerun: none }
  const contextOf = (persona: DrawPersona): Ctx => {
    const person = cast.get(persona)
    return person && persona !== 'anonymous' ? ctxOf(person, rolesOf(persona), now) : makeCtx(null, { clock: now })
  }
  return {
    contextOf,
    target: async () => target,
    async advanceTo(stage: DrawStage) {
      const office = () => contextOf('intake')
      if (stage === 'closed') {
        target = { ...target, number: (await planPublicDraw(office(), plan)).number }
        now = at('2026-12-01', '17:00')
      }
      if (stage === 'frozen') await freezePublicDraw(office(), { number: target.number, list })
      if (stage === 'drawn') await runPublicDraw(office(), { number: target.number, ...value })
      if (stage === 'proposed') target = { ...target, rerun: (await proposeRerun(contextOf('proposer'), { number: target.number, ...again })).number }
    },
  }
}

tellChapter({
  stages: drawStages,
  personas: drawPersonas,
  rows: drawRows,
  calls: {
    'draw.plan': (ctx) => planPublicDraw(ctx, plan),
    'draw.freeze': (ctx, t: Target) => freezePublicDraw(ctx, { number: t.number, list }),
    'draw.run': (ctx, t: Target) => runPublicDraw(ctx, { number: t.number, ...value }),
    'draw.publish': (ctx, t: Target) => publishPublicDraw(ctx, { number: t.number }),
    'draw.propose_rerun': (ctx, t: Target) => proposeRerun(ctx, { number: t.number, ...again }),
    'draw.approve_rerun': (ctx, t: Target) => approveRerun(ctx, { number: t.rerun }),
  },
  missing: { number: none, rerun: none },
  start,
})
