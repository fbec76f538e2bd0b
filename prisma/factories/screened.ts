import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft } from './drafts'

let counter = 0

export interface Plant {
  readonly personId?: string
  readonly phone?: string
  readonly name: string
  readonly summary: string
  readonly creditCode?: string
  readonly patent?: string
  readonly measure?: string
  readonly roundId?: string
  readonly state?: 'accepted' | 'approved'
}

/** A submitted application that is like nothing else but in what is planted. */
export async function plantApplication(db: PrismaClient, change: Plant): Promise<{ id: string; personId: string; caseNo: string }> {
  const n = ++counter
  const person = change.personId
    ? await db.person.findUniqueOrThrow({ where: { id: change.personId } })
    : await db.person.create({ data: { state: 'registered', name: `申请人${n}`, phone: change.phone ?? `1880000${String(n).padStart(4, '0')}` } })
  const draft = completeDraft()
  const round = await db.round.findFirstOrThrow({ where: change.roundId ? { id: change.roundId } : { chain: 'direct' } })
  const venture = await db.venture.create({
    data: {
      name: `团队${n}`,
      field: '机电装备',
      members: { create: { personId: person.id, name: person.name, role: 'lead', founder: true, joinedAt: new Date() } },
    },
  })
  const { id } = await db.application.create({
    data: {
      personId: person.id,
      ventureId: venture.id,
      roundId: round.id,
      state: 'submitted',
      submittedAt: new Date('2026-09-16T02:00:00Z'),
      data: {
        ...draft,
        project: { ...draft.project, name: change.name, summary: change.summary },
        property: change.patent ? { has: 'yes', detail: `实用新型 ${change.patent}，已授权` } : { has: 'no', detail: '' },
        company: change.creditCode
          ? { registered: 'yes', companyName: '湘潭试验科技有限公司', creditCode: change.creditCode, worksInZone: 'yes' }
          : draft.company,
      },
    },
  })
  const caseNo = `TEST-${n}`
  await db.case.create({
    data: {
      caseNo,
      applicationId: id,
      measureCode: change.measure ?? 'office',
      personId: person.id,
      title: venture.name,
      state: change.state ?? 'accepted',
      phoneTail: (person.phone ?? '').slice(-4),
      submittedAt: new Date('2026-09-16T02:00:00Z'),
    },
  })
  return { id, personId: person.id, caseNo }
}
