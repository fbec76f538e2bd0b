import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { unitMachine } from '../../model/machine'
import { planPolicy } from '../../model/policy'
import type { changeUnitsSchema } from '../../model/schema'
import { lockUnits } from '../repo'

/** Reserves, repairs, closes or reopens units, all or none. A unit with a holder is refused: first the holding ends. */
export const changeUnits: Command<z.output<typeof changeUnitsSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(planPolicy, 'space.units', null)
    return once(tx, ctx, 'space.change_units', input, async () => {
      const units = await lockUnits(tx, input.unitIds)
      const inUse = units.filter((unit) => unit.allocations.length > 0)
      if (inUse.length > 0 && input.event !== 'open') throw AppError.rule('space.unit_in_use', { units: inUse.map((unit) => unit.code).join('、') })
      for (const unit of units) {
        const next = step(unitMachine, unit.state, input.event)
        if (!next.ok) throw AppError.conflict('space.unit_state', { unit: unit.code })
        const saved = await tx.unit.updateMany({
          where: { id: unit.id, state: unit.state, version: unit.version },
          data: { state: next.value, version: unit.version + 1 },
        })
        if (saved.count !== 1) throw AppError.conflict('space.unit_state', { unit: unit.code })
        await recordAudit(tx, ctx, {
          type: `unit.${next.value}`,
          subject: { kind: 'unit', id: unit.code },
          detail: { from: unit.state, to: next.value, reason: input.reason },
        })
      }
      await revalidateAfterCommit(tx, 'stats')
      return { units: units.map((unit) => unit.code) }
    })
  })
