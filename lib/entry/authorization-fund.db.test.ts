// Persona × command × object for the fund's books, from the table in e2e/gates/matrix-fund.ts.
import { randomUUID } from 'node:crypto'
import { type FundPersona, fundPersonas, fundRows, fundStages } from '@/e2e/gates/matrix-fund'
import { at, ctxOf } from '@/e2e/support/db'
import { closeLine } from '@/lib/foundation/fund/server/commands/close-line'
import { decideBudget } from '@/lib/foundation/fund/server/commands/decide-budget'
import { decideReversal } from '@/lib/foundation/fund/server/commands/decide-reversal'
import { decideTransfer } from '@/lib/foundation/fund/server/commands/decide-transfer'
import { exportBooks } from '@/lib/foundation/fund/server/commands/export-books'
import { proposeBudget } from '@/lib/foundation/fund/server/commands/propose-budget'
import { proposeReversal } from '@/lib/foundation/fund/server/commands/propose-reversal'
import { proposeTransfer } from '@/lib/foundation/fund/server/commands/propose-transfer'
import { settleCommitment } from '@/lib/foundation/fund/server/commands/settle'
import { commitFunds } from '@/lib/foundation/fund/server/door'
import type { RoleCode } from '@/lib/kernel/actor'
import { fen } from '@/lib/kernel/money'
import { exportPerformance } from '@/lib/overview/fund-report/server/commands/export-performance'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const roles: Readonly<Record<Exclude<FundPersona, 'anonymous'>, readonly RoleCode[]>> = {
  applicant: ['applicant'],
  intake: ['intake'],
  space: ['space'],
  finance: ['finance'],
  finance_second: ['finance'],
  leader: ['leader'],
  both: ['leader', 'finance'],
  auditor: ['auditor'],
  chair: ['chair'],
  bank: ['bank'],
  sys_admin: ['sys_admin'],
}

interface Target {
  readonly fromLineId: string
  readonly toLineId: string
  readonly budgetId: string
  readonly transferId: string
  readonly correctionId: string
  readonly txnId: string
  readonly lineId: string
  readonly caseId: string
}

const none = randomUUID()
const reason = '试一试权限'
const budget = { year: 2027, code: 'grant', amount: fen(100), reason }
const settlement = (target: Target, stage: 'committed' = 'committed') => ({
  lineId: target.lineId,
  caseId: target.caseId,
  stage,
  how: 'release' as const,
  reason,
})

async function start() {
  const cast = new Map<FundPersona, MadePerson>()
  for (const persona of fundPersonas) if (persona !== 'anonymous') cast.set(persona, await makePerson(db, '何静', [...roles[persona]]))
  let now = at('2026-11-25')
  const contextOf = (persona: FundPersona): Ctx => {
    const person = cast.get(persona)
    return person && persona !== 'anonymous' ? ctxOf(person, roles[persona], now) : makeCtx(null, { clock: now })
  }
  const lines = new Map((await db.fundLine.findMany({ where: { year: 2026 } })).map((line) => [line.code, line.id]))
  const line = (code: string) => lines.get(code) ?? ''
  const caseId = randomUUID()
  const commit = (ref: string, lineId: string) => db.$transaction((tx) => commitFunds(tx, contextOf('finance'), { lineId, caseId, amountFen: 100n, ref }))
  const first = await commit('first', line('grant'))
  const second = await commit('second', line('grant'))
  await commit('third', line('mentor'))
  const transfer = { fromLineId: line('reserve'), toLineId: line('grant'), amount: fen(100), reason }
  const { id: transferId } = await proposeTransfer(contextOf('finance'), transfer)
  const { id: budgetId } = await proposeBudget(contextOf('finance'), budget)
  const { id: correctionId } = await proposeReversal(contextOf('finance'), { txnId: String(first.txnId), reason })
  const target: Target = {
    fromLineId: line('reserve'),
    toLineId: line('grant'),
    budgetId,
    transferId,
    correctionId,
    txnId: String(second.txnId),
    lineId: line('mentor'),
    caseId,
  }
  return {
    contextOf,
    target: async () => target,
    async advanceTo(stage: (typeof fundStages)[number]) {
      if (stage !== 'proposed') now = at('2026-12-28')
      if (stage === 'settled') await settleCommitment(contextOf('finance'), settlement(target))
    },
  }
}

tellChapter({
  stages: fundStages,
  personas: fundPersonas,
  rows: fundRows,
  calls: {
    'fund.propose_budget': (ctx) => proposeBudget(ctx, budget),
    'fund.decide_budget': (ctx, t: Target) => decideBudget(ctx, { id: t.budgetId, outcome: 'approved' }),
    'fund.propose_transfer': (ctx, t: Target) => proposeTransfer(ctx, { fromLineId: t.fromLineId, toLineId: t.toLineId, amount: fen(100), reason }),
    'fund.decide_transfer': (ctx, t: Target) => decideTransfer(ctx, { id: t.transferId, outcome: 'approved' }),
    'fund.propose_reversal': (ctx, t: Target) => proposeReversal(ctx, { txnId: t.txnId, reason }),
    'fund.decide_reversal': (ctx, t: Target) => decideReversal(ctx, { id: t.correctionId, outcome: 'approved' }),
    'fund.export': (ctx) => exportBooks(ctx, { year: 2026 }),
    'fund.export_performance': (ctx) => exportPerformance(ctx, { year: 2026 }),
    'fund.settle': (ctx, t: Target) => settleCommitment(ctx, settlement(t)),
    'fund.close_line': (ctx, t: Target) => closeLine(ctx, { lineId: t.lineId }),
  },
  missing: { fromLineId: none, toLineId: none, budgetId: none, transferId: none, correctionId: none, txnId: '999999999', lineId: none, caseId: none },
  start,
})
