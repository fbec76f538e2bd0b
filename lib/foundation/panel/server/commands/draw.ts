import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import { clockAt } from '@/lib/platform/clock'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { freezeDraw, planDraw, publishDraw, runDraw } from '../../../draw/server/door'
import { panelPolicy } from '../../model/policy'
import { countPool, poolRuleInWords } from '../../model/pool'
import type { drawSchema, panelSchema, sealSchema } from '../../model/schema'
import { fieldsOf } from '../../model/subject'
import { poolNow } from '../pool'
import { issueDrawRecord } from '../record'
import { relatedTo } from '../related'
import { lockPanel, type PanelRow, touchPanel } from '../repo'
import { fillSeats, vacanciesOf } from '../seats'

async function panelToRun(tx: Tx, ctx: Ctx, input: z.output<typeof panelSchema>): Promise<PanelRow> {
  const panel = await lockPanel(tx, input.panelId)
  const applicationIds = panel.entries.map((entry) => entry.applicationId)
  ctx.assertCan(panelPolicy, 'panel.run', { relatedPersonIds: await relatedTo(tx, applicationIds) })
  if (panel.version !== input.version) throw AppError.conflict('panel.state_changed')
  return panel
}

/** The pool for a panel as of now; refused when it cannot fill the seats that are to be drawn. */
async function poolFor(tx: Tx, ctx: Ctx, panel: PanelRow, fields: readonly string[], seats: number) {
  const pool = await poolNow(tx, ctx, { panelId: panel.id, entries: panel.entries, fields })
  const { eligible, short } = countPool(pool.rows, seats)
  if (short) throw AppError.rule('panel.pool_too_small', { eligible, seats })
  return pool
}

/** How many have to be drawn: the seats at first, later what substitutions left empty on the worst entry. */
async function seatsToDraw(tx: Tx, panel: PanelRow): Promise<number> {
  if (!panel.draw) return panel.seats
  if (panel.draw.state !== 'published') throw AppError.rule('panel.draw_running')
  const vacant = Math.max(0, ...(await vacanciesOf(tx, panel)).values())
  if (vacant === 0) throw AppError.rule('panel.no_vacancy')
  return vacant
}

/** 封密钥: says how the pool is made and which public number will decide, and seals the secret. Draws again for what stays empty later. */
export const sealPanelDraw: Command<z.output<typeof sealSchema>, { drawId: string; number: string; commit: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const panel = await panelToRun(tx, ctx, input)
    const units = await seatsToDraw(tx, panel)
    const { rule } = await poolFor(tx, ctx, panel, input.fields, units)
    const round = await tx.round.findUniqueOrThrow({ where: { id: panel.roundId }, select: { name: true } })
    // sealed and closed in one moment: the list is frozen by the next step, before the public number exists
    const now = ctx.clock.now()
    const made = await planDraw(
      tx,
      { ...ctx, clock: clockAt(now) },
      {
        purpose: 'panel',
        title: `评审专家抽取：${round.name} ${panel.name}${panel.drawId ? '（补抽）' : ''}`,
        subject: { panelId: panel.id, fields: input.fields },
        poolRule: poolRuleInWords(rule),
        units,
        publicValueSource: input.publicValueSource,
        closesAt: now,
        public: false,
      },
    )
    await touchPanel(tx, panel, { drawId: made.id })
    await recordAudit(tx, ctx, { type: 'panel.sealed', subject: { kind: 'panel', id: panel.id }, detail: { name: panel.name, draw: made.number, units } })
    return { drawId: made.id, number: made.number, commit: made.commit }
  })

/** 冻结抽取池: who can be drawn and who cannot, with the class of the reason, is written down and never changed. */
export const freezePool: Command<z.output<typeof panelSchema>, { eligible: number; excluded: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const panel = await panelToRun(tx, ctx, input)
    if (panel.draw?.state !== 'committed') throw AppError.conflict('panel.state_changed')
    const { rows } = await poolFor(tx, ctx, panel, fieldsOf(panel.draw.subject), panel.draw.units)
    const eligible = rows.filter((row) => !row.excluded)
    await freezeDraw(
      tx,
      ctx,
      panel.draw.id,
      eligible.map((row) => ({ entryNo: row.no, priorityClass: 1 })),
    )
    const drawId = panel.draw.id
    await tx.panelPoolRow.createMany({
      data: rows.map(({ reviewerId, no, excluded, reasons }) => ({
        panelId: panel.id,
        drawId,
        reviewerId,
        reviewerNo: no,
        excluded,
        reasons: reasons.map((reason) => ({ ...reason })),
      })),
    })
    await touchPanel(tx, panel, {})
    await recordAudit(tx, ctx, {
      type: 'panel.pool_frozen',
      subject: { kind: 'panel', id: panel.id },
      detail: { name: panel.name, draw: panel.draw.number, eligible: eligible.length, excluded: rows.length - eligible.length },
    })
    return { eligible: eligible.length, excluded: rows.length - eligible.length }
  })

/** 抽取: the public number, entered before a witness, gives the order; the first of it without a hard relation take the seats. */
export const drawPanel: Command<z.output<typeof drawSchema>, { seated: number; vacant: number; record: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const panel = await panelToRun(tx, ctx, input)
    if (panel.draw?.state !== 'frozen') throw AppError.conflict('panel.state_changed')
    if (input.witnessName === ctx.actor?.name) throw AppError.invalid({ witnessName: 'panel.witness_is_you' })
    const order = await runDraw(tx, ctx, panel.draw.id, { publicValue: input.publicValue, witnessName: input.witnessName })
    await publishDraw(tx, ctx, panel.draw.id)
    const { seated, vacant } = await fillSeats(tx, ctx, panel)
    const record = await issueDrawRecord(tx, ctx, panel, order)
    await touchPanel(tx, panel, {})
    await recordAudit(tx, ctx, {
      type: 'panel.drawn',
      subject: { kind: 'panel', id: panel.id },
      detail: { name: panel.name, draw: panel.draw.number, witness: input.witnessName, seated, vacant, record: record.number },
    })
    return { seated, vacant, record: record.number }
  })
