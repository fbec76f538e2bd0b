import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can, NOT_YOURS } from '@/lib/kernel/policy'
import { recordAudit } from '@/lib/platform/audit'
import { db } from '@/lib/platform/db'
import { openFile } from '@/lib/platform/files'
import type { Prisma } from '@/prisma/generated/client'
import { drawDocument } from '../../document/server/door'
import { filePolicy } from '../model/file-policy'
import { casePolicy } from '../model/policy'
import { subjectOf } from './repo'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const team = { venture: { include: { members: { where: { leftAt: null } } } } } satisfies Prisma.ApplicationInclude
const ofCase = {
  application: { include: team },
  signatures: true,
  materials: true,
  clocks: { include: { pauses: true } },
  measure: true,
} satisfies Prisma.CaseInclude

export interface OpenedPaper {
  readonly name: string
  readonly mediaType: string
  readonly body: ReadableStream<Uint8Array> | Buffer
  readonly size: number
}

/** Who reads: refusals look like missing things and leave a row; reading by staff leaves one too. */
interface Reader {
  readonly actor: Actor | null
  readonly requestId: string
}

async function refuse(reader: Reader, type: string, subject: { kind: string; id: string }): Promise<never> {
  await recordAudit(db, reader, { type, subject, outcome: 'denied', reason: NOT_YOURS })
  throw AppError.notFound()
}

/** An uploaded file for somebody who may read it; `not_found` for everybody else. */
export async function readFile(reader: Reader, id: string): Promise<OpenedPaper> {
  const include = { application: { include: team }, materials: { include: { case: { include: ofCase } } } } satisfies Prisma.StoredFileInclude
  const row = uuid.test(id) ? await db.storedFile.findUnique({ where: { id }, include }) : null
  if (!row || row.deletedAt) return refuse(reader, 'file.read', { kind: 'file', id: uuid.test(id) ? id : 'unknown' })
  const members = row.application?.venture?.members ?? []
  const subject = {
    ownerPersonId: row.ownerPersonId,
    teamPersonIds: members.flatMap((m) => (m.personId ? [m.personId] : [])),
    purpose: row.purpose,
    cases: row.materials.map((material) => subjectOf(material.case)),
  }
  if (!can(filePolicy, 'file.read', reader.actor, subject).allow) return refuse(reader, 'file.read', { kind: 'file', id })
  if (reader.actor?.personId !== row.ownerPersonId && !subject.teamPersonIds.includes(reader.actor?.personId ?? ''))
    await recordAudit(db, reader, { type: 'file.read', subject: { kind: 'file', id }, detail: { purpose: row.purpose } })
  return { name: row.name, mediaType: row.mediaType, body: await openFile(row.sha256), size: row.size }
}

const readersSchema = z.object({ roles: z.array(z.string()).default([]), userIds: z.array(z.string()).default([]) })

/** Named when the document was issued: by role, or one by one. */
function isReader(actor: Actor | null, stored: unknown): boolean {
  const { roles, userIds } = readersSchema.parse(stored)
  return actor !== null && (userIds.includes(actor.userId) || roles.some((role) => (actor.roles as ReadonlySet<string>).has(role)))
}

/** An issued document as PDF, drawn from its row: for the holder, the team, and staff who may read the case. */
export async function readDocument(reader: Reader, id: string): Promise<OpenedPaper> {
  const row = uuid.test(id) ? await db.document.findUnique({ where: { id }, include: { case: { include: ofCase } } }) : null
  if (!row) return refuse(reader, 'document.read', { kind: 'document', id: uuid.test(id) ? id : 'unknown' })
  const subject = row.case ? subjectOf(row.case) : null
  const own =
    (row.personId !== null && reader.actor?.personId === row.personId) || (subject !== null && can(casePolicy, 'case.read_own', reader.actor, subject).allow)
  const staff = subject !== null && can(casePolicy, 'case.read', reader.actor, subject).allow
  if (!own && !staff && !isReader(reader.actor, row.readers)) return refuse(reader, 'document.read', { kind: 'document', id })
  if (!own) await recordAudit(db, reader, { type: 'document.read', subject: { kind: 'document', id } })
  const { name, pdf } = await drawDocument(row)
  return { name, mediaType: 'application/pdf', body: pdf, size: pdf.length }
}
