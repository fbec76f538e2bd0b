'use server'

import { closeLineSchema, decideSchema, proposeReversalSchema, proposeTransferSchema, settleSchema } from '@/lib/foundation/fund/model/schema'
import { closeLine as closeLineCommand } from '@/lib/foundation/fund/server/commands/close-line'
import { decideReversal as decideReversalCommand } from '@/lib/foundation/fund/server/commands/decide-reversal'
import { decideTransfer as decideTransferCommand } from '@/lib/foundation/fund/server/commands/decide-transfer'
import { proposeReversal as proposeReversalCommand } from '@/lib/foundation/fund/server/commands/propose-reversal'
import { proposeTransfer as proposeTransferCommand } from '@/lib/foundation/fund/server/commands/propose-transfer'
import { settleCommitment as settleCommand } from '@/lib/foundation/fund/server/commands/settle'
import { action } from '@/lib/platform/action'

export const proposeTransfer = action('fund.propose_transfer', proposeTransferSchema, proposeTransferCommand)
export const decideTransfer = action('fund.decide_transfer', decideSchema, decideTransferCommand)
export const proposeReversal = action('fund.propose_reversal', proposeReversalSchema, proposeReversalCommand)
export const decideReversal = action('fund.decide_reversal', decideSchema, decideReversalCommand)
export const settleCommitment = action('fund.settle', settleSchema, settleCommand)
export const closeLine = action('fund.close_line', closeLineSchema, closeLineCommand)
