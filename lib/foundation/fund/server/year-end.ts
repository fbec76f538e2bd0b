import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { ruleOn } from '../../programme/server/door'
import type { Line } from './accounts'

/** May this year be closed on this day: from the first of the month that the rule says. */
export async function yearIsEnding(client: Tx, year: number, today: CalendarDate): Promise<boolean> {
  const month = await ruleOn(client, 'fund.close_from_month', today)
  return today >= `${year}-${String(month).padStart(2, '0')}-01`
}

/** Nobody settles or closes a year that still runs. */
export async function assertYearEnding(tx: Tx, ctx: Ctx, line: Line): Promise<void> {
  if (line.closed) throw AppError.rule('fund.line_closed')
  if (!(await yearIsEnding(tx, line.year, ctx.clock.today()))) throw AppError.rule('fund.year_running')
}
