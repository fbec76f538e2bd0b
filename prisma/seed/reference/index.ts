// Reference rows: what the portal must know before anybody uses it. Run as the owner at every start; changes nothing twice.
import { PrismaPg } from '@prisma/adapter-pg'
import { caseMachine } from '@/lib/foundation/casework/model/machine'
import { drawMachine } from '@/lib/foundation/draw/model/machine'
import { personMachine } from '@/lib/foundation/identity/model/machine'
import { assignmentMachine, entryMachine } from '@/lib/foundation/panel/model/machine'
import { applicationMachine } from '@/lib/journeys/application/model/machine'
import { meetingMachine } from '@/lib/journeys/meeting/model/machine'
import { noticeMachine, objectionMachine } from '@/lib/journeys/notice/model/machine'
import { allocationMachine, unitMachine } from '@/lib/journeys/space/model/machine'
import { agreementMachine, clawbackMachine, instalmentMachine, milestoneMachine } from '@/lib/journeys/support/model/machine'
import { type CalendarDate, calendarDate, dateColumn, fromDateColumn, yearOf } from '@/lib/kernel/calendar-date'
import { pairs } from '@/lib/kernel/machine'
import { type CalendarYear, PrismaClient } from '@/prisma/generated/client'
import { calendarNotices, calendarRows } from './calendar'
import { seedForms } from './forms'
import { seedFundLines } from './fund'
import { bring, type Owned, readWritten, saveWritten, type Written } from './owned'
import { seedMeasures, seedProgrammes, seedRules } from './programme'
import { departments, roles } from './roles'
import { seedRounds } from './rounds'

/** A year that an administrator entered first stays as it was entered. */
function ownedYear(notice: (typeof calendarNotices)[number]): Owned<CalendarYear> {
  const { year, noticeNo, source } = notice
  const days = calendarRows(notice)
  const data = days.map((row) => ({ ...row, date: dateColumn(row.date) }))
  const texts = (rows: readonly { date: string; kind: string; why: string }[]) => rows.map(({ date, kind, why }) => `${date} ${kind} ${why}`).sort()
  return {
    name: `calendar:${year}`,
    wanted: { noticeNo, source, days: texts(days) },
    async read(tx) {
      const row = await tx.calendarYear.findUnique({ where: { year }, include: { days: true } })
      if (!row) return null
      const now = texts(row.days.map((day) => ({ ...day, date: fromDateColumn(day.date) })))
      return { row, now: { noticeNo: row.noticeNo, source: row.source, days: now } }
    },
    async create(tx) {
      await tx.calendarYear.create({ data: { year, noticeNo, source } })
      await tx.calendarDay.createMany({ data })
    },
    async replace(tx) {
      await tx.calendarDay.deleteMany({ where: { year } })
      await tx.calendarYear.update({ where: { year }, data: { noticeNo, source } })
      await tx.calendarDay.createMany({ data })
      return 1
    },
  }
}

async function seedNames(db: PrismaClient) {
  for (const { code, ...rest } of departments) await db.department.upsert({ where: { code }, create: { code, ...rest }, update: rest })
  for (const { code, ...rest } of roles) await db.role.upsert({ where: { code }, create: { code, ...rest }, update: rest })
}

/** What may follow what, for the guards of the database. One transaction: no moment without a rule. */
async function seedMachines(db: PrismaClient) {
  const machines = {
    case: caseMachine,
    application: applicationMachine,
    allocation: allocationMachine,
    unit: unitMachine,
    person: personMachine,
    notice: noticeMachine,
    objection: objectionMachine,
    draw: drawMachine,
    meeting: meetingMachine,
    entry: entryMachine,
    assignment: assignmentMachine,
    agreement: agreementMachine,
    instalment: instalmentMachine,
    milestone: milestoneMachine,
    clawback: clawbackMachine,
  }
  const edges = Object.entries(machines).flatMap(([machine, table]) => {
    const list: readonly { from: string; to: string }[] = pairs<string, string>(table)
    return list.map(({ from, to }) => ({ machine, fromState: from, toState: to }))
  })
  await db.$transaction([db.machineTransition.deleteMany(), db.machineTransition.createMany({ data: edges })])
}

async function seedOwned(db: PrismaClient, written: Written, today: CalendarDate) {
  for (const notice of calendarNotices) await bring(db, written, ownedYear(notice))
  await seedMeasures(db, written)
  await seedRules(db, written, today)
}

/**
 * `ownerUrl`: the tables' owner, because the application may not write the guard table of the machines. `today`: from
 * when a changed rule holds.
 */
export async function seedReference(ownerUrl: string, today: CalendarDate = calendarDate('2026-01-01')): Promise<void> {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: ownerUrl, max: 2, options: '-c TimeZone=UTC' }) })
  try {
    await seedNames(db)
    await seedProgrammes(db)
    await seedForms(db)
    await seedRounds(db)
    const written = await readWritten(db)
    await seedOwned(db, written, today)
    await saveWritten(db, written)
    await seedMachines(db)
    await seedFundLines(db, yearOf(today))
  } finally {
    await db.$disconnect()
  }
}
