import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { loadRules } from '../../../programme/server/door'
import { panelPolicy } from '../../model/policy'
import type { formPanelSchema, panelSchema, roundSchema } from '../../model/schema'
import { makeEntries } from '../entries'
import { relatedTo } from '../related'
import { lockPanel } from '../repo'

/** 编号: gives every application of the round that waits for experts its code. */
export const enterApplications: Command<z.output<typeof roundSchema>, { made: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const round = await tx.round.findUnique({ where: { id: input.roundId }, select: { id: true } })
    ctx.assertCan(panelPolicy, 'panel.run', { relatedPersonIds: [] })
    if (!round) throw AppError.notFound()
    return { made: await makeEntries(tx, ctx, round.id) }
  })

/** 分组: entries that wait and stand in no panel become one. */
export const formPanel: Command<z.output<typeof formPanelSchema>, { panelId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM review_entry WHERE id = ANY (${input.entryIds}::uuid[]) ORDER BY id FOR UPDATE`
    const entries = await tx.reviewEntry.findMany({ where: { id: { in: input.entryIds }, roundId: input.roundId }, orderBy: { code: 'asc' } })
    const applicationIds = entries.map((entry) => entry.applicationId)
    ctx.assertCan(panelPolicy, 'panel.run', { relatedPersonIds: await relatedTo(tx, applicationIds) })
    if (entries.length !== new Set(input.entryIds).size) throw AppError.notFound()
    const limit = (await loadRules(tx, ['panel.max_entries']))['panel.max_entries'].value
    if (entries.length > limit) throw AppError.rule('panel.too_many_entries', { limit, n: entries.length })
    const taken = entries.find((entry) => entry.panelId !== null || entry.state !== 'waiting')
    if (taken) throw AppError.conflict('panel.entry_taken', { code: taken.code })
    const twin = await tx.reviewPanel.findUnique({ where: { roundId_name: { roundId: input.roundId, name: input.name } }, select: { id: true } })
    if (twin) throw AppError.invalid({ name: 'panel.name_taken' })
    const panel = await tx.reviewPanel.create({
      data: {
        roundId: input.roundId,
        name: input.name,
        seats: input.seats,
        scoreBy: input.scoreBy ? dateColumn(calendarDate(input.scoreBy)) : null,
        createdBy: ctx.actor?.userId ?? null,
        createdAt: ctx.clock.now(),
      },
    })
    await tx.reviewEntry.updateMany({ where: { id: { in: input.entryIds } }, data: { panelId: panel.id, version: { increment: 1 } } })
    await recordAudit(tx, ctx, {
      type: 'panel.formed',
      subject: { kind: 'panel', id: panel.id },
      detail: { name: input.name, seats: input.seats, entries: entries.map((entry) => entry.code) },
    })
    return { panelId: panel.id }
  })

/** 解散: while no draw was sealed for it. Its entries wait again. */
export const dissolvePanel: Command<z.output<typeof panelSchema>, { panelId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const panel = await lockPanel(tx, input.panelId)
    const applicationIds = panel.entries.map((entry) => entry.applicationId)
    ctx.assertCan(panelPolicy, 'panel.run', { relatedPersonIds: await relatedTo(tx, applicationIds) })
    if (panel.version !== input.version) throw AppError.conflict('panel.state_changed')
    if (panel.drawId) throw AppError.rule('panel.draw_running')
    await tx.reviewEntry.updateMany({ where: { panelId: panel.id }, data: { panelId: null, version: { increment: 1 } } })
    await tx.reviewPanel.delete({ where: { id: panel.id } })
    await recordAudit(tx, ctx, {
      type: 'panel.dissolved',
      subject: { kind: 'panel', id: panel.id },
      detail: { name: panel.name, entries: panel.entries.map((entry) => entry.code) },
    })
    return { panelId: panel.id }
  })
