import 'server-only'
import type { z } from 'zod'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { consume } from '@/lib/platform/rate-limit'
import { extendedTo } from '../../model/objection'
import { objectionPolicy } from '../../model/policy'
import type { admitSchema, contactSchema, dismissSchema, extendSchema, investigateSchema, tellSchema } from '../../model/schema'
import { readContact } from '../contact'
import { issueReceipt } from '../papers'
import { assertSeen, type Loaded, loadForUpdate, nextState, save } from '../repo'
import { tellObjector } from '../tell'
import { longDay } from '../words'

type Answer = { number: string; state: string }

const take = (ctx: Ctx) => ({
  handlerId: ctx.actor?.userId ?? null,
  handlerName: ctx.actor?.name ?? null,
  ackAt: ctx.clock.now(),
  ackBy: ctx.actor?.userId ?? null,
})

const audited = (tx: Parameters<typeof recordAudit>[0], ctx: Ctx, type: string, { row, caseRow }: Loaded, more: { reason?: string; detail?: object } = {}) =>
  recordAudit(tx, ctx, {
    type: `${row.kind}.${type}`,
    subject: { kind: row.kind, id: row.number },
    ...(more.reason ? { reason: more.reason } : {}),
    detail: { case: caseRow.caseNo, ...more.detail },
  })

/** 受理: whoever takes it is its handler from now on, and the objector hears of it. */
export const admitObjection: Command<z.output<typeof admitSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.take', loaded.subject)
    assertSeen(loaded.row, input.version)
    const saved = await save(tx, loaded.row, { state: nextState(loaded.row.state, 'admit'), ...take(ctx) })
    if (saved.kind === 'objection') await issueReceipt(tx, ctx, saved)
    await audited(tx, ctx, 'admitted', loaded)
    await tellObjector(tx, saved, { template: 'objection.admitted', text: `受理了，最晚 ${longDay(fromDateColumn(saved.decideDueOn))} 答复你。` })
    return { number: saved.number, state: saved.state }
  })

/** 拟不受理: it ends nothing until a second person agrees. */
export const dismissObjection: Command<z.output<typeof dismissSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.take', loaded.subject)
    assertSeen(loaded.row, input.version)
    const saved = await save(tx, loaded.row, { state: nextState(loaded.row.state, 'dismiss'), ...take(ctx), investigation: input.reason })
    await audited(tx, ctx, 'left_aside', loaded, { reason: input.reason })
    return { number: saved.number, state: saved.state }
  })

/** 核实: what the handler found, for whoever decides. Until then it can be written anew. */
export const investigateObjection: Command<z.output<typeof investigateSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.handle', loaded.subject)
    assertSeen(loaded.row, input.version)
    const { state } = loaded.row
    const saved = await save(tx, loaded.row, { state: state === 'investigating' ? state : nextState(state, 'investigate'), investigation: input.findings })
    await audited(tx, ctx, 'investigated', loaded)
    return { number: saved.number, state: saved.state }
  })

/** 延期: once, with a reason, while nothing is decided. */
export const extendObjection: Command<z.output<typeof extendSchema>, Answer & { decideDueOn: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.handle', loaded.subject)
    assertSeen(loaded.row, input.version)
    const { row } = loaded
    if (row.state !== 'admissible' && row.state !== 'investigating') throw AppError.conflict('objection.changed')
    if (row.extendedAt) throw AppError.rule('objection.extended_already')
    const rules = await loadRules(tx, ['objection.extend_days'])
    const due = extendedTo(await loadCalendar(tx), fromDateColumn(row.decideDueOn), rules['objection.extend_days'].value)
    const saved = await save(tx, row, { decideDueOn: dateColumn(due), extendedAt: ctx.clock.now(), extendReason: input.reason })
    await audited(tx, ctx, 'extended', loaded, { reason: input.reason, detail: { decideDueOn: due } })
    await tellObjector(tx, saved, { template: 'objection.extended', text: `还要再核实，答复延到 ${longDay(due)} 前。原因：${input.reason}` })
    return { number: saved.number, state: saved.state, decideDueOn: due }
  })

/** 告知: how an objector without a telephone number was told of the decision. */
export const tellDecision: Command<z.output<typeof tellSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.handle', loaded.subject)
    assertSeen(loaded.row, input.version)
    const saved = await save(tx, loaded.row, { state: nextState(loaded.row.state, 'tell'), notifiedAt: ctx.clock.now(), notifiedHow: input.how })
    await audited(tx, ctx, 'told', loaded, { detail: { how: input.how } })
    return { number: saved.number, state: saved.state }
  })

/** Contacts that one handler may look at in an hour. */
const AN_HOUR = 50

/** The contact in clear, to its handler only, for a reason that is kept; the contact itself is kept nowhere on the way. */
export const seeContact: Command<z.output<typeof contactSchema>, { contact: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.contact', loaded.subject)
    if (!loaded.row.contactCipher) throw AppError.rule('objection.no_contact')
    await consume('objection-contact', ctx.actor?.userId ?? '', AN_HOUR, 3600)
    await audited(tx, ctx, 'contact_seen', loaded, { reason: input.reason })
    return { contact: readContact(loaded.row) }
  })
