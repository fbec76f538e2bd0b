import 'server-only'
import { chainSteps, proposalOf } from '@/lib/foundation/casework/server/door'
import { assertMayReadFund, books } from '@/lib/foundation/fund/server/door'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { type CalendarDate, calendarDate, daysBetween, formatDateZh, fromDateColumn, yearOf } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Point, RehearsalCase, Stand } from '../model/rehearse'

export interface RehearsalPage {
  readonly year: number
  readonly today: string
  readonly stand: Stand
  readonly cases: readonly RehearsalCase[]
  /** What was promised by the end of each day on which something was posted, up to today. */
  readonly history: readonly Point[]
}

const shareOfYear = (year: number, day: CalendarDate): number => {
  const length = daysBetween(calendarDate(`${year}-01-01`), calendarDate(`${year + 1}-01-01`))
  return Math.min(1, Math.max(0, daysBetween(calendarDate(`${year}-01-01`), day) / length))
}

const waiting = () =>
  db.case.findMany({
    where: { state: { in: ['panel_decision', 'public_notice'] }, amountFen: { not: null }, application: { round: { fundLineId: { not: null } } } },
    include: {
      signatures: { orderBy: { at: 'asc' } },
      measure: { select: { fundSources: { select: { code: true } } } },
      application: { select: { round: { select: { chain: true, fundLineId: true, fundLine: { select: { fundSourceCode: true } } } } } },
    },
    orderBy: { caseNo: 'asc' },
  })
type Waiting = Awaited<ReturnType<typeof waiting>>[number]

/** Last day of the notice of each case that is in public notice. */
async function noticeEnds(caseIds: readonly string[]): Promise<ReadonlyMap<string, CalendarDate>> {
  const lines = await db.noticeLine.findMany({
    where: { caseId: { in: [...caseIds] }, notice: { state: 'published' } },
    select: { caseId: true, notice: { select: { toOn: true } } },
  })
  return new Map(lines.flatMap(({ caseId, notice }) => (notice.toOn ? [[caseId, fromDateColumn(notice.toOn)] as const] : [])))
}

/** The day on which the last signature could stand: the days of the steps that are left, by the calendar. */
function expectedOn(
  row: Waiting,
  steps: Awaited<ReturnType<typeof chainSteps>>,
  noticeEnd: CalendarDate | undefined,
  today: CalendarDate,
  calendar: WorkCalendar,
) {
  const next = row.state === 'panel_decision' ? 'panel' : 'public_notice'
  const from = steps.find((one) => one.step === next)?.ordinal ?? 0
  const left = steps.filter((one) => one.ordinal >= from && (one.step !== 'public_notice' || !noticeEnd))
  const start = noticeEnd && noticeEnd > today ? noticeEnd : today
  const days = left.reduce((sum, one) => sum + one.days, 0)
  return days > 0 ? dueOn(calendar, start, days).dueOn : start
}

async function pendingCases(year: number, today: CalendarDate, lineIds: ReadonlySet<string>): Promise<RehearsalCase[]> {
  const rows = (await waiting()).filter(({ application: { round }, measure }) => {
    return lineIds.has(round.fundLineId ?? '') && measure.fundSources.some((fund) => fund.code === round.fundLine?.fundSourceCode)
  })
  const ends = await noticeEnds(rows.map((row) => row.id))
  const calendar = await loadCalendar(db)
  const chains = new Map<string, Awaited<ReturnType<typeof chainSteps>>>()
  for (const chain of new Set(rows.map((row) => row.application.round.chain))) chains.set(chain, await chainSteps(db, chain))
  return rows.flatMap((row) => {
    const { amountFen } = proposalOf(row)
    if (amountFen === null || (row.state !== 'panel_decision' && row.state !== 'public_notice')) return []
    const on = expectedOn(row, chains.get(row.application.round.chain) ?? [], ends.get(row.id), today, calendar)
    return [
      {
        caseNo: row.caseNo,
        title: row.title,
        lineId: row.application.round.fundLineId ?? '',
        amountFen: Number(amountFen),
        at: shareOfYear(year, on),
        when: formatDateZh(on, { year: yearOf(on) !== year }),
        state: row.state,
      },
    ]
  })
}

/** Promised on the lines of a year, summed up day by day. */
async function promised(year: number, lineIds: readonly string[]): Promise<Point[]> {
  const rows = await db.$queryRaw<{ day: Date; fen: bigint }[]>`
    SELECT t.biz_date AS day, sum(sum(e.amount_fen)) OVER (ORDER BY t.biz_date)::bigint AS fen
      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_txn t ON t.id = e.txn_id
     WHERE a.line_id = ANY (${[...lineIds]}::uuid[]) AND a.kind IN ('committed', 'contracted', 'disbursed', 'recovered', 'carried') GROUP BY 1 ORDER BY 1`
  return rows.map((row) => ({ at: shareOfYear(year, fromDateColumn(row.day)), fen: Number(row.fen) }))
}

/** The year's books, what waits for approval, and how it came to where it stands. For finance, leaders and the auditor. */
export async function rehearsalPage(actor: Actor | null): Promise<RehearsalPage> {
  assertMayReadFund(actor)
  const { year, lines, annualFen, broughtFen } = await books(actor, undefined)
  const today = clock.today()
  const open = lines.filter((line) => line.closedOn === null)
  const [cases, history] = await Promise.all([
    pendingCases(year, today, new Set(open.map((line) => line.id))),
    promised(
      year,
      lines.map((line) => line.id),
    ),
  ])
  const used = lines.reduce((sum, { balances: b }) => sum + b.committed + b.contracted + b.disbursed + b.recovered + b.carried, 0n)
  return {
    year,
    today: formatDateZh(today),
    cases,
    history,
    stand: {
      lines: open.map((line) => ({ id: line.id, name: line.name, budgetFen: Number(line.budgetFen), availableFen: Number(line.balances.available) })),
      usedFen: Number(used),
      limitFen: Number(annualFen + broughtFen),
      today: shareOfYear(year, today),
    },
  }
}
