// Cases as the experts leave them to the panel meeting: signed by the window, scored, waiting for the vote.
import { makeCaseNo } from '@/lib/kernel/case-number'
import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft } from './drafts'
import type { PanelStaff } from './panel-cases'
import { type MadePerson, makePerson } from './people'

export interface MeetingCaseWish {
  readonly roundId: string
  readonly staff: PanelStaff
  readonly at: Date
  readonly code: string
  readonly founder?: MadePerson
  readonly state?: 'scored' | 'discussion'
  readonly quantity?: number
  /** Asked in fen; makes it a case of money. */
  readonly amountFen?: bigint
}

export interface MeetingCase {
  readonly caseId: string
  readonly caseNo: string
  readonly entryId: string
  readonly applicationId: string
  readonly founder: MadePerson
}

export async function makeMeetingCase(db: PrismaClient, wish: MeetingCaseWish): Promise<MeetingCase> {
  const founder = wish.founder ?? (await makePerson(db, '周予安'))
  const quantity = wish.quantity ?? 2
  const measure = await db.measure.findUniqueOrThrow({ where: { code: wish.amountFen === undefined ? 'office' : 'grant' } })
  const prefix = measure.casePrefix ?? 'YJ'
  const numbers = await db.$queryRaw<{ n: number }[]>`SELECT next_number(${`case:${prefix}`}, 2026::int) AS n`
  const application = await db.application.create({
    data: { personId: founder.personId, roundId: wish.roundId, state: 'submitted', submittedAt: wish.at, data: completeDraft(String(quantity)) },
  })
  const row = await db.case.create({
    data: {
      caseNo: makeCaseNo(prefix, 2026, numbers[0]?.n ?? 0),
      applicationId: application.id,
      measureCode: measure.code,
      personId: founder.personId,
      title: `${founder.name}团队`,
      state: 'panel_decision',
      quantity,
      amountFen: wish.amountFen ?? null,
      phoneTail: founder.phone.slice(-4),
      submittedAt: wish.at,
      acceptedAt: wish.at,
    },
  })
  for (const [step, by] of [
    ['first_review', wish.staff.first],
    ['second_check', wish.staff.second],
  ] as const)
    await db.caseSignature.createMany({
      data: [
        {
          caseId: row.id,
          step,
          decision: 'concur',
          reason: '符合条件',
          quantity,
          amountFen: wish.amountFen ?? null,
          signedBy: by.userId,
          signerName: by.name,
          caseVersion: 1,
          at: wish.at,
        },
      ],
    })
  const entry = await db.reviewEntry.create({
    data: { roundId: wish.roundId, applicationId: application.id, code: wish.code, field: '机电装备', state: wish.state ?? 'scored', createdAt: wish.at },
  })
  return { caseId: row.id, caseNo: row.caseNo, entryId: entry.id, applicationId: application.id, founder }
}
