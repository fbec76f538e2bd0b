'use server'

import { confirmSchema } from '@/lib/journeys/application/model/member'
import { confirmMembership } from '@/lib/journeys/application/server/commands/team'
import { action } from '@/lib/platform/action'

export const confirm = action('team.confirm', confirmSchema, confirmMembership, { anonymous: true })
