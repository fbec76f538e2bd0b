import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { missingOf, type roundActSchema, roundPolicy } from '../../model/round'
import { factsOf, findForUpdate, offerOf, save } from '../rounds/repo'

type Act = z.output<typeof roundActSchema>

/** Publishes a draft before it opens. `round.incomplete` names all that is missing; the database asks for the same. */
export const publishRound: Command<Act, { name: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(roundPolicy, 'round.manage', null)
    const row = await findForUpdate(tx, input.id, input.version)
    if (row.publishedAt) throw AppError.conflict('round.published_already')
    const now = ctx.clock.now()
    const missing = missingOf(factsOf(row), await offerOf(tx), now)
    if (missing.length > 0) throw AppError.rule('round.incomplete', { missing: missing.join(',') })
    await save(tx, row, { publishedAt: now, publishedBy: ctx.actor?.userId ?? null })
    await recordAudit(tx, ctx, {
      type: 'round.published',
      subject: { kind: 'round', id: row.id },
      detail: {
        name: row.name,
        opensAt: row.opensAt.toISOString(),
        closesAt: row.closesAt?.toISOString() ?? null,
        measures: row.measures,
        rubric: row.rubricId,
      },
    })
    await revalidateAfterCommit(tx, 'measures')
    return { name: row.name }
  })

/** Takes a publication back while nobody has begun an application; afterwards the database refuses it as well (`round.frozen`). */
export const withdrawRound: Command<Act, { name: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(roundPolicy, 'round.manage', null)
    const row = await findForUpdate(tx, input.id, input.version)
    if (!row.publishedAt) throw AppError.conflict('round.stale')
    if ((await tx.application.count({ where: { roundId: row.id } })) > 0) throw AppError.rule('round.frozen')
    await save(tx, row, { publishedAt: null, publishedBy: null })
    await recordAudit(tx, ctx, { type: 'round.withdrawn', subject: { kind: 'round', id: row.id }, detail: { name: row.name } })
    await revalidateAfterCommit(tx, 'measures')
    return { name: row.name }
  })

/** Ends a rolling round at this moment. One with a closing time ends by itself and never earlier. */
export const closeRound: Command<Act, { name: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(roundPolicy, 'round.manage', null)
    const row = await findForUpdate(tx, input.id, input.version)
    const now = ctx.clock.now()
    if (!row.publishedAt || row.closesAt || row.opensAt >= now) throw AppError.rule('round.open_ended_only')
    await save(tx, row, { closesAt: now })
    await recordAudit(tx, ctx, { type: 'round.closed', subject: { kind: 'round', id: row.id }, detail: { name: row.name } })
    await revalidateAfterCommit(tx, 'measures')
    return { name: row.name }
  })
