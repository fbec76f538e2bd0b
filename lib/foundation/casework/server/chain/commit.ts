import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { commitFunds, type Line, lineOfRound } from '../../../fund/server/door'
import type { CaseRow } from '../repo'

type Paid = Pick<CaseRow, 'id' | 'caseNo' | 'amountFen'> & {
  readonly application: { readonly roundId: string }
  readonly measure: { readonly fundSources: readonly { readonly code: string }[] }
}

/**
 * The line that pays for this case: the one of its round, when the support is money and comes out of the fund of that line. Free
 * places cost no cash, and a loan of another fund is not booked here.
 */
export async function payingLine(client: Tx, row: Paid): Promise<Line | null> {
  if (row.amountFen === null) return null
  const line = await lineOfRound(client, row.application.roundId)
  return line && row.measure.fundSources.some((fund) => fund.code === line.fund) ? line : null
}

/** 承诺 in the transaction of the decision. Not enough left refuses the decision (`fund.insufficient`): nothing changes. */
export async function commitCase(tx: Tx, ctx: Ctx, row: Paid, amountFen: bigint | null): Promise<void> {
  const line = amountFen === null ? null : await payingLine(tx, row)
  if (!line || amountFen === null) return
  const { status, availableFen } = await commitFunds(tx, ctx, { lineId: line.id, caseId: row.id, amountFen, ref: row.caseNo })
  if (status === 'insufficient') throw AppError.rule('fund.insufficient', { line: line.name, availableFen: availableFen.toString() })
  if (status === 'duplicate') throw AppError.conflict('already_done')
}
