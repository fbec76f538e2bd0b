import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { noBalances } from '../../model/ledger'
import { fundPolicy } from '../../model/policy'
import type { closeLineSchema } from '../../model/schema'
import { accountsOf, balancesOf, lineById } from '../accounts'
import { post } from '../post'
import { unpaid } from '../unpaid'
import { assertYearEnding } from '../year-end'

/** A leader closes a line when every commitment on it is settled: what is left returns to the year's source, and nothing posts to it again. */
export const closeLine: Command<z.output<typeof closeLineSchema>, { lapsedFen: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.close', null)
    const line = await lineById(tx, input.lineId)
    await assertYearEnding(tx, ctx, line)
    const open = await unpaid(tx, [line.id])
    if (open.length > 0) throw AppError.rule('fund.open_items', { count: open.length })
    const { available } = (await balancesOf(tx, [line.id])).get(line.id) ?? noBalances
    if (available > 0n) {
      const accounts = await accountsOf(tx, line)
      const answer = await post(tx, {
        kind: 'lapse',
        ref: `${line.fund}:${line.year}:${line.code}`,
        note: '年末结余收回',
        actorId: ctx.actor?.userId ?? '',
        bizDate: ctx.clock.today(),
        lines: [
          [accounts.available, -available],
          [accounts.source, available],
        ],
      })
      if (answer.status !== 'posted') throw AppError.conflict('fund.decided')
    }
    await tx.fundLine.updateMany({ where: { id: line.id, closedOn: null }, data: { closedOn: dateColumn(ctx.clock.today()) } })
    await recordAudit(tx, ctx, {
      type: 'fund.line_closed',
      subject: { kind: 'fund_line', id: `${line.fund}:${line.year}:${line.code}` },
      detail: { lapsedFen: String(available) },
    })
    return { lapsedFen: String(available) }
  })
