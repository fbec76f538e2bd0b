import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, instantAt } from '@/lib/kernel/calendar-date'
import type { Command } from '@/lib/platform/command'
import type { Draw } from '@/prisma/generated/client'
import { parseEntryList } from '../../model/entry-list'
import { type DrawSubject, drawPolicy } from '../../model/policy'
import type { drawNumberSchema, freezeDrawSchema, planDrawSchema, runDrawSchema } from '../../model/schema'
import { freezeDraw, planDraw, publishDraw, runDraw } from '../door'
import { lockDraw } from '../repo'

export const subjectOf = (row: Pick<Draw, 'public' | 'subject' | 'rerunBy'>): DrawSubject => ({
  public: row.public,
  driven: typeof row.subject === 'object' && row.subject !== null && Object.keys(row.subject).length > 0,
  proposedBy: row.rerunBy,
})

const ofNobody: DrawSubject = { public: true, driven: false, proposedBy: null }

export const closingAt = (minute: string): Date => instantAt(calendarDate(minute.slice(0, 10)), minute.slice(11))

/** 封密钥: makes a draw for everybody to follow and publishes its seal at once. */
export const planPublicDraw: Command<z.output<typeof planDrawSchema>, { number: string; commit: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(drawPolicy, 'draw.plan', ofNobody)
    const closesAt = closingAt(input.closesAt)
    if (closesAt <= ctx.clock.now()) throw AppError.invalid({ closesAt: 'draw.closes_in_the_past' })
    const made = await planDraw(tx, ctx, { ...input, closesAt, subject: {}, public: true })
    return { number: made.number, commit: made.commit }
  })

/** 冻结名单: the list as it was pasted; a wrong line stops it. */
export const freezePublicDraw: Command<z.output<typeof freezeDrawSchema>, { entriesHash: string; entries: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockDraw(tx, { number: input.number })
    ctx.assertCan(drawPolicy, 'draw.freeze', subjectOf(row))
    const list = parseEntryList(input.list)
    if (!list.ok) throw AppError.invalid({ list: `${list.error.code}:${list.error.line}` })
    const { entriesHash } = await freezeDraw(tx, ctx, row.id, list.value)
    return { entriesHash, entries: list.value.length }
  })

/** 开摇: in front of a witness who is not the one at the keyboard. */
export const runPublicDraw: Command<z.output<typeof runDrawSchema>, { number: string; entries: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockDraw(tx, { number: input.number })
    ctx.assertCan(drawPolicy, 'draw.run', subjectOf(row))
    if (input.witnessName === ctx.actor?.name) throw AppError.invalid({ witnessName: 'draw.witness_is_you' })
    const drawn = await runDraw(tx, ctx, row.id, input)
    return { number: row.number, entries: drawn.length }
  })

/** 公布: opens the key. */
export const publishPublicDraw: Command<z.output<typeof drawNumberSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockDraw(tx, { number: input.number })
    ctx.assertCan(drawPolicy, 'draw.publish', subjectOf(row))
    await publishDraw(tx, ctx, row.id)
    return { number: row.number }
  })
