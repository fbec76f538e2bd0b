import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { stageOf } from '../../model/period'
import { noticePolicy } from '../../model/policy'
import type { withdrawSchema } from '../../model/schema'

const include = {
  lines: { include: { case: { include: { application: { include: { venture: { include: { members: true } } } } } }, objections: { select: { id: true } } } },
} as const

/** A notice with a fault is taken down by another person, before anybody objected; its cases wait for a new one. */
export const withdrawNotice: Command<z.output<typeof withdrawSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM public_notice WHERE number = ${input.number} FOR UPDATE`
    const notice = await tx.publicNotice.findUnique({ where: { number: input.number }, include })
    if (!notice) throw AppError.notFound()
    const personIds = notice.lines.flatMap((line) => [
      line.case.personId,
      ...(line.case.application.venture?.members ?? []).flatMap((one) => one.personId ?? []),
    ])
    ctx.assertCan(noticePolicy, 'notice.withdraw', { personIds, publishedBy: notice.publishedBy })
    const period = { fromOn: notice.fromOn && fromDateColumn(notice.fromOn), toOn: notice.toOn && fromDateColumn(notice.toOn) }
    if (stageOf({ state: notice.state, ...period }, ctx.clock.today()) !== 'in_force') throw AppError.rule('notice.over')
    if (notice.lines.some((line) => line.objections.length > 0)) throw AppError.rule('notice.objected')
    const saved = await tx.publicNotice.updateMany({
      where: { id: notice.id, version: input.version, state: 'published' },
      data: {
        state: 'withdrawn',
        version: input.version + 1,
        withdrawnAt: ctx.clock.now(),
        withdrawnBy: ctx.actor?.userId ?? null,
        withdrawReason: input.reason,
      },
    })
    if (saved.count !== 1) throw AppError.conflict('notice.changed')
    for (const line of notice.lines)
      await recordCaseEvent(tx, ctx, line.caseId, { kind: 'notice_withdrawn', audience: 'applicant', params: { number: input.number } })
    await recordAudit(tx, ctx, {
      type: 'notice.withdrawn',
      subject: { kind: 'notice', id: input.number },
      reason: input.reason,
      detail: { lines: notice.lines.length },
    })
    return { number: input.number }
  })
