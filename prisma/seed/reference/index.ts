// Reference rows: what the portal must know before anybody uses it. Run as the owner at every start; changes nothing twice.
import { PrismaPg } from '@prisma/adapter-pg'
import { caseMachine } from '@/lib/foundation/casework/model/machine'
import { measures } from '@/lib/foundation/programme/model/measures'
import { rules } from '@/lib/foundation/programme/model/rules'
import { applicationMachine } from '@/lib/journeys/application/model/machine'
import { allocationMachine } from '@/lib/journeys/space/model/machine'
import { pairs } from '@/lib/kernel/machine'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { calendarNotices, calendarRows } from './calendar'
import { departments, roles } from './roles'

const day = (text: string) => new Date(`${text}T00:00:00Z`)

async function seedCalendar(db: PrismaClient) {
  for (const notice of calendarNotices) {
    const { year, noticeNo, source } = notice
    await db.calendarYear.upsert({ where: { year }, create: { year, noticeNo, source }, update: {} })
    await db.calendarDay.createMany({ data: calendarRows(notice).map((row) => ({ ...row, date: day(row.date) })), skipDuplicates: true })
  }
}

async function seedProgrammes(db: PrismaClient) {
  await db.programme.createMany({
    data: [
      { code: 'climber', name: '智造谷攀登者计划', nameEn: 'Climber Plan', startedOn: day('2025-01-01'), source: '报道 S1、S2：自去年开始' },
      {
        code: 'youth',
        name: '年轻人友好园区行动',
        nameEn: 'Youth-friendly Park',
        startedOn: day('2026-01-01'),
        source: '报道 S1：《建设年轻人友好园区行动方案》',
      },
    ],
    skipDuplicates: true,
  })
  await db.fundSource.createMany({
    data: [
      { code: 'special', name: '攀登者计划专项资金', annualFen: 700_000_000n, year: 2026, source: '报道 S1：每年 700 万元', note: '只支付举措，不放贷款' },
      { code: 'guidance', name: '大学生创业引导基金', source: '报道 S1：最高 50 万元无息贷款', note: '资金来源待管委会确认，不占专项资金' },
    ],
    skipDuplicates: true,
  })
  for (const [programmeCode, name] of [
    ['climber', '2026 年常年受理'],
    ['youth', '2026 年常年受理'],
  ] as const)
    await db.round.upsert({
      where: { programmeCode_name: { programmeCode, name } },
      create: { programmeCode, name, opensAt: new Date('2026-01-01T00:00:00+08:00') },
      update: {},
    })
}

async function seedMeasures(db: PrismaClient) {
  for (const { programmes, fundSources, condition, materials, process, ...measure } of measures) {
    const json = { condition, materials, process } as unknown as Record<'condition' | 'materials' | 'process', Prisma.InputJsonValue>
    const links = { programmes: { connect: programmes.map((code) => ({ code })) }, fundSources: { connect: fundSources.map((code) => ({ code })) } }
    await db.measure.upsert({ where: { code: measure.code }, create: { ...measure, ...json, ...links }, update: {} })
  }
  await db.ruleValue.createMany({ data: rules.map((rule) => ({ ...rule, validFrom: day('2026-01-01') })), skipDuplicates: true })
}

/** `ownerUrl`: the tables' owner, because the application may not write the guard table of the machines. */
export async function seedReference(ownerUrl: string): Promise<void> {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: ownerUrl, max: 2, options: '-c TimeZone=UTC' }) })
  try {
    await db.department.createMany({ data: [...departments], skipDuplicates: true })
    await db.role.createMany({ data: [...roles], skipDuplicates: true })
    await seedCalendar(db)
    await seedProgrammes(db)
    await seedMeasures(db)
    const edges = (machine: string, list: readonly { from: string; to: string }[]) => list.map(({ from, to }) => ({ machine, fromState: from, toState: to }))
    await db.$transaction([
      db.machineTransition.deleteMany(),
      db.machineTransition.createMany({
        data: [...edges('case', pairs(caseMachine)), ...edges('application', pairs(applicationMachine)), ...edges('allocation', pairs(allocationMachine))],
      }),
    ])
  } finally {
    await db.$disconnect()
  }
}
