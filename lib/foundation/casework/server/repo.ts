import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError, type ErrorParams } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { can } from '@/lib/kernel/policy'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type ChainStep, type Signature, standing } from '../model/chain'
import { type CaseFacts, obstacle, type Verb } from '../model/decision'
import { type CaseState, caseMachine, isGranted } from '../model/machine'
import { type CaseSubject, casePolicy } from '../model/policy'
import { chainSteps } from './chain/position'
import { hardRelation } from './chain/related'

const include = {
  application: { include: { venture: { include: { members: true } }, round: true } },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  measure: { include: { fundSources: { select: { code: true } } } },
  materials: { orderBy: { key: 'asc' } },
} satisfies Prisma.CaseInclude

/** With the steps of the sign-off chain of its round. */
export type CaseRow = Prisma.CaseGetPayload<{ include: typeof include }> & { readonly chain: readonly ChainStep[] }

/** The case, locked for this transaction; `not_found` when there is none. */
export async function findForUpdate(tx: Tx, where: { id: string } | { caseNo: string }): Promise<CaseRow> {
  if ('id' in where) await tx.$queryRaw`SELECT 1 FROM case_file WHERE id = ${where.id}::uuid FOR UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM case_file WHERE case_no = ${where.caseNo} FOR UPDATE`
  const row = await tx.case.findFirst({ where, include })
  if (!row) throw AppError.notFound()
  return { ...row, chain: await chainSteps(tx, row.application.round.chain) }
}

/** As much of a case as says who is near to it. */
type Near = Pick<CaseRow, 'personId' | 'acceptedBy' | 'measureCode' | 'state' | 'signatureRound'> & {
  readonly application: { readonly submittedAt: Date | null; readonly venture: Pick<NonNullable<CaseRow['application']['venture']>, 'members'> | null }
  readonly signatures: readonly Signature[]
  /** Without it nobody signs. */
  readonly chain?: readonly ChainStep[]
}

export function subjectOf(row: Near): CaseSubject {
  const members = row.application.venture?.members ?? []
  const { submittedAt } = row.application
  const ids = (some: typeof members) => some.flatMap((member) => (member.personId ? [member.personId] : []))
  const { chain: steps = [], signatures, signatureRound: round } = row
  return {
    applicantPersonId: row.personId,
    teamPersonIds: [...new Set([row.personId, ...ids(members.filter((one) => !one.leftAt))])],
    leftPersonIds: ids(members.filter((one) => one.leftAt && submittedAt && one.leftAt >= submittedAt)),
    acceptedBy: row.acceptedBy,
    steps,
    signers: standing({ steps, signatures, round }).map((signature) => signature.signedBy),
    measureCode: row.measureCode,
    approved: isGranted(row.state),
  }
}

/** The same with what the relationship graph says about this actor; asked before every signature. */
export async function subjectFor(client: Pick<Tx, '$queryRaw'>, actor: Actor | null, row: Near & { readonly id: string }): Promise<CaseSubject> {
  const why = actor ? await hardRelation(client, actor.personId, row.id) : null
  return { ...subjectOf(row), related: why && actor ? { [actor.personId]: why } : {} }
}

/** May this person? A related case is refused with the class of the relation, so that they can read why. */
export function assertMay(ctx: Ctx, action: keyof typeof casePolicy, subject: CaseSubject): void {
  const decision = can(casePolicy, action, ctx.actor, subject)
  if (!decision.allow && decision.reason === 'policy.related_case') throw new AppError('denied', decision.reason, whyNear(ctx.actor, subject))
  ctx.assertCan(casePolicy, action, subject)
}

/** The class of the relation, for the sentence of the refusal. */
export const whyNear = (actor: Actor | null, subject: CaseSubject): ErrorParams => ({ why: (actor && subject.related?.[actor.personId]) ?? '' })

type Facts = Pick<CaseRow, 'state' | 'clocks' | 'noticesSent' | 'materials'> & { readonly measure: Pick<CaseRow['measure'], 'promisedDays' | 'statutoryDays'> }

export function factsOf(row: Facts): CaseFacts {
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
  /** Who is named in the history in place of the person who acted: experts stay unnamed to applicant and public. */
  readonly by?: string
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
      actorName: event.by ?? ctx.actor?.name ?? null,
      params: event.params ?? {},
      at: ctx.clock.now(),
    },
  })
}
