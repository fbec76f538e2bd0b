import type { PrismaClient } from '@/prisma/generated/client'
import { type MadePerson, makePerson } from './people'

let counter = 0

export interface MadeCase {
  readonly founder: MadePerson
  readonly caseId: string
  readonly caseNo: string
  readonly ventureId: string
}

/** An approved case for desks with its team, as the decision leaves it; the road to there has tests of its own. */
export async function makeApprovedCase(
  db: PrismaClient,
  name: string,
  options: { quantity?: number; decidedAt?: Date; ventureId?: string } = {},
): Promise<MadeCase> {
  const founder = await makePerson(db, `${name}负责人`)
  const decidedAt = options.decidedAt ?? new Date('2026-09-16T02:00:00Z')
  const venture = options.ventureId
    ? { connect: { id: options.ventureId } }
    : {
        create: {
          name,
          field: '机电装备',
          members: { create: { personId: founder.personId, name: founder.name, role: 'lead', founder: true, joinedAt: decidedAt } },
        },
      }
  const round = await db.round.findFirstOrThrow({ where: { programmeCode: 'climber' } })
  const application = await db.application.create({
    data: { person: { connect: { id: founder.personId } }, venture, round: { connect: { id: round.id } }, state: 'submitted', submittedAt: decidedAt },
  })
  const row = await db.case.create({
    data: {
      caseNo: `TEST-${String(++counter).padStart(4, '0')}`,
      applicationId: application.id,
      measureCode: 'office',
      personId: founder.personId,
      title: name,
      state: 'approved',
      quantity: options.quantity ?? 1,
      phoneTail: founder.phone.slice(-4),
      submittedAt: decidedAt,
      decidedAt,
    },
  })
  return { founder, caseId: row.id, caseNo: row.caseNo, ventureId: application.ventureId ?? '' }
}
