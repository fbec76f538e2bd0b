import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { addDays } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { csv } from '@/lib/platform/csv'
import { allocationWords } from '../../model/machine'
import { planWords } from '../../model/plan'
import { planPolicy } from '../../model/policy'
import { parseZoneKey, zoneName } from '../../model/zone'
import { unitsOf } from '../units'

const columns = ['编号', '楼层', '状态', '使用者', '进度', '办件编号', '起', '止', '面积', '说明']

/** 入住台账 of a zone: who sits where, until when. Names leave the house, so each export leaves a row in the audit. */
export const exportZone: Command<{ key: string }, { name: string; csv: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(planPolicy, 'space.export', null)
    const zone = parseZoneKey(input.key)
    const units = zone ? await unitsOf(tx, zone) : []
    if (!zone || units.length === 0) throw AppError.notFound()
    await recordAudit(tx, ctx, { type: 'space.exported', subject: { kind: 'zone', id: input.key }, detail: { rows: units.length } })
    const rows = units.map(({ code, floor, state, holding, note, areaSqm }) => [
      code,
      floor,
      planWords[state],
      holding?.holder ?? '',
      holding ? allocationWords[holding.state].staff : '',
      holding?.caseNo ?? '',
      holding?.from ?? '',
      holding?.until ? addDays(holding.until, -1) : '',
      areaSqm ?? '',
      note,
    ])
    return { name: `${zoneName(zone)} ${ctx.clock.today()}.csv`, csv: csv(columns, rows) }
  })
