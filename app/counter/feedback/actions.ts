'use server'

import { approveFeedbackSchema, saveFeedbackSchema } from '@/lib/journeys/review/model/feedback'
import { approveFeedback, saveFeedback } from '@/lib/journeys/review/server/commands/feedback'
import { action } from '@/lib/platform/action'

export const save = action('feedback.save', saveFeedbackSchema, saveFeedback)
export const approve = action('feedback.approve', approveFeedbackSchema, approveFeedback)
