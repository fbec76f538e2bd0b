'use server'

import { noteSchema, ownCaseSchema } from '@/lib/foundation/casework/model/schema'
import { addNote } from '@/lib/foundation/casework/server/commands/note'
import { resubmit as resubmitCommand, withdrawCase as withdrawCommand } from '@/lib/foundation/casework/server/commands/withdraw'
import { inviteSchema, memberSchema } from '@/lib/journeys/application/model/member'
import { discardDraft, discardSchema } from '@/lib/journeys/application/server/commands/discard'
import { saveSection as saveCommand, saveSectionSchema, startDraft, startDraftSchema } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication, submitSchema } from '@/lib/journeys/application/server/commands/submit'
import { inviteMember, remindMember, removeMember } from '@/lib/journeys/application/server/commands/team'
import { reconsiderSchema } from '@/lib/journeys/notice/model/schema'
import { askReconsideration } from '@/lib/journeys/notice/server/commands/reconsider'
import { acceptOffer, declineOffer, respondSchema } from '@/lib/journeys/space/server/commands/respond'
import { action } from '@/lib/platform/action'

export const start = action('application.start', startDraftSchema, startDraft)
export const saveSection = action('application.save', saveSectionSchema, saveCommand)
export const discard = action('application.discard', discardSchema, discardDraft)
export const submit = action('application.submit', submitSchema, submitApplication)
export const invite = action('application.invite', inviteSchema, inviteMember)
export const remove = action('application.remove_member', memberSchema, removeMember)
export const remind = action('application.remind', memberSchema, remindMember)
export const sendMessage = action('case.message', noteSchema, addNote)
export const withdrawCase = action('case.withdraw', ownCaseSchema, withdrawCommand)
export const resubmit = action('case.resubmit', ownCaseSchema, resubmitCommand)
export const accept = action('space.accept', respondSchema, acceptOffer)
export const decline = action('space.decline', respondSchema, declineOffer)
export const reconsider = action('reconsideration.ask', reconsiderSchema, askReconsideration)
