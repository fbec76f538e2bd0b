'use server'

import {
  closeLineSchema,
  decideSchema,
  proposeBudgetSchema,
  proposeReversalSchema,
  proposeTransferSchema,
  settleSchema,
} from '@/lib/foundation/fund/model/schema'
import { closeLine as closeLineCommand } from '@/lib/foundation/fund/server/commands/close-line'
import { decideBudget as decideBudgetCommand } from '@/lib/foundation/fund/server/commands/decide-budget'
import { decideReversal as decideReversalCommand } from '@/lib/foundation/fund/server/commands/decide-reversal'
import { decideTransfer as decideTransferCommand } from '@/lib/foundation/fund/server/commands/decide-transfer'
import { proposeBudget as proposeBudgetCommand } from '@/lib/foundation/fund/server/commands/propose-budget'
import { proposeReversal as proposeReversalCommand } from '@/lib/foundation/fund/server/commands/propose-reversal'
import { proposeTransfer as proposeTransferCommand } from '@/lib/foundation/fund/server/commands/propose-transfer'
import { settleCommitment as settleCommand } from '@/lib/foundation/fund/server/commands/settle'
import { action } from '@/lib/platform/action'

export const proposeBudget = action('fund.propose_budget', proposeBudgetSchema, proposeBudgetCommand)
export const decideBudget = action('fund.decide_budget', decideSchema, decideBudgetCommand)
export const proposeTransfer = action('fund.propose_transfer', proposeTransferSchema, proposeTransferCommand)
export const decideTransfer = action('fund.decide_transfer', decideSchema, decideTransferCommand)
export const proposeReversal = action('fund.propose_reversal', proposeReversalSchema, proposeReversalCommand)
export const decideReversal = action('fund.decide_reversal', decideSchema, decideReversalCommand)
export const settleCommitment = action('fund.settle', settleSchema, settleCommand)
export const closeLine = action('fund.close_line', closeLineSchema, closeLineCommand)
