'use server'

import { accountSchema, answerSchema, reportSchema, requestSchema, signSchema } from '@/lib/journeys/support/model/schema'
import { tellAccount as tellAccountCommand } from '@/lib/journeys/support/server/commands/account'
import { answerClawback } from '@/lib/journeys/support/server/commands/clawback'
import { reportMilestone } from '@/lib/journeys/support/server/commands/milestone'
import { requestPayment } from '@/lib/journeys/support/server/commands/pay'
import { signAgreement } from '@/lib/journeys/support/server/commands/sign'
import { action } from '@/lib/platform/action'

export const sign = action('support.sign', signSchema, signAgreement)
export const tellAccount = action('support.tell_account', accountSchema, tellAccountCommand)
export const request = action('support.request', requestSchema, requestPayment)
export const report = action('support.report', reportSchema, reportMilestone)
export const answer = action('support.answer', answerSchema, answerClawback)
