import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { nextStep, type SignatureDecision, type SignedStep } from '../../model/chain'
import { assertMay, type CaseRow, subjectFor } from '../repo'
import { chainFacts } from './position'

export interface NewSignature {
  readonly step: SignedStep
  readonly decision: SignatureDecision
  readonly reason: string
  /** Places and money that the signer stands for; by default what the case asks. */
  readonly quantity?: number | undefined
  readonly amountFen?: bigint | undefined
  /** From opening the page to the signature. */
  readonly seconds?: number | undefined
}

/**
 * A signature of the current round, by whoever acts. Refused here as by the database: another one's role (`not_found`), one's
 * own or a related case (`policy.own_case`, `policy.related_case`), a second signature of one person (`policy.signed_already`),
 * a step that is not next (`case.not_next_step`).
 */
export async function signCase(tx: Tx, ctx: Ctx, row: CaseRow, input: NewSignature): Promise<void> {
  assertMay(ctx, `case.${input.step}`, await subjectFor(tx, ctx.actor, row))
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const next = nextStep(await chainFacts(tx, row, ctx.clock.today()))
  if (next?.step !== input.step) throw AppError.conflict('case.not_next_step', { step: input.step, next: next?.step ?? '' })
  const concurs = input.decision === 'concur'
  await tx.caseSignature.createMany({
    data: [
      {
        caseId: row.id,
        step: input.step,
        round: row.signatureRound,
        decision: input.decision,
        reason: input.reason,
        quantity: concurs ? (input.quantity ?? row.quantity) : null,
        amountFen: concurs ? (input.amountFen ?? row.amountFen) : null,
        signedBy: ctx.actor.userId,
        signerName: ctx.actor.name,
        caseVersion: row.version,
        seconds: input.seconds ?? null,
        at: ctx.clock.now(),
      },
    ],
  })
}
