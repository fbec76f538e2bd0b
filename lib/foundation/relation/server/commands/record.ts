import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { relationPolicy } from '../../model/policy'
import type { declareRelationSchema, recordRelationSchema } from '../../model/schema'
import { relationsChanged } from '../door'

type Fields = z.output<typeof declareRelationSchema>

const date = (text: string): Date | null => (text === '' ? null : dateColumn(calendarDate(text)))

/** Both ends exist and are two; whoever was merged into somebody is named by that person. */
async function assertEnds(tx: Tx, personId: string, input: Fields): Promise<void> {
  if (input.otherId === personId) throw AppError.invalid({ otherId: 'relation.with_oneself' })
  const people = await tx.person.count({ where: { id: { in: [personId, input.otherId].filter((id) => id !== '') }, mergedIntoId: null } })
  const venture = input.ventureId === '' || (await tx.venture.count({ where: { id: input.ventureId } })) === 1
  if (people !== (input.otherId === '' ? 1 : 2) || !venture) throw AppError.notFound()
}

async function insert(tx: Tx, ctx: Ctx, personId: string, input: Fields, source: 'staff' | 'self'): Promise<{ relationId: string }> {
  await assertEnds(tx, personId, input)
  const made = await tx.personRelation.create({
    data: {
      personId,
      kind: input.kind,
      otherId: input.otherId || null,
      ventureId: input.ventureId || null,
      organisation: input.organisation || null,
      creditCode: input.creditCode || null,
      sinceOn: date(input.sinceOn),
      untilOn: date(input.untilOn),
      detail: input.detail,
      source,
      recordedBy: ctx.actor?.userId ?? null,
      recordedAt: ctx.clock.now(),
    },
    select: { id: true },
  })
  await recordAudit(tx, ctx, { type: 'relation.recorded', subject: { kind: 'relation', id: made.id }, detail: { kind: input.kind, person: personId, source } })
  await relationsChanged(tx)
  return { relationId: made.id }
}

/** 登记: the window writes down a relation. Open and locked sheets are looked at again after commit. */
export const recordRelation: Command<z.output<typeof recordRelationSchema>, { relationId: string }> = (ctx, { personId, ...input }) =>
  ctx.transaction((tx) => {
    ctx.assertCan(relationPolicy, 'relation.change', { personIds: [personId, input.otherId] })
    return insert(tx, ctx, personId, input, 'staff')
  })

/** 申报: somebody says themselves what they have to do with whom. */
export const declareRelation: Command<Fields, { relationId: string }> = (ctx, input) =>
  ctx.transaction((tx) => {
    const personId = ctx.actor?.personId ?? ''
    ctx.assertCan(relationPolicy, 'relation.declare', { personIds: [personId] })
    return insert(tx, ctx, personId, input, 'self')
  })
