import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import { encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { openCase } from '../../casework/server/door'
import { enqueueScreening } from '../../screening/server/door'
import { formOf, supportsOf } from '../model/application-form'
import type { ApplicationRecord } from '../model/applications'

/** A row as it is stored: the identity number encrypted, with its keyed hash and last four signs. */
export interface StoredApplication extends Omit<ApplicationRecord, 'idNumber'> {
  readonly idCipher: string
  readonly idIndex: string
  readonly idLast4: string
}

const day = (text: string) => dateColumn(calendarDate(text))

const particularsOf = (record: StoredApplication) => ({
  name: record.leader,
  phone: record.phone,
  email: record.email || null,
  degree: record.degree,
  school: record.school,
  major: record.major,
  graduatedOn: day(`${record.graduatedOn}-01`),
})

/** The person by identity number: the one known already, or a new one in state `imported`. */
async function personOf(tx: Tx, record: StoredApplication, idNumber: string): Promise<string> {
  const idBlindIndex = Buffer.from(record.idIndex, 'hex')
  const known = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex }, select: { id: true, mergedIntoId: true } })
  if (known) return known.mergedIntoId ?? known.id
  const { id } = await tx.person.create({ data: { state: 'imported', source: 'ledger', ...particularsOf(record) }, select: { id: true } })
  await tx.person.update({
    where: { id },
    data: { idCipher: encryptField(idNumber, `person:id:${id}`), idBlindIndex, idLast4: record.idLast4, birthDate: day(record.birthDate), sex: record.sex },
  })
  return id
}

async function newVenture(tx: Tx, record: StoredApplication, personId: string, now: Date): Promise<string> {
  const others = record.members.filter((member) => member.name !== record.leader)
  const venture = await tx.venture.create({
    data: {
      name: record.name,
      field: record.field,
      oneLine: record.oneLine,
      source: 'application_ledger',
      teamSize: record.teamSize,
      ledger: { applicationNo: record.no, wantedStage: record.wantedStage, filedOn: record.filedOn, note: record.note },
      members: {
        create: [
          { personId, name: record.leader, phone: record.phone, role: 'lead', duty: '负责人', founder: true, joinedAt: now },
          ...others.map(({ name, duty }) => ({ name, duty, role: 'member' })),
        ],
      },
    },
    select: { id: true },
  })
  return venture.id
}

const materialRules = z.array(z.object({ key: z.string(), name: z.string(), required: z.boolean() }))

/**
 * One application with a case per support. It is received today: the clocks of the window begin with the import, the
 * day on which the paper form was filled in stays in the data.
 */
export async function createApplication(tx: Tx, ctx: Ctx, record: StoredApplication, idNumber: string): Promise<void> {
  const personId = await personOf(tx, record, idNumber)
  const ventureId = await newVenture(tx, record, personId, ctx.clock.now())
  const now = ctx.clock.now()
  // the latest call that is open for what such a ledger asks
  const round = await tx.round.findFirstOrThrow({
    where: {
      programmeCode: 'climber',
      publishedAt: { not: null },
      measures: { hasEvery: ['office', 'flat', 'loan'] },
      opensAt: { lte: now },
      OR: [{ closesAt: null }, { closesAt: { gt: now } }],
    },
    orderBy: { opensAt: 'desc' },
  })
  const application = await tx.application.create({
    data: {
      personId,
      ventureId,
      roundId: round.id,
      state: 'submitted',
      formVersion: round.formVersion,
      data: formOf(record),
      externalNo: record.no,
      source: 'ledger',
      createdAt: now,
      savedAt: now,
      submittedAt: now,
    },
    select: { id: true },
  })
  const measures = await tx.measure.findMany()
  const cases: string[] = []
  for (const { measureCode, quantity, amountFen } of supportsOf(record)) {
    const measure = measures.find((one) => one.code === measureCode)
    if (!measure) throw AppError.notFound()
    const { caseNo } = await openCase(tx, ctx, {
      applicationId: application.id,
      measureCode,
      personId,
      title: record.name,
      quantity,
      amountFen,
      phoneTail: record.phone.slice(-4),
      materials: materialRules.parse(measure.materials).map(({ key, name, required }) => ({ key, name, required, fileId: null })),
    })
    cases.push(caseNo)
  }
  await enqueueScreening(tx, application.id)
  await recordAudit(tx, ctx, { type: 'application.imported', subject: { kind: 'application', id: application.id }, detail: { externalNo: record.no, cases } })
}

/** Applies a changed row to the application and its venture; the person's own entries are left alone once they registered. */
export async function changeApplication(tx: Tx, ctx: Ctx, record: StoredApplication, changed: ReadonlySet<string>): Promise<void> {
  const row = await tx.application.findUnique({ where: { externalNo: record.no }, include: { person: true } })
  if (!row) throw AppError.rule('import.gone_meanwhile')
  if (changed.has('idIndex')) throw AppError.rule('import.person_changed')
  const data: Prisma.InputJsonObject = { ...(row.data as Prisma.JsonObject), ...formOf(record) }
  await tx.application.update({ where: { id: row.id }, data: { data, version: { increment: 1 }, savedAt: ctx.clock.now() } })
  if (row.person.state === 'imported') await tx.person.update({ where: { id: row.personId }, data: particularsOf(record) })
  if (row.ventureId) {
    const { name, field, oneLine, teamSize } = record
    await tx.venture.update({ where: { id: row.ventureId }, data: { name, field, oneLine, teamSize } })
    if (changed.has('members')) await changeMembers(tx, row.ventureId, record, ctx.clock.now())
  }
  await enqueueScreening(tx, row.id)
  await recordAudit(tx, ctx, { type: 'application.reimported', subject: { kind: 'application', id: row.id }, detail: { fields: [...changed] } })
}

async function changeMembers(tx: Tx, ventureId: string, record: StoredApplication, now: Date): Promise<void> {
  const before = await tx.ventureMember.findMany({ where: { ventureId, role: 'member', leftAt: null, personId: null } })
  const named = record.members.filter((member) => member.name !== record.leader)
  const gone = before.filter((member) => !named.some((one) => one.name === member.name))
  await tx.ventureMember.updateMany({ where: { id: { in: gone.map((member) => member.id) } }, data: { leftAt: now } })
  for (const { name, duty } of named) {
    const known = before.find((member) => member.name === name)
    if (known) await tx.ventureMember.update({ where: { id: known.id }, data: { duty } })
    else await tx.ventureMember.create({ data: { ventureId, name, duty, role: 'member' } })
  }
}
