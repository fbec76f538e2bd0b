// An approved case with money, as the last approval leaves it; the road to there has tests of its own.
import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft } from './drafts'
import { type MadePerson, makePerson } from './people'

let counter = 0

export interface GrantCaseWish {
  readonly roundId: string
  readonly amountFen: bigint
  readonly founder?: MadePerson
  readonly name?: string
  readonly companyName?: string
  /** Months by whose end the milestones are reached, `2027-03`; one milestone each. */
  readonly by?: readonly string[]
  readonly decidedAt?: Date
}

export interface GrantCase {
  readonly caseId: string
  readonly caseNo: string
  readonly founder: MadePerson
  readonly ventureId: string
  readonly amountFen: bigint
}

/** The money of it is not set aside: that is a posting, which only the books' own door makes. */
export async function makeGrantCase(db: PrismaClient, wish: GrantCaseWish): Promise<GrantCase> {
  const founder = wish.founder ?? (await makePerson(db, wish.name ?? '周予安'))
  const at = wish.decidedAt ?? new Date('2026-09-16T02:00:00Z')
  const months = wish.by ?? ['2027-03']
  const steps = Object.fromEntries(
    months.flatMap((by, i) => [
      [`goal${i + 1}`, `样机 ${i + 1} 号通过检测`],
      [`by${i + 1}`, by],
      [`proof${i + 1}`, '第三方检测报告'],
    ]),
  )
  const draft = completeDraft()
  const amount = String(Number(wish.amountFen) / 100)
  const application = await db.application.create({
    data: {
      person: { connect: { id: founder.personId } },
      venture: {
        create: {
          name: `${founder.name}团队`,
          field: '机电装备',
          companyName: wish.companyName ?? null,
          members: { create: { personId: founder.personId, name: founder.name, role: 'lead', founder: true, joinedAt: at } },
        },
      },
      round: { connect: { id: wish.roundId } },
      state: 'submitted',
      submittedAt: at,
      data: { ...draft, grant: { want: 'yes', amount, use: '样机试制和第三方检测', steps: String(months.length), ...steps } },
    },
  })
  const row = await db.case.create({
    data: {
      caseNo: `GRANT-2026-${String(++counter).padStart(4, '0')}`,
      applicationId: application.id,
      measureCode: 'grant',
      personId: founder.personId,
      title: `${founder.name}团队`,
      state: 'approved',
      amountFen: wish.amountFen,
      phoneTail: founder.phone.slice(-4),
      submittedAt: at,
      acceptedAt: at,
      decidedAt: at,
      events: { create: { kind: 'approved', audience: 'public', toState: 'approved', at } },
    },
  })
  return { caseId: row.id, caseNo: row.caseNo, founder, ventureId: application.ventureId ?? '', amountFen: wish.amountFen }
}
