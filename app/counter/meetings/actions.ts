'use server'

import { closeItemSchema, meetingIdSchema, planMeetingSchema, recuseSchema, voteSchema } from '@/lib/journeys/meeting/model/schema'
import {
  recuseFromItem as recuseCommand,
  signIn as signInCommand,
  startMeeting as startCommand,
  vote as voteCommand,
} from '@/lib/journeys/meeting/server/commands/attend'
import { closeMeeting as closeCommand } from '@/lib/journeys/meeting/server/commands/close'
import { closeItem as closeItemCommand } from '@/lib/journeys/meeting/server/commands/close-item'
import { planMeeting as planCommand } from '@/lib/journeys/meeting/server/commands/plan'
import { action } from '@/lib/platform/action'

export const planMeeting = action('meeting.plan', planMeetingSchema, planCommand)
export const signIn = action('meeting.sign_in', meetingIdSchema, signInCommand)
export const startMeeting = action('meeting.start', meetingIdSchema, startCommand)
export const vote = action('meeting.vote', voteSchema, voteCommand)
export const recuseFromItem = action('meeting.recuse', recuseSchema, recuseCommand)
export const closeItem = action('meeting.close_item', closeItemSchema, closeItemCommand)
export const closeMeeting = action('meeting.close', meetingIdSchema, closeCommand)
