import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { yearOf } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { fundPolicy } from '../../model/policy'
import type { proposeBudgetSchema } from '../../model/schema'
import { unopenedFen } from '../budgets'
import { FUND } from '../queries'

/** 编预算: finance proposes what a line of this or the next year may spend; nothing is there to spend before another role has signed. */
export const proposeBudget: Command<z.output<typeof proposeBudgetSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.propose', null)
    const now = yearOf(ctx.clock.today())
    if (input.year !== now && input.year !== now + 1) throw AppError.invalid({ year: 'fund.budget_year' })
    const line = await tx.fundLine.findFirst({ where: { fundSourceCode: FUND, code: input.code }, orderBy: { year: 'desc' } })
    if (!line) throw AppError.invalid({ code: 'choice.missing' })
    const same = await tx.fundLine.findFirst({ where: { fundSourceCode: FUND, code: input.code, year: input.year } })
    if (same?.closedOn) throw AppError.rule('fund.line_closed')
    const left = await unopenedFen(tx, input.year)
    if (BigInt(input.amount) > left) throw AppError.rule('fund.year_total', { availableFen: Number(left) })
    return once(tx, ctx, 'fund.propose_budget', input, async () => {
      const row = await tx.fundBudget.create({
        data: {
          fundSourceCode: FUND,
          year: input.year,
          code: line.code,
          name: line.name,
          amountFen: BigInt(input.amount),
          reason: input.reason,
          proposedBy: ctx.actor?.userId ?? '',
          proposerName: ctx.actor?.name ?? '',
          proposedAt: ctx.clock.now(),
        },
      })
      await recordAudit(tx, ctx, {
        type: 'fund.budget_proposed',
        subject: { kind: 'fund_budget', id: row.id },
        detail: { year: row.year, line: row.code, amountFen: String(input.amount), reason: input.reason },
      })
      return { id: row.id }
    })
  })
