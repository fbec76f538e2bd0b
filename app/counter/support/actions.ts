'use server'

import {
  agreementSchema,
  approveSchema,
  checkSchema,
  clawbackSchema,
  closeSchema,
  decideSchema,
  draftSchema,
  endSchema,
  openClawbackSchema,
  payeeSchema,
  paySchema,
  receiveSchema,
  refusePayeeSchema,
  reopenSchema,
  reviewMilestoneSchema,
  sendBackSchema,
  unmaskSchema,
} from '@/lib/journeys/support/model/schema'
import { confirmAccount as confirm, refuseAccount as refuse, unmaskAccount as unmask } from '@/lib/journeys/support/server/commands/account'
import { decideClawback, openClawback as open, sendClawbackNotice } from '@/lib/journeys/support/server/commands/clawback'
import { draftAgreement } from '@/lib/journeys/support/server/commands/draft'
import { reviewMilestone as reviewCommand } from '@/lib/journeys/support/server/commands/milestone'
import { approvePayment, checkPayment, payInstalment, reopenPayment, sendBackPayment } from '@/lib/journeys/support/server/commands/pay'
import { receiveRepayment, sueForRest, writeOff as writeOffCommand } from '@/lib/journeys/support/server/commands/recover'
import { counterSign as counterSignCommand, endAgreement } from '@/lib/journeys/support/server/commands/sign'
import { action } from '@/lib/platform/action'

export const draft = action('support.draft', draftSchema, draftAgreement)
export const counterSign = action('support.counter_sign', agreementSchema, counterSignCommand)
export const end = action('support.end', endSchema, endAgreement)
export const confirmAccount = action('support.confirm_account', payeeSchema, confirm)
export const refuseAccount = action('support.refuse_account', refusePayeeSchema, refuse)
export const unmaskAccount = action('support.unmask_account', unmaskSchema, unmask)
export const check = action('support.check', checkSchema, checkPayment)
export const approve = action('support.approve', approveSchema, approvePayment)
export const sendBack = action('support.send_back', sendBackSchema, sendBackPayment)
export const pay = action('support.pay', paySchema, payInstalment)
export const reopen = action('support.reopen', reopenSchema, reopenPayment)
export const reviewMilestone = action('support.review_milestone', reviewMilestoneSchema, reviewCommand)
export const openClawback = action('support.open_clawback', openClawbackSchema, open)
export const sendNotice = action('support.send_notice', clawbackSchema, sendClawbackNotice)
export const decide = action('support.decide', decideSchema, decideClawback)
export const receive = action('support.receive', receiveSchema, receiveRepayment)
export const sue = action('support.sue', closeSchema, sueForRest)
export const writeOff = action('support.write_off', closeSchema, writeOffCommand)
