import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { AppError } from '@/lib/kernel/app-error'
import { addDays } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { allocationWords } from '../model/machine'
import { planWords } from '../model/plan'
import { planPolicy } from '../model/policy'
import { parseZoneKey, zoneName } from '../model/zone'
import { unitsOf } from './units'

export interface ZoneFile {
  readonly name: string
  readonly text: string
}

/** 入住台账 of a zone: who sits where, until when. Names leave the house, so each export leaves a row in the audit. */
export const exportZone: Command<{ key: string }, ZoneFile> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(planPolicy, 'space.export', null)
    const zone = parseZoneKey(input.key)
    const units = zone ? await unitsOf(tx, zone) : []
    if (!zone || units.length === 0) throw AppError.notFound()
    await recordAudit(tx, ctx, { type: 'space.exported', subject: { kind: 'zone', id: input.key }, detail: { rows: units.length } })
    const text = stringify(
      units.map(({ code, floor, state, holding, note, areaSqm }) => ({
        编号: code,
        楼层: floor,
        状态: planWords[state],
        使用者: holding?.holder ?? '',
        进度: holding ? allocationWords[holding.state].staff : '',
        办件编号: holding?.caseNo ?? '',
        起: holding?.from ?? '',
        止: holding?.until ? addDays(holding.until, -1) : '',
        面积: areaSqm ?? '',
        说明: note,
      })),
      // a spreadsheet must not run what somebody wrote as a name
      { header: true, bom: true, escape_formulas: true },
    )
    return { name: `${zoneName(zone)} ${ctx.clock.today()}.csv`, text }
  })
