import 'server-only'
import { type CaseRow, hardRelation, lockCase, subjectOf } from '@/lib/foundation/casework/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type AgreementState, agreementMachine, clawbackMachine, instalmentMachine, milestoneMachine } from '../model/machine'
import type { SupportSubject } from '../model/policy'

const include = {
  instalments: { orderBy: { no: 'asc' }, include: { payee: true } },
  milestones: { orderBy: { no: 'asc' } },
  clawbacks: { orderBy: { openedAt: 'asc' } },
} satisfies Prisma.SupportAgreementInclude

export type AgreementRow = Prisma.SupportAgreementGetPayload<{ include: typeof include }>
export type InstalmentRow = AgreementRow['instalments'][number]
export type MilestoneRow = AgreementRow['milestones'][number]
export type ClawbackRow = AgreementRow['clawbacks'][number]

/** An agreement with its case, both locked; money of one case moves in one transaction at a time. */
export interface Locked {
  readonly row: AgreementRow
  readonly case: CaseRow
}

/** What stands for an agreement: its number, or something that belongs to it. */
export type AgreementKey = { number: string } | { instalmentId: string } | { milestoneId: string } | { clawbackNo: string }

async function idOf(tx: Tx, key: AgreementKey): Promise<string | null> {
  if ('number' in key) return (await tx.supportAgreement.findUnique({ where: { number: key.number }, select: { id: true } }))?.id ?? null
  if ('instalmentId' in key) return (await tx.instalment.findUnique({ where: { id: key.instalmentId }, select: { agreementId: true } }))?.agreementId ?? null
  if ('milestoneId' in key) return (await tx.milestone.findUnique({ where: { id: key.milestoneId }, select: { agreementId: true } }))?.agreementId ?? null
  return (await tx.clawback.findUnique({ where: { number: key.clawbackNo }, select: { agreementId: true } }))?.agreementId ?? null
}

/** Locks the case and its agreement, in this order everywhere; `not_found` when there is none. */
export async function lockAgreement(tx: Tx, key: AgreementKey): Promise<Locked> {
  const id = await idOf(tx, key)
  if (!id) throw AppError.notFound()
  const { caseId } = await tx.supportAgreement.findUniqueOrThrow({ where: { id }, select: { caseId: true } })
  const found = await lockCase(tx, { id: caseId })
  await tx.$queryRaw`SELECT 1 FROM support_agreement WHERE id = ${id}::uuid FOR UPDATE`
  return { case: found, row: await tx.supportAgreement.findUniqueOrThrow({ where: { id }, include }) }
}

/** The subject of the policies: whose it is, and how near the actor is to it. */
export async function subjectFor(tx: Pick<Tx, '$queryRaw'>, actor: Actor | null, found: CaseRow, more: Partial<SupportSubject> = {}): Promise<SupportSubject> {
  const { applicantPersonId, teamPersonIds, leftPersonIds } = subjectOf(found)
  // the applicant and the team are told what is theirs; only strangers to the team are asked for relations
  const own = actor !== null && teamPersonIds.includes(actor.personId)
  const related = actor && !own ? await hardRelation(tx, actor.personId, found.id) : null
  return { applicantPersonId, teamPersonIds, related, ...(leftPersonIds ? { leftPersonIds } : {}), ...more }
}

const changed = (state: string) => AppError.conflict('support.state_changed', { state })

/** A form drawn from an older row is not acted on. */
export function assertSeen(row: { readonly version: number; readonly state: string }, version: number): void {
  if (row.version !== version) throw changed(row.state)
}

/** Compare-and-set on state and version. */
export async function moveAgreement(
  tx: Tx,
  row: Pick<AgreementRow, 'id' | 'state' | 'version'>,
  event: 'sign' | 'counter_sign' | 'complete' | 'end',
  data: Prisma.SupportAgreementUncheckedUpdateManyInput = {},
): Promise<AgreementState> {
  const next = step(agreementMachine, row.state, event)
  if (!next.ok) throw changed(row.state)
  const saved = await tx.supportAgreement.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw changed(row.state)
  return next.value
}

export async function moveInstalment(
  tx: Tx,
  row: Pick<InstalmentRow, 'id' | 'state' | 'version'>,
  event: 'request' | 'check' | 'approve' | 'pay' | 'send_back' | 'cancel' | 'reopen',
  data: Prisma.InstalmentUncheckedUpdateManyInput = {},
): Promise<void> {
  const next = step(instalmentMachine, row.state, event)
  if (!next.ok) throw changed(row.state)
  const saved = await tx.instalment.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw changed(row.state)
}

export async function moveMilestone(
  tx: Tx,
  row: Pick<MilestoneRow, 'id' | 'state' | 'version'>,
  event: 'report' | 'accept' | 'send_back',
  data: Prisma.MilestoneUncheckedUpdateManyInput,
): Promise<void> {
  const next = step(milestoneMachine, row.state, event)
  if (!next.ok) throw changed(row.state)
  const saved = await tx.milestone.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw changed(row.state)
}

export async function moveClawback(
  tx: Tx,
  row: Pick<ClawbackRow, 'id' | 'state' | 'version'>,
  event: 'send_notice' | 'answer' | 'decide' | 'receive' | 'settle' | 'sue' | 'write_off',
  data: Prisma.ClawbackUncheckedUpdateManyInput = {},
): Promise<Pick<ClawbackRow, 'id' | 'state' | 'version'>> {
  const next = step(clawbackMachine, row.state, event)
  if (!next.ok) throw changed(row.state)
  const saved = await tx.clawback.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw changed(row.state)
  return { id: row.id, state: next.value, version: row.version + 1 }
}

/** The part of an agreement that a command names; the lock found the agreement by it, so it is there. */
export function partOf<T extends { readonly id: string }>(parts: readonly T[], id: string): T {
  const part = parts.find((one) => one.id === id)
  if (!part) throw AppError.notFound()
  return part
}

export const userIdOf = (ctx: Ctx): string => ctx.actor?.userId ?? ''
