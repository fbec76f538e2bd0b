import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { parseCalendarDate } from '@/lib/kernel/calendar-date'
import { parseIdNumber } from '@/lib/kernel/identity-number'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { draftValues, faultsOf, sectionKeys } from '../../model/form'
import { applicationPolicy } from '../../model/policy'
import { dataOf, findForUpdate, subjectOf } from '../repo'

export const startDraftSchema = z.strictObject({ prefill: z.record(z.enum(['identity', 'company']), draftValues).optional() })

/** Opens a draft (or answers the one that is open); the answers of the eligibility check come along. */
export const startDraft: Command<z.output<typeof startDraftSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction((tx) =>
    once(tx, ctx, 'application.start', input, async () => {
      const actor = ctx.actor
      ctx.assertCan(applicationPolicy, 'application.create', { applicantPersonId: '', teamPersonIds: [], state: 'draft' })
      if (!actor) throw new AppError('unauthenticated', 'session.missing')
      await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${actor.personId}::uuid FOR UPDATE`
      const open = await tx.application.findFirst({ where: { personId: actor.personId, state: 'draft' } })
      if (open) return { id: open.id }
      const round = await tx.round.findFirstOrThrow({ where: { programmeCode: 'climber' } })
      const own = await tx.ventureMember.findFirst({ where: { personId: actor.personId, leftAt: null, role: 'lead' } })
      const ventureId = own?.ventureId ?? (await newVenture(tx, actor.personId, actor.name, ctx.clock.now()))
      const made = await tx.application.create({
        data: { personId: actor.personId, ventureId, roundId: round.id, data: input.prefill ?? {}, formVersion: round.formVersion, savedAt: ctx.clock.now() },
      })
      await recordAudit(tx, ctx, { type: 'application.started', subject: { kind: 'application', id: made.id } })
      return { id: made.id }
    }),
  )

async function newVenture(tx: Tx, personId: string, name: string, now: Date): Promise<string> {
  const venture = await tx.venture.create({
    data: {
      name: `${name}的团队`,
      field: '',
      members: { create: { personId, name, role: 'lead', duty: '负责人', founder: true, joinedAt: now } },
    },
  })
  return venture.id
}

export const saveSectionSchema = z.strictObject({
  id: z.uuid(),
  section: z.enum(sectionKeys),
  version: z.int(),
  values: draftValues,
})

export interface Saved {
  readonly version: number
  readonly savedAt: string
  /** Field → message code; saving never waits for them. */
  readonly faults: Record<string, string>
}

/** Saves what was typed, finished or not. An older version of the form is refused and told so; nothing is overwritten. */
export const saveSection: Command<z.output<typeof saveSectionSchema>, Saved> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    if (row.version !== input.version) throw AppError.conflict('draft.stale', { at: row.savedAt.toISOString() })
    const faults = faultsOf(input.section, input.values)
    const values = input.section === 'identity' ? await keepIdentity(tx, row.personId, input.values, faults) : input.values
    const now = ctx.clock.now()
    const version = row.version + 1
    await tx.application.update({ where: { id: row.id }, data: { data: { ...dataOf(row), [input.section]: values }, version, savedAt: now } })
    if (input.section === 'project' && row.ventureId && values.name && !faults.name)
      await tx.venture.update({
        where: { id: row.ventureId },
        data: { name: values.name.trim(), field: values.field?.trim() ?? '', oneLine: values.oneLine?.trim() ?? '' },
      })
    // what the founders confirmed was the form as it was: a change asks them again
    if (row.confirmations.length > 0) await tx.memberConfirmation.deleteMany({ where: { applicationId: row.id } })
    return { version, savedAt: now.toISOString(), faults }
  })

/** The identity number never stays in the form: it goes encrypted to the person, the draft keeps the last four signs. */
async function keepIdentity(tx: Tx, personId: string, values: Record<string, string>, faults: Record<string, string>): Promise<Record<string, string>> {
  const { idNumber = '', ...rest } = values
  if (idNumber === 'stored') {
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { idBlindIndex: true } })
    return { ...rest, idNumber: person.idBlindIndex ? 'stored' : '' }
  }
  const parsed = parseIdNumber(idNumber)
  if (!parsed.ok) return { ...rest, idNumber: '' }
  const index = blindIndex(`cn_id:${parsed.value.number}`)
  const other = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: index, id: { not: personId } }, select: { id: true } })
  if (other) {
    faults.idNumber = 'id_number.registered'
    return { ...rest, idNumber: '' }
  }
  const graduated = parseCalendarDate(`${values.graduatedOn ?? ''}-01`)
  await tx.person.update({
    where: { id: personId },
    data: {
      idCipher: encryptField(parsed.value.number, `person:id:${personId}`),
      idBlindIndex: index,
      idLast4: parsed.value.number.slice(-4),
      birthDate: new Date(`${parsed.value.birthDate}T00:00:00Z`),
      sex: parsed.value.sex,
      degree: values.degree ?? null,
      school: values.school ?? null,
      major: values.major ?? null,
      ...(graduated.ok ? { graduatedOn: new Date(`${graduated.value}T00:00:00Z`) } : {}),
    },
  })
  return { ...rest, idNumber: 'stored' }
}
