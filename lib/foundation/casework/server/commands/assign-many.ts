import 'server-only'
import type { z } from 'zod'
import { AppError, type ErrorParams } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { assignManySchema } from '../../model/schema'
import { assign } from './assign'

/** What became of one row of a bulk step; `code` says why it was left as it was. */
export interface RowResult {
  readonly caseNo: string
  readonly ok: boolean
  readonly code?: string
  readonly params?: ErrorParams
}

/** Gives several cases to one member of the window; each in a transaction of its own, so that one refusal stops no other. */
export const assignMany: Command<z.output<typeof assignManySchema>, { results: RowResult[] }> = async (ctx, input) => {
  const results: RowResult[] = []
  for (const { caseNo, version } of input.cases) {
    try {
      await assign(ctx, { caseNo, version, userId: input.userId })
      results.push({ caseNo, ok: true })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const subject = { kind: 'case', id: caseNo }
      await ctx.transaction((tx) => recordAudit(tx, ctx, { type: 'case.assign', subject, outcome: 'denied', reason: error.code }))
      const code = error.fields?.userId ?? error.code
      results.push({ caseNo, ok: false, code, params: error.params })
    }
  }
  return { results }
}
