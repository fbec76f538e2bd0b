import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { addMonths, type CalendarDate, dateColumn, parseCalendarDate } from '@/lib/kernel/calendar-date'
import { type IdNumber, parseIdNumber } from '@/lib/kernel/identity-number'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { blindIndex, encryptField, equalBytes } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { consume } from '@/lib/platform/rate-limit'
import { draftValues, faultsOf, sectionKeys } from '../../model/form'
import { sectionsOf } from '../../model/form-version'
import { applicationPolicy } from '../../model/policy'
import { mergePrefill, prefillKeys, takeOver } from '../../model/prefill'
import { dataOf, findForUpdate, limitsOf, prefilledOf, subjectOf, takenOf } from '../repo'
import { lastSubmitted, roundToApply } from '../rounds'

export const startDraftSchema = z.strictObject({
  prefill: z.partialRecord(z.enum(prefillKeys), draftValues).optional(),
  /** The round to apply in; without it the first that is open. */
  roundId: z.uuid().optional(),
  /** 沿用上次填写: begin with the answers of the last submitted form. */
  takeOver: z.boolean().optional(),
})

/**
 * Opens a draft in a round (or answers the one that is open); the answers of the eligibility check and, where it is wished, of the
 * last form fill topics that are still empty. The draft stays with its round and that round's version of the form.
 */
