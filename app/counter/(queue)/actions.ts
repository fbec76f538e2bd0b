'use server'

import {
  acceptSchema,
  approveSchema,
  assignManySchema,
  assignSchema,
  checkMaterialSchema,
  noteSchema,
  pauseSchema,
  refuseSchema,
  requireSupplementSchema,
  resumeSchema,
  sendBackSchema,
  signSchema,
} from '@/lib/foundation/casework/model/schema'
import { accept as acceptCommand } from '@/lib/foundation/casework/server/commands/accept'
import { approve as approveCommand } from '@/lib/foundation/casework/server/commands/approve'
import { assign as assignCommand } from '@/lib/foundation/casework/server/commands/assign'
import { assignMany as assignManyCommand } from '@/lib/foundation/casework/server/commands/assign-many'
import { checkMaterial as checkMaterialCommand } from '@/lib/foundation/casework/server/commands/check-material'
import { addNote as addNoteCommand } from '@/lib/foundation/casework/server/commands/note'
import { pause as pauseCommand, resume as resumeCommand } from '@/lib/foundation/casework/server/commands/pause'
import { refuse as refuseCommand } from '@/lib/foundation/casework/server/commands/refuse'
import { requireSupplement as requireSupplementCommand } from '@/lib/foundation/casework/server/commands/require-supplement'
import {
  finalDecision as finalDecisionCommand,
  firstReview as firstReviewCommand,
  secondCheck as secondCheckCommand,
  sendBack as sendBackCommand,
} from '@/lib/foundation/casework/server/commands/review'
import { stepUpSchema } from '@/lib/foundation/identity/model/schema'
import { stepUp as stepUpCommand } from '@/lib/foundation/identity/server/commands/step-up'
import { action } from '@/lib/platform/action'

export const accept = action('case.accept', acceptSchema, acceptCommand)
export const requireSupplement = action('case.require_supplement', requireSupplementSchema, requireSupplementCommand)
export const refuse = action('case.refuse', refuseSchema, refuseCommand)
export const assign = action('case.assign', assignSchema, assignCommand)
export const assignMany = action('case.assign_many', assignManySchema, assignManyCommand)
export const checkMaterial = action('case.check_material', checkMaterialSchema, checkMaterialCommand)
export const pause = action('case.pause', pauseSchema, pauseCommand)
export const resume = action('case.resume', resumeSchema, resumeCommand)
export const firstReview = action('case.first_review', signSchema, firstReviewCommand)
export const secondCheck = action('case.second_check', signSchema, secondCheckCommand)
export const approve = action('case.approve', approveSchema, approveCommand)
export const stepUp = action('identity.step_up', stepUpSchema, stepUpCommand)
export const sendBack = action('case.send_back', sendBackSchema, sendBackCommand)
export const finalDecision = action('case.final_decision', signSchema, finalDecisionCommand)
export const addNote = action('case.note', noteSchema, addNoteCommand)
