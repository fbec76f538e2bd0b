import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { roundPolicy } from '../../model/round'
import type { makeRubricSchema } from '../../model/rubric-form'

/**
 * A rubric, or the next version of one with this name: what reviewers scored by stays as it was, so nothing is ever changed in
 * place. Two at once: the database takes one number once, the other is told that it was done already.
 */
export const makeRubric: Command<z.output<typeof makeRubricSchema>, { id: string; version: number }> = (ctx, input) =>
  ctx.transaction((tx) =>
    once(tx, ctx, 'rubric.make', input, async () => {
      ctx.assertCan(roundPolicy, 'round.manage', null)
      const last = await tx.rubric.findFirst({ where: { name: input.name }, orderBy: { version: 'desc' }, select: { version: true } })
      const version = (last?.version ?? 0) + 1
      const made = await tx.rubric.create({
        data: { name: input.name, version, criteria: input.criteria, source: input.source, createdBy: ctx.actor?.userId ?? null, createdAt: ctx.clock.now() },
      })
      const detail = { name: input.name, version, criteria: input.criteria.map(({ key, weight }) => ({ key, weight })) }
      await recordAudit(tx, ctx, { type: 'rubric.made', subject: { kind: 'rubric', id: made.id }, detail })
      return { id: made.id, version }
    }),
  )
