import 'server-only'
import { type RoleCode, roleCodes } from '@/lib/kernel/actor'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { type ChainFacts, type ChainStep, type ChainStepName, isDecisive, isSignedStep, nextStep } from '../../model/chain'
import { type CaseState, isGranted } from '../../model/machine'
import type { CaseRow } from '../repo'

const isStep = (step: string): step is ChainStepName => isSignedStep(step) || step === 'expert_review' || step === 'public_notice'
const isRole = (role: string): role is RoleCode => roleCodes.some((one) => one === role)

/** The steps of a sign-off chain, from its rows. */
export async function chainSteps(client: Pick<Tx, 'chainStep'>, chain: string): Promise<ChainStep[]> {
  const rows = await client.chainStep.findMany({ where: { chain }, orderBy: { ordinal: 'asc' } })
  return rows.map(({ ordinal, step, role, days, aboveFen }) => {
    if (!isStep(step) || !isRole(role)) throw new Error(`chain ${chain}: unknown step ${step} or role ${role}`)
    return { ordinal, step, role, days, aboveFen }
  })
}

/** The names of the steps of every chain, in order. */
export async function stepsByChain(client: Pick<Tx, 'chainStep'>): Promise<ReadonlyMap<string, readonly ChainStepName[]>> {
  const rows = await client.chainStep.findMany({ orderBy: [{ chain: 'asc' }, { ordinal: 'asc' }], select: { chain: true, step: true } })
  const byChain = new Map<string, ChainStepName[]>()
  for (const { chain, step } of rows) if (isStep(step)) byChain.set(chain, [...(byChain.get(chain) ?? []), step])
  return byChain
}

/** Has the notice of the current round run its days, with no objection open? The database answers it for its own guard too. */
async function noticeOver(client: Pick<Tx, '$queryRaw'>, caseId: string, on: CalendarDate): Promise<boolean> {
  const rows = await client.$queryRaw<{ over: boolean }[]>`SELECT notice_cleared(${caseId}::uuid, ${on}::date) AS over`
  return rows[0]?.over ?? false
}

/** The last day of the latest published notice of each case; an approval is due from there. */
export async function noticeEnds(client: Pick<Tx, 'noticeLine'>, caseIds: readonly string[]): Promise<ReadonlyMap<string, CalendarDate>> {
  const lines = await client.noticeLine.findMany({
    where: { caseId: { in: [...caseIds] }, notice: { state: 'published', toOn: { not: null } } },
    orderBy: { notice: { publishedAt: 'asc' } },
    select: { caseId: true, notice: { select: { toOn: true } } },
  })
  return new Map(lines.flatMap(({ caseId, notice }) => (notice.toOn ? [[caseId, fromDateColumn(notice.toOn)] as const] : [])))
}

type Positioned = Pick<CaseRow, 'id' | 'state' | 'signatures' | 'signatureRound' | 'quantity' | 'amountFen' | 'chain'>

/** All that the chain needs to know of a case on a day. */
export async function chainFacts(client: Pick<Tx, '$queryRaw'>, row: Positioned, today: CalendarDate): Promise<ChainFacts> {
  return {
    steps: row.chain,
    state: row.state as CaseState,
    signatures: row.signatures,
    round: row.signatureRound,
    amountFen: proposalOf(row).amountFen,
    noticeOver: row.state === 'public_notice' && (await noticeOver(client, row.id, today)),
  }
}

/** Which step is next and whose it is; null before acceptance and when the case has ended. */
export const chainPosition = async (client: Pick<Tx, '$queryRaw'>, row: Positioned, today: CalendarDate): Promise<ChainStep | null> =>
  nextStep(await chainFacts(client, row, today))

type Proposed = Pick<CaseRow, 'state' | 'signatures' | 'signatureRound' | 'quantity' | 'amountFen'>

/**
 * The amount and the places that stand for now: what the last concurring signature says, or what was asked. A reconsideration
 * that amended the result stands over every signature; what it gives is in the case. The database's `amount_granted` says the same.
 */
export function proposalOf(row: Proposed): { quantity: number; amountFen: bigint | null } {
  if (row.state === 'amended') return { quantity: row.quantity, amountFen: row.amountFen }
  const last = row.signatures.filter((one) => isDecisive(one) && one.decision === 'concur' && one.round === row.signatureRound).at(-1)
  return { quantity: last?.quantity ?? row.quantity, amountFen: last?.amountFen ?? row.amountFen }
}

/** What was asked: the case says it until the support is given, then it says what was granted, and the first review what it was about. */
export function askedOf(row: Pick<CaseRow, 'state' | 'signatures' | 'amountFen'>): bigint | null {
  if (!isGranted(row.state)) return row.amountFen
  return row.signatures.find((one) => one.decision === 'concur' && one.amountFen !== null)?.amountFen ?? row.amountFen
}
