// Persona × command × object for the list of reviewers, relations and panels, from the table in e2e/gates/matrix-panel.ts.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type PanelPersona, type PanelStage, panelPersonas, panelRows, panelStages } from '@/e2e/gates/matrix-panel'
import { at, ctxOf } from '@/e2e/support/db'
import { reviewerQuerySchema } from '@/lib/foundation/panel/model/reviewer-query'
import { decideSoftRelation } from '@/lib/foundation/panel/server/commands/decide-soft'
import { drawPanel, freezePool, sealPanelDraw } from '@/lib/foundation/panel/server/commands/draw'
import { exportReviewers } from '@/lib/foundation/panel/server/commands/export-reviewers'
import { dissolvePanel, enterApplications, formPanel } from '@/lib/foundation/panel/server/commands/form'
import { activateReviewer, addReviewer, changeReviewer } from '@/lib/foundation/panel/server/commands/reviewer'
import { panelsPage } from '@/lib/foundation/panel/server/panels-page'
import { reviewerPage } from '@/lib/foundation/panel/server/reviewer-page'
import { reviewersPage } from '@/lib/foundation/panel/server/reviewers'
import { endRelation, withdrawRelation } from '@/lib/foundation/relation/server/commands/end'
import { declareRelation, recordRelation } from '@/lib/foundation/relation/server/commands/record'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { makeReviewer, makeWaitingApplication } from '@/prisma/factories/reviewers'
import { tellChapter } from './authorization'

const rolesOf = (persona: Exclude<PanelPersona, 'anonymous'>): readonly RoleCode[] => {
  if (persona === 'intake_in_team') return ['applicant', 'intake']
  return persona === 'intake_reviewer' ? ['reviewer', 'intake'] : [persona]
}

interface Target {
  readonly roundId: string
  readonly entryId: string
  readonly panelId: string
  readonly version: number
  readonly assignmentId: string
  readonly reviewerId: string
  readonly reviewerVersion: number
  readonly personId: string
  readonly relationId: string
  /** Somebody who is registered and no reviewer yet. */
  readonly phone: string
}

const none = randomUUID()
const now = at('2026-11-25')
const school = { kind: 'school', otherId: '', ventureId: '', organisation: '湘州理工大学', creditCode: '', sinceOn: '', untilOn: '', detail: '' } as const
const contexts = new Map<PanelPersona, Ctx>()

async function start() {
  const cast = new Map<PanelPersona, MadePerson>()
  for (const persona of panelPersonas)
    if (persona === 'intake_reviewer') cast.set(persona, await makeReviewer(db, { name: '秦望舒' }))
    else if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', rolesOf(persona)))
  const person = (persona: PanelPersona): MadePerson => {
    const one = cast.get(persona)
    if (!one) throw new Error(`nobody plays ${persona}`)
    return one
  }
  const contextOf = (persona: PanelPersona): Ctx => (persona === 'anonymous' ? makeCtx(null, { clock: now }) : ctxOf(person(persona), rolesOf(persona), now))
  for (const persona of panelPersonas) contexts.set(persona, contextOf(persona))
  const round = await makePanelRound(db)
  const app = await makeWaitingApplication(db, round.id, { founder: person('applicant') })
  const inTeam = person('intake_in_team')
  await db.ventureMember.create({ data: { ventureId: app.ventureId, personId: inTeam.personId, name: inTeam.name, role: 'member', joinedAt: now.now() } })
  await db.person.update({ where: { id: app.founder.personId }, data: { school: school.organisation } })
  for (let i = 0; i < 4; i++) await recordRelation(contextOf('intake'), { personId: (await makeReviewer(db)).personId, ...school })
  const clerkReviewer = await db.reviewer.findUniqueOrThrow({ where: { personId: person('intake_reviewer').personId } })
  const { relationId } = await recordRelation(contextOf('intake'), { personId: clerkReviewer.personId, ...school })
  let target: Target = {
    roundId: round.id,
    entryId: none,
    panelId: none,
    version: 1,
    assignmentId: none,
    reviewerId: clerkReviewer.id,
    reviewerVersion: clerkReviewer.version,
    personId: clerkReviewer.personId,
    relationId,
    phone: (await makePerson(db, '白既明')).phone,
  }
  const clerk = contextOf('intake')
  const steps: Partial<Record<PanelStage, () => Promise<unknown>>> = {
    numbered: async () => {
      await enterApplications(clerk, { roundId: round.id })
      target = { ...target, entryId: (await db.reviewEntry.findUniqueOrThrow({ where: { applicationId: app.applicationId } })).id }
    },
    formed: async () => {
      target = { ...target, panelId: (await formPanel(clerk, formFor(target))).panelId }
    },
    sealed: () => sealPanelDraw(clerk, sealFor(target)),
    frozen: () => freezePool(clerk, { panelId: target.panelId, version: target.version }),
    drawn: async () => {
      await drawPanel(clerk, drawFor(target))
      target = { ...target, assignmentId: (await db.reviewAssignment.findFirstOrThrow({ where: { entryId: target.entryId } })).id }
    },
  }
  return {
    contextOf,
    target: async () => target,
    async advanceTo(stage: PanelStage) {
      await steps[stage]?.()
      const panel = await db.reviewPanel.findUnique({ where: { id: target.panelId } })
      target = { ...target, version: panel?.version ?? 1 }
    },
  }
}