export const startDraft: Command<z.output<typeof startDraftSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction((tx) =>
    once(tx, ctx, 'application.start', input, async () => {
      const actor = ctx.actor
      ctx.assertCan(applicationPolicy, 'application.create', { applicantPersonId: '', teamPersonIds: [], state: 'draft' })
      if (!actor) throw new AppError('unauthenticated', 'session.missing')
      await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${actor.personId}::uuid FOR UPDATE`
      const open = await tx.application.findFirst({ where: { personId: actor.personId, state: 'draft' }, include: { round: true } })
      if (open) {
        const { data, filled } = mergePrefill(dataOf(open), input.prefill ?? {}, sectionsOf(open.round))
        const marked = { ...data, prefilled: { ...prefilledOf(open), ...filled }, taken: takenOf(open) }
        if (Object.keys(filled).length > 0)
          await tx.application.update({ where: { id: open.id }, data: { data: marked, version: open.version + 1, savedAt: ctx.clock.now() } })
        return { id: open.id }
      }
      const round = await roundToApply(tx, ctx.clock.now(), input.roundId)
      const last = input.takeOver ? await lastSubmitted(tx, actor.personId) : null
      const begun = takeOver(last?.data ?? {}, sectionsOf(round))
      const { data, filled } = mergePrefill(begun.data, input.prefill ?? {}, sectionsOf(round))
      const own = await tx.ventureMember.findFirst({ where: { personId: actor.personId, leftAt: null, role: 'lead' } })
      const ventureId = own?.ventureId ?? (await newVenture(tx, actor.personId, actor.name, ctx.clock.now()))
      const made = await tx.application.create({
        data: {
          personId: actor.personId,
          ventureId,
          roundId: round.id,
          data: { ...data, prefilled: filled, taken: begun.taken },
          formVersion: round.formVersion,
          savedAt: ctx.clock.now(),
        },
      })
      const detail = { round: round.name, formVersion: round.formVersion, ...(last ? { takenFrom: last.id } : {}) }
      await recordAudit(tx, ctx, { type: 'application.started', subject: { kind: 'application', id: made.id }, detail })
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
  /** The last four signs of the identity number, once it is with the person. */
  readonly idLast4: string | null
}

/** Saves what was typed, finished or not. An older version of the form is refused and told so; nothing is overwritten. */
export const saveSection: Command<z.output<typeof saveSectionSchema>, Saved> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    if (!sectionsOf(row.round).includes(input.section)) throw AppError.notFound()
    // a save whose answer was lost comes again: what is there already is no conflict
    const repeated = sameValues(dataOf(row)[input.section], input.values)
    if (row.version !== input.version && !repeated) throw AppError.conflict('draft.stale', { at: row.savedAt.toISOString() })
    const faults = faultsOf(input.section, input.values, await limitsOf(tx))
    const values = input.section === 'identity' ? await keepIdentity(tx, ctx, row.personId, input.values, faults) : input.values
    const { idLast4 } = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { idLast4: true } })
    // what was taken over has been looked at now
    const { [input.section]: _, ...taken } = takenOf(row)
    // the same answers again are no change: nobody has to confirm anew
    if (sameValues(dataOf(row)[input.section], values)) {
      if (takenOf(row)[input.section])
        await tx.application.update({ where: { id: row.id }, data: { data: { ...dataOf(row), prefilled: prefilledOf(row), taken } } })
      return { version: row.version, savedAt: row.savedAt.toISOString(), faults, idLast4 }
    }
    const now = ctx.clock.now()
    const version = row.version + 1
    await tx.application.update({
      where: { id: row.id },
      data: { data: { ...dataOf(row), prefilled: prefilledOf(row), taken, [input.section]: values }, version, savedAt: now },
    })
    // a team that is not in the zone yet is called what its form says; a venture in the zone keeps its name
    if (input.section === 'project' && row.ventureId && values.name && !faults.name)
      await tx.venture.updateMany({
        where: { id: row.ventureId, stage: null },
        data: { name: values.name.trim(), field: values.field?.trim() ?? '', oneLine: values.oneLine?.trim() ?? '' },
      })
    // what the founders confirmed was the form as it was: a change asks them again
    if (row.confirmations.length > 0) await tx.memberConfirmation.deleteMany({ where: { applicationId: row.id } })
    return { version, savedAt: now.toISOString(), faults, idLast4 }
  })

const sameValues = (before: Record<string, string> | undefined, after: Record<string, string>): boolean => {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after)])
  return before !== undefined && [...keys].every((key) => (before[key] ?? '') === (after[key] ?? ''))
}

/** The identity number never stays in the form: it goes encrypted to the person, the draft keeps the word `stored`. */
async function keepIdentity(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  values: Record<string, string>,
  faults: Record<string, string>,
): Promise<Record<string, string>> {
  const { idNumber = '', ...rest } = values
  const graduated = parseCalendarDate(`${values.graduatedOn ?? ''}-01`)
  await tx.person.update({
    where: { id: personId },
    data: {
      degree: values.degree || null,
      school: values.school?.trim() || null,
      major: values.major?.trim() || null,
      ...(graduated.ok ? { graduatedOn: dateColumn(graduated.value) } : {}),
    },
  })
  if (idNumber === 'stored') {
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { idBlindIndex: true } })
    return { ...rest, idNumber: person.idBlindIndex ? 'stored' : '' }
  }
  const parsed = parseIdNumber(idNumber)
  if (!parsed.ok) return { ...rest, idNumber: '' }
  const fault = await idNumberFault(tx, personId, parsed.value, ctx.clock.today())
  if (fault) {
    faults.idNumber = fault
    return { ...rest, idNumber: '' }
  }
  const { number, birthDate, sex } = parsed.value
  await tx.person.update({
    where: { id: personId },
    data: {
      idCipher: encryptField(number, `person:id:${personId}`),
      idBlindIndex: blindIndex(`cn_id:${number}`),
      idLast4: number.slice(-4),
      birthDate: dateColumn(birthDate),
      sex,
    },
  })
  return { ...rest, idNumber: 'stored' }
}

const NUMBERS_AN_HOUR = 20

/** Age from 16 to 100, and nobody else's number. */
async function idNumberFault(tx: Tx, personId: string, id: IdNumber, today: CalendarDate): Promise<string | null> {
  if (addMonths(id.birthDate, 16 * 12) > today || addMonths(id.birthDate, 100 * 12) < today) return 'id_number.age'
  const index = blindIndex(`cn_id:${id.number}`)
  const own = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { state: true, idBlindIndex: true } })
  // what the window has seen with its own eyes is changed at the window
  if (own.state === 'verified' && own.idBlindIndex && !equalBytes(own.idBlindIndex, index)) return 'id_number.verified'
  // the answer tells whether somebody has this number: enough tries for a typist, too few to try numbers out
  if (!own.idBlindIndex || !equalBytes(own.idBlindIndex, index)) await consume('id-number', personId, NUMBERS_AN_HOUR, 3600)
  const where = { idType: 'cn_id', idBlindIndex: index, id: { not: personId } }
  return (await tx.person.findFirst({ where, select: { id: true } })) ? 'id_number.registered' : null
}
