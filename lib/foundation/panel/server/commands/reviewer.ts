import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Reviewer } from '@/prisma/generated/client'
import { sameOrganisation } from '../../../relation/model/normal'
import { relationsChanged } from '../../../relation/server/door'
import { reviewerPolicy } from '../../model/policy'
import type { activateReviewerSchema, addReviewerSchema, changeReviewerSchema } from '../../model/schema'

const reviewerNo = (n: number): string => `ZJ-${String(n).padStart(3, '0')}`

/** 入库: a registered person becomes an expert with the next number and the role that opens the room of reviews. */
export const addReviewer: Command<z.output<typeof addReviewerSchema>, { reviewerId: string; no: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { phone: input.phone }, select: { id: true, personId: true } })
    ctx.assertCan(reviewerPolicy, 'reviewer.change', { personId: user?.personId ?? null })
    if (!user) throw AppError.invalid({ phone: 'reviewer.unknown_person' })
    // one at a time: two clerks would give one number to two people
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('reviewer.no'))`
    const [last] = await tx.$queryRaw<{ n: number }[]>`SELECT coalesce(max(substr(no, 4)::int), 0) AS n FROM reviewer`
    if (await tx.reviewer.findUnique({ where: { personId: user.personId }, select: { id: true } })) throw AppError.invalid({ phone: 'reviewer.exists' })
    const made = await tx.reviewer.create({
      data: {
        no: reviewerNo((last?.n ?? 0) + 1),
        personId: user.personId,
        fields: input.fields,
        employer: input.employer,
        employerCode: input.employerCode || null,
        title: input.title,
        addedBy: ctx.actor?.userId ?? null,
        addedAt: ctx.clock.now(),
      },
    })
    const granted = await tx.roleGrant.count({ where: { userId: user.id, roleCode: 'reviewer', revokedAt: null } })
    if (granted === 0)
      await tx.roleGrant.create({ data: { userId: user.id, roleCode: 'reviewer', departmentCode: 'public', grantedBy: ctx.actor?.userId ?? null } })
    await recordAudit(tx, ctx, {
      type: 'reviewer.added',
      subject: { kind: 'reviewer', id: made.no },
      detail: { fields: input.fields, employer: input.employer },
    })
    await relationsChanged(tx)
    return { reviewerId: made.id, no: made.no }
  })

async function reviewerToChange(tx: Tx, ctx: Ctx, id: string, version: number): Promise<Reviewer> {
  await tx.$queryRaw`SELECT 1 FROM reviewer WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.reviewer.findUnique({ where: { id } })
  ctx.assertCan(reviewerPolicy, 'reviewer.change', { personId: row?.personId ?? null })
  if (!row) throw AppError.notFound()
  if (row.version !== version) throw AppError.conflict('reviewer.changed')
  return row
}

/** A changed employer: the old one stays on record as a relation that ends today, because it goes on counting. */
export const changeReviewer: Command<z.output<typeof changeReviewerSchema>, { reviewerId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await reviewerToChange(tx, ctx, input.reviewerId, input.version)
    const { employer, employerCode, fields, title } = input
    const moved = !sameOrganisation({ name: row.employer, code: row.employerCode }, { name: employer, code: employerCode || null })
    if (moved)
      await tx.personRelation.create({
        data: {
          personId: row.personId,
          kind: 'employer',
          organisation: row.employer,
          creditCode: row.employerCode,
          untilOn: dateColumn(ctx.clock.today()),
          detail: `专家库登记的前一个单位（${row.no}）`,
          source: 'system',
          recordedBy: ctx.actor?.userId ?? null,
          recordedAt: ctx.clock.now(),
        },
      })
    await tx.reviewer.update({ where: { id: row.id }, data: { employer, employerCode: employerCode || null, fields, title, version: row.version + 1 } })
    await recordAudit(tx, ctx, {
      type: 'reviewer.changed',
      subject: { kind: 'reviewer', id: row.no },
      detail: { before: { employer: row.employer, fields: row.fields, title: row.title }, after: { employer, fields, title } },
    })
    await relationsChanged(tx)
    return { reviewerId: row.id }
  })

/** 停用 or 启用: whoever is inactive is not drawn any more; open sheets go on. */
export const activateReviewer: Command<z.output<typeof activateReviewerSchema>, { reviewerId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await reviewerToChange(tx, ctx, input.reviewerId, input.version)
    if (row.active === input.active) return { reviewerId: row.id }
    await tx.reviewer.update({ where: { id: row.id }, data: { active: input.active, version: row.version + 1 } })
    await recordAudit(tx, ctx, { type: input.active ? 'reviewer.activated' : 'reviewer.deactivated', subject: { kind: 'reviewer', id: row.no } })
    return { reviewerId: row.id }
  })