const formFor = (t: Target) => ({ roundId: t.roundId, name: '第一组', entryIds: [t.entryId], seats: 3, scoreBy: '' as const })
const sealFor = (t: Target) => ({ panelId: t.panelId, version: t.version, fields: [], publicValueSource: '11 月 26 日上证指数收盘点位' })
const drawFor = (t: Target) => ({ panelId: t.panelId, version: t.version, publicValue: '3888.88', witnessName: '尹中天' })
const changed = { fields: ['大健康'], employer: '第二研究所', employerCode: '', title: '' }

tellChapter({
  stages: panelStages,
  personas: panelPersonas,
  rows: panelRows,
  calls: {
    'reviewer.add': (ctx, t: Target) => addReviewer(ctx, { phone: t.phone, ...changed }),
    'reviewer.change': (ctx, t: Target) => changeReviewer(ctx, { reviewerId: t.reviewerId, version: t.reviewerVersion, ...changed }),
    'reviewer.activate': (ctx, t: Target) => activateReviewer(ctx, { reviewerId: t.reviewerId, version: t.reviewerVersion, active: false }),
    'reviewer.export': (ctx) => exportReviewers(ctx, reviewerQuerySchema.parse({})),
    'relation.record': (ctx, t: Target) => recordRelation(ctx, { personId: t.personId, ...school }),
    'relation.end': (ctx, t: Target) => endRelation(ctx, { relationId: t.relationId, untilOn: '2026-11-01' }),
    'relation.withdraw': (ctx, t: Target) => withdrawRelation(ctx, { relationId: t.relationId, reason: '登记错了' }),
    'relation.declare': (ctx) => declareRelation(ctx, school),
    'panel.enter': (ctx, t: Target) => enterApplications(ctx, { roundId: t.roundId }),
    'panel.form': (ctx, t: Target) => formPanel(ctx, formFor(t)),
    'panel.dissolve': (ctx, t: Target) => dissolvePanel(ctx, { panelId: t.panelId, version: t.version }),
    'panel.seal': (ctx, t: Target) => sealPanelDraw(ctx, sealFor(t)),
    'panel.freeze': (ctx, t: Target) => freezePool(ctx, { panelId: t.panelId, version: t.version }),
    'panel.draw': (ctx, t: Target) => drawPanel(ctx, drawFor(t)),
    'panel.decide_soft': (ctx, t: Target) => decideSoftRelation(ctx, { assignmentId: t.assignmentId, decision: 'keep', reason: '只是校友' }),
  },
  missing: { roundId: none, entryId: none, panelId: none, assignmentId: none, reviewerId: none, personId: none, relationId: none, phone: '19900000000' },
  start,
})

test('the pages open for those who may read, and look missing to everybody else', async () => {
  const round = await db.round.findFirstOrThrow({ where: { chain: 'panel' } })
  const reviewer = await db.reviewer.findFirstOrThrow()
  const opens = async (view: Promise<unknown>) =>
    view.then(
      () => true,
      (error: { code?: string }) => {
        expect(error.code).toBe('not_found')
        return false
      },
    )
  const readers = async (view: (ctx: Ctx) => Promise<unknown>) => {
    const may: PanelPersona[] = []
    for (const [persona, ctx] of contexts) if (await opens(view(ctx))) may.push(persona)
    return may
  }
  const staff = ['intake', 'intake_in_team', 'intake_reviewer', 'leader', 'auditor'].sort()
  expect((await readers((ctx) => reviewersPage(ctx.actor, reviewerQuerySchema.parse({})))).sort()).toEqual(staff)
  expect((await readers((ctx) => reviewerPage(ctx.actor, reviewer.id, ''))).sort()).toEqual(staff)
  expect((await readers((ctx) => panelsPage(ctx.actor, round.id, false))).sort()).toEqual([...staff, 'chair', 'observer'].sort())
  expect(await readers((ctx) => panelsPage(ctx.actor, none, false))).toEqual([])
  expect(await readers((ctx) => reviewerPage(ctx.actor, none, ''))).toEqual([])
})
