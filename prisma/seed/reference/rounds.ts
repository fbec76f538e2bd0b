// The rolling call for applications, the sign-off chains and the first rubric.
import { criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import type { RoleCode } from '@/lib/kernel/actor'
import type { Prisma, PrismaClient } from '@/prisma/generated/client'
import { grantRubric } from './rubrics'

interface StepSeed {
  readonly step: string
  readonly role: RoleCode
  readonly days: number
  readonly aboveFen?: bigint
}

const ours = '平台默认（待管委会确认）'

/** Who signs what, in how many working days. Above 200,000 yuan a second leader approves. */
const chains: Readonly<Record<'direct' | 'panel', readonly StepSeed[]>> = {
  direct: [
    { step: 'first_review', role: 'intake', days: 3 },
    { step: 'final_decision', role: 'leader', days: 2 },
  ],
  panel: [
    { step: 'first_review', role: 'intake', days: 3 },
    { step: 'second_check', role: 'intake', days: 2 },
    { step: 'expert_review', role: 'reviewer', days: 10 },
    { step: 'panel', role: 'chair', days: 5 },
    { step: 'public_notice', role: 'intake', days: 5 },
    { step: 'approval', role: 'leader', days: 3 },
    { step: 'approval_second', role: 'leader', days: 2, aboveFen: 20_000_000n },
  ],
}

const sourceOf = (step: string) => (step === 'public_notice' ? `${ours}：公示不少于 5 个工作日` : ours)

async function seedChains(db: PrismaClient): Promise<void> {
  for (const [chain, steps] of Object.entries(chains))
    for (const [i, { step, role, days, aboveFen }] of steps.entries()) {
      const row = { step, role, days, aboveFen: aboveFen ?? null, source: sourceOf(step) }
      const ordinal = i + 1
      await db.chainStep.upsert({ where: { chain_ordinal: { chain, ordinal } }, create: { chain, ordinal, ...row }, update: row })
    }
}

async function seedRubrics(db: PrismaClient): Promise<void> {
  const { name, version, source } = grantRubric
  const criteria: Prisma.InputJsonArray = criteriaSchema.parse(grantRubric.criteria)
  await db.rubric.createMany({ data: [{ name, version, source, criteria }], skipDuplicates: true })
}

/** The call that is always open; it was published with the first day of the plan. */
async function seedRollingRound(db: PrismaClient): Promise<void> {
  const key = { programmeCode: 'climber', name: '2026 年常年受理' }
  const opensAt = new Date('2026-01-01T00:00:00+08:00')
  const measures = ['office', 'flat', 'loan', 'coaching']
  await db.round.upsert({ where: { programmeCode_name: key }, create: { ...key, opensAt, publishedAt: opensAt, measures }, update: {} })
}

export async function seedRounds(db: PrismaClient): Promise<void> {
  await seedChains(db)
  await seedRubrics(db)
  await seedRollingRound(db)
}
