import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type CaseFacts, obstacle, type Verb } from '../model/decision'
import { type CaseState, caseMachine } from '../model/machine'
import type { CaseSubject } from '../model/policy'

const include = {
  application: { include: { venture: { include: { members: true } }, round: true } },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  measure: true,
  materials: { orderBy: { key: 'asc' } },
} satisfies Prisma.CaseInclude

export type CaseRow = Prisma.CaseGetPayload<{ include: typeof include }>

/** The case, locked for this transaction; `not_found` when there is none. */
export async function findForUpdate(tx: Tx, where: { id: string } | { caseNo: string }): Promise<CaseRow> {
  if ('id' in where) await tx.$queryRaw`SELECT 1 FROM case_file WHERE id = ${where.id}::uuid FOR UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM case_file WHERE case_no = ${where.caseNo} FOR UPDATE`
  const row = await tx.case.findFirst({ where, include })
  if (!row) throw AppError.notFound()
  return row
}

/** As much of a case as says who is near to it. */
type Near = Pick<CaseRow, 'personId' | 'acceptedBy' | 'measureCode' | 'state'> & {
  readonly application: { readonly submittedAt: Date | null; readonly venture: Pick<NonNullable<CaseRow['application']['venture']>, 'members'> | null }
  readonly signatures: readonly { readonly signedBy: string }[]
}

export function subjectOf(row: Near): CaseSubject {
  const members = row.application.venture?.members ?? []
  const { submittedAt } = row.application
  const ids = (some: typeof members) => some.flatMap((member) => (member.personId ? [member.personId] : []))
  return {
    applicantPersonId: row.personId,
    teamPersonIds: [...new Set([row.personId, ...ids(members.filter((one) => !one.leftAt))])],
    leftPersonIds: ids(members.filter((one) => one.leftAt && submittedAt && one.leftAt >= submittedAt)),
    acceptedBy: row.acceptedBy,
    signers: row.signatures.map((signature) => signature.signedBy),
    measureCode: row.measureCode,
    approved: row.state === 'approved',
  }
}

export function factsOf(row: Pick<CaseRow, 'state' | 'clocks' | 'noticesSent' | 'measure' | 'materials'>): CaseFacts {
  const handling = row.clocks.find((clock) => clock.phase === 'handling' && !clock.stoppedOn)
  return {
    state: row.state as CaseState,
    handling: handling !== undefined,
    paused: handling?.pauses.some((pause) => !pause.toOn) ?? false,
    noticesSent: row.noticesSent,
    hasDays: row.measure.promisedDays !== null && row.measure.statutoryDays !== null,
    materials: row.materials.map((m) => ({ key: m.key, name: m.name, required: m.required, hasFile: m.fileId !== null, state: m.state })),
  }
}

/** Stops the command when the facts forbid the step, with the same code that the decision bar shows. */
export function assertPossible(verb: Verb, row: CaseRow): void {
  const fault = obstacle(verb, factsOf(row))
  if (fault) throw AppError.rule(fault.code, fault.params)
}

/** The state that follows; an event that does not fit is told as what happened meanwhile. */
export function nextState(row: CaseRow, event: Parameters<typeof step<CaseState, string>>[2]): CaseState {
  const next = step(caseMachine, row.state as CaseState, event as never)
  if (!next.ok) throw AppError.conflict('case.state_changed', { state: row.state })
  return next.value
}

/** Saves a new state only if nobody changed the case since `seenVersion` was read. */
export async function transition(tx: Tx, row: CaseRow, to: CaseState, data: Prisma.CaseUncheckedUpdateManyInput = {}): Promise<void> {
  const saved = await tx.case.updateMany({
    where: { id: row.id, version: row.version, state: row.state },
    data: { ...data, state: to, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('case.state_changed', { state: row.state })
}

/** A change that moves no state still ages every form drawn before it. */
export async function touch(tx: Tx, row: CaseRow, data: Prisma.CaseUncheckedUpdateManyInput = {}): Promise<void> {
  const saved = await tx.case.updateMany({ where: { id: row.id, version: row.version }, data: { ...data, version: row.version + 1 } })
  if (saved.count !== 1) throw AppError.conflict('case.state_changed', { state: row.state })
}

/** A form drawn from an older version of the case is refused, and told who changed it. */
export async function assertFresh(tx: Tx, row: CaseRow, seenVersion: number): Promise<void> {
  if (row.version === seenVersion) return
  const last = await tx.caseEvent.findFirst({ where: { caseId: row.id }, orderBy: { id: 'desc' } })
  throw AppError.conflict('case.stale', { by: last?.actorName ?? '—', at: last?.at.toISOString() ?? '' })
}

export interface NewEvent {
  readonly kind: string
  readonly audience: 'public' | 'applicant' | 'staff'
  readonly from?: CaseState
  readonly to?: CaseState
  readonly params?: Prisma.InputJsonObject
}

export async function addEvent(tx: Tx, ctx: Ctx, caseId: string, event: NewEvent): Promise<void> {
  await tx.caseEvent.create({
    data: {
      caseId,
      kind: event.kind,
      audience: event.audience,
      fromState: event.from ?? null,
      toState: event.to ?? null,
      actorId: ctx.actor?.userId ?? null,
      actorName: ctx.actor?.name ?? null,
      params: event.params ?? {},
      at: ctx.clock.now(),
    },
  })
}
