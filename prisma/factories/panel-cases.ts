// Cases of a round with experts and a meeting, as the meeting leaves them: signed, ready to be shown to everybody.
import { randomUUID } from 'node:crypto'
import { dateColumn, dateInShanghai } from '@/lib/kernel/calendar-date'
import { makeCaseNo } from '@/lib/kernel/case-number'
import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft, grantDraft } from './drafts'
import { type MadePerson, makePerson } from './people'

let counter = 0

export interface PanelStaff {
  readonly first: MadePerson
  readonly second: MadePerson
  readonly chair: MadePerson
}

export async function makePanelStaff(db: PrismaClient): Promise<PanelStaff> {
  return {
    first: await makePerson(db, '何静', ['intake']),
    second: await makePerson(db, '谭维', ['intake']),
    chair: await makePerson(db, '许明澜', ['chair']),
  }
}

/** A published round of the chain with a meeting, open from the first day of the year; money comes from the line `grant` of the special fund. */
export async function makePanelRound(db: PrismaClient, name = '测试批次'): Promise<{ id: string; lineId: string }> {
  const rubric = await db.rubric.findFirstOrThrow()
  const line = await db.fundLine.findFirstOrThrow({ where: { code: 'grant', year: 2026 } })
  const opensAt = new Date('2026-01-01T00:00:00+08:00')
  const round = await db.round.create({
    data: {
      programmeCode: 'climber',
      name: `${name}${++counter}`,
      opensAt,
      publishedAt: opensAt,
      closesAt: new Date('2026-12-31T09:00:00Z'),
      measures: ['office', 'grant'],
      chain: 'panel',
      rubricId: rubric.id,
      promisedDays: 20,
      fundLineId: line.id,
    },
  })
  return { id: round.id, lineId: line.id }
}

export interface PanelCaseWish {
  readonly roundId: string
  readonly staff: PanelStaff
  readonly decidedAt: Date
  readonly founder?: MadePerson
  readonly name?: string
  /** Further people of the venture. */
  readonly team?: readonly MadePerson[]
  readonly project?: string
  /** What the meeting said; a rejected case is decided by it. */
  readonly panel?: 'concur' | 'reject'
  readonly reason?: string
  readonly quantity?: number
  /** Asked in fen; makes it a case of money. */
  readonly amountFen?: bigint
  /** What the meeting stood for, by default all of it. */
  readonly grantedFen?: bigint
}

export interface PanelCase {
  readonly caseId: string
  readonly caseNo: string
  readonly applicationId: string
  readonly founder: MadePerson
}

/** A case after the meeting: `panel_decision` with a concurring signature, or `rejected`. */
export async function makePanelCase(db: PrismaClient, wish: PanelCaseWish): Promise<PanelCase> {
  const founder = wish.founder ?? (await makePerson(db, wish.name ?? '周予安'))
  const at = new Date(wish.decidedAt.getTime() - 7 * 86_400_000)
  const draft = wish.amountFen === undefined ? completeDraft(String(wish.quantity ?? 2)) : grantDraft(String(wish.amountFen / 100n))
  const rejected = wish.panel === 'reject'
  const quantity = wish.quantity ?? (wish.amountFen === undefined ? 2 : 1)
  const measure = await db.measure.findUniqueOrThrow({ where: { code: wish.amountFen === undefined ? 'office' : 'grant' } })
  const prefix = measure.casePrefix ?? 'YJ'
  const numbers = await db.$queryRaw<{ n: number }[]>`SELECT next_number(${`case:${prefix}`}, 2026::int) AS n`
  const members = [founder, ...(wish.team ?? [])].map((one, i) => ({
    personId: one.personId,
    name: one.name,
    role: i === 0 ? 'lead' : 'member',
    founder: i === 0,
    joinedAt: at,
  }))
  const venture = wish.team ? await db.venture.create({ data: { name: wish.project ?? '探测团队', field: '机电装备', members: { create: members } } }) : null
  const application = await db.application.create({
    data: {
      personId: founder.personId,
      ventureId: venture?.id ?? null,
      roundId: wish.roundId,
      state: 'submitted',
      submittedAt: at,
      data: { ...draft, project: { ...draft.project, ...(wish.project ? { name: wish.project } : {}) } },
    },
  })
  const row = await db.case.create({
    data: {
      caseNo: makeCaseNo(prefix, 2026, numbers[0]?.n ?? 0),
      applicationId: application.id,
      measureCode: measure.code,
      personId: founder.personId,
      title: wish.project ?? '轴承声纹监测仪',
      state: 'panel_decision',
      quantity,
      amountFen: wish.amountFen ?? null,
      phoneTail: founder.phone.slice(-4),
      submittedAt: at,
      acceptedAt: at,
      clocks: { create: handlingClock(at, rejected ? wish.decidedAt : null) },
      events: { create: { kind: 'submitted', audience: 'public', toState: 'submitted', actorName: founder.name, at } },
    },
  })
  const steps = [
    ['first_review', wish.staff.first],
    ['second_check', wish.staff.second],
    ['panel', wish.staff.chair],
  ] as const
  for (const [step, by] of steps) {
    const decision = step === 'panel' && rejected ? 'reject' : 'concur'
    await db.caseSignature.createMany({
      data: [
        {
          caseId: row.id,
          step,
          decision,
          reason: wish.reason ?? '材料齐全，符合条件',
          quantity: decision === 'concur' ? quantity : null,
          amountFen: decision === 'concur' ? (wish.grantedFen ?? wish.amountFen ?? null) : null,
          signedBy: by.userId,
          signerName: by.name,
          caseVersion: 1,
          at: wish.decidedAt,
        },
      ],
    })
  }
  if (rejected)
    await db.case.update({
      where: { id: row.id, version: 1 },
      data: { state: 'rejected', version: 2, decidedAt: wish.decidedAt, reason: wish.reason ?? '这次名额已满' },
    })
  await db.caseEvent.create({
    data: {
      caseId: row.id,
      kind: 'panel_signed',
      audience: 'staff',
      toState: rejected ? 'rejected' : 'panel_decision',
      at: wish.decidedAt,
      params: { decision: wish.panel ?? 'concur', reason: wish.reason ?? '' },
    },
  })
  return { caseId: row.id, caseNo: row.caseNo, applicationId: application.id, founder }
}

function handlingClock(at: Date, stoppedAt: Date | null) {
  const startedOn = dateColumn(dateInShanghai(at))
  const due = new Date(startedOn.getTime() + 30 * 86_400_000)
  return {
    id: randomUUID(),
    phase: 'handling' as const,
    startedOn,
    promisedDays: 20,
    statutoryDays: 20,
    promisedDueOn: due,
    statutoryDueOn: due,
    ruleVersion: 1,
    stoppedOn: stoppedAt ? dateColumn(dateInShanghai(stoppedAt)) : null,
  }
}
