// Experts, and applications that wait for them, for tests of everything that happens between the second check and the meeting.
import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft } from './drafts'
import { type MadePerson, makePerson } from './people'

export interface MadeReviewer extends MadePerson {
  readonly reviewerId: string
  readonly no: string
}

const names = ['苏行之', '程未央', '秦望舒', '冯书禾', '安以宁', '唐若川', '陆怀真', '沈知远', '罗启明', '孟清和', '白既明', '石一鸣']

/** An expert of the list with an account; numbers go on where the list ends. */
export async function makeReviewer(
  db: PrismaClient,
  wish: { name?: string; fields?: readonly string[]; employer?: string; employerCode?: string } = {},
): Promise<MadeReviewer> {
  const n = (await db.reviewer.count()) + 1
  const no = `ZJ-${String(n).padStart(3, '0')}`
  const person = await makePerson(db, wish.name ?? names[n % names.length] ?? '苏行之', ['reviewer'])
  const row = await db.reviewer.create({
    data: {
      no,
      personId: person.personId,
      fields: [...(wish.fields ?? ['机电装备'])],
      employer: wish.employer ?? `第 ${n} 研究所`,
      employerCode: wish.employerCode ?? null,
      addedAt: new Date('2026-01-05T02:00:00Z'),
    },
  })
  return { ...person, reviewerId: row.id, no }
}

export interface WaitingApplication {
  readonly founder: MadePerson
  readonly applicationId: string
  readonly ventureId: string
  readonly caseId: string
  readonly caseNo: string
}

let counter = 0

/** An application with a team whose one case waits for experts. */
export async function makeWaitingApplication(
  db: PrismaClient,
  roundId: string,
  wish: { founder?: MadePerson; venture?: string; field?: string; companyName?: string; submittedAt?: Date } = {},
): Promise<WaitingApplication> {
  const n = ++counter
  const founder = wish.founder ?? (await makePerson(db, `申请人${n}`))
  const at = wish.submittedAt ?? new Date(Date.parse('2026-10-12T02:00:00Z') + n * 60_000)
  const venture = await db.venture.create({
    data: {
      name: wish.venture ?? `项目${n}`,
      field: wish.field ?? '机电装备',
      companyName: wish.companyName ?? null,
      members: { create: { personId: founder.personId, name: founder.name, role: 'lead', founder: true, joinedAt: at } },
    },
  })
  const application = await db.application.create({
    data: { personId: founder.personId, ventureId: venture.id, roundId, state: 'submitted', submittedAt: at, data: completeDraft() },
  })
  const row = await db.case.create({
    data: {
      caseNo: `EXPERT-2026-${String(n).padStart(4, '0')}`,
      applicationId: application.id,
      measureCode: 'office',
      personId: founder.personId,
      title: venture.name,
      state: 'expert_review',
      quantity: 2,
      phoneTail: founder.phone.slice(-4),
      submittedAt: at,
      acceptedAt: at,
      events: { create: { kind: 'submitted', audience: 'public', toState: 'submitted', actorName: founder.name, at } },
    },
  })
  return { founder, applicationId: application.id, ventureId: venture.id, caseId: row.id, caseNo: row.caseNo }
}
