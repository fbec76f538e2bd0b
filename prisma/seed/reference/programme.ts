// Programmes, fund sources, measures and rules.
import type { MeasureRow } from '@/lib/foundation/programme/model/measure-parts'
import { measures } from '@/lib/foundation/programme/model/measures'
import { type RuleRow, rules } from '@/lib/foundation/programme/model/rules'
import { addDays, type CalendarDate, calendarDate, dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Measure, Prisma, PrismaClient, RuleValue } from '@/prisma/generated/client'
import { bring, type Owned, type Written } from './owned'

/** The first day on which our rules hold. */
const FIRST_DAY = calendarDate('2026-01-01')

export async function seedProgrammes(db: PrismaClient): Promise<void> {
  await db.programme.createMany({
    data: [
      {
        code: 'climber',
        name: '智造谷攀登者计划',
        nameEn: 'Climber Plan',
        startedOn: dateColumn(calendarDate('2025-01-01')),
        source: '报道 S1、S2：自去年开始',
      },
      {
        code: 'youth',
        name: '年轻人友好园区行动',
        nameEn: 'Youth-friendly Park',
        startedOn: dateColumn(FIRST_DAY),
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
}

/** A rule's number is never overwritten: the row in force is closed and a new version begins. */
function ownedRule(rule: RuleRow, today: CalendarDate): Owned<RuleValue> {
  const { key, ...rest } = rule
  return {
    name: `rule:${key}`,
    wanted: { ...rest },
    async read(tx) {
      const row = await tx.ruleValue.findFirst({ where: { key, validTo: null } })
      if (!row) return null
      return { row, now: { value: row.value.toNumber(), unit: row.unit, source: row.source, confidence: row.confidence } }
    },
    async create(tx) {
      await tx.ruleValue.create({ data: { ...rule, validFrom: dateColumn(FIRST_DAY) } })
    },
    async replace(tx, row) {
      // a second change on the day of the first still gets a day, and so a row, of its own
      const began = fromDateColumn(row.validFrom)
      const from = began < today ? today : addDays(began, 1)
      await tx.ruleValue.update({ where: { id: row.id }, data: { validTo: dateColumn(from) } })
      await tx.ruleValue.create({ data: { ...rule, validFrom: dateColumn(from), version: row.version + 1 } })
      return row.version + 1
    },
  }
}

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue

/** Columns of a measure, links left out. */
function columnsOf({ programmes: _p, fundSources: _f, condition, materials, process, ...plain }: MeasureRow) {
  return { ...plain, condition: json(condition), materials: json(materials), process: json(process) }
}

/** The text of a measure in force is one row; what it said before stands in the audit under its version. */
function ownedMeasure(measure: MeasureRow): Owned<Measure> {
  const columns = columnsOf(measure)
  const links = {
    programmes: { connect: measure.programmes.map((code) => ({ code })) },
    fundSources: { connect: measure.fundSources.map((code) => ({ code })) },
  }
  return {
    name: `measure:${measure.code}`,
    wanted: columns,
    async read(tx) {
      const row = await tx.measure.findUnique({ where: { code: measure.code } })
      if (!row) return null
      const { version: _, ...now } = row
      return { row, now }
    },
    async create(tx) {
      await tx.measure.create({ data: { ...columns, ...links } })
    },
    async replace(tx, row) {
      await tx.measure.update({ where: { code: row.code }, data: { ...columns, ...links, version: row.version + 1 } })
      return row.version + 1
    },
  }
}

export async function seedMeasures(db: PrismaClient, written: Written): Promise<void> {
  for (const measure of measures) await bring(db, written, ownedMeasure(measure))
}

export async function seedRules(db: PrismaClient, written: Written, today: CalendarDate, list: readonly RuleRow[] = rules): Promise<void> {
  for (const rule of list) await bring(db, written, ownedRule(rule, today))
}
