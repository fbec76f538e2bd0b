'use server'

import { publishSchema, withdrawSchema } from '@/lib/journeys/notice/model/schema'
import { publishNotice } from '@/lib/journeys/notice/server/commands/publish'
import { withdrawNotice } from '@/lib/journeys/notice/server/commands/withdraw'
import { action } from '@/lib/platform/action'

export const publish = action('notice.publish', publishSchema, publishNotice)
export const withdraw = action('notice.withdraw', withdrawSchema, withdrawNotice)
