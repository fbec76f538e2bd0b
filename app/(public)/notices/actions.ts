'use server'

import { objectSchema } from '@/lib/journeys/notice/model/schema'
import { objectOnline } from '@/lib/journeys/notice/server/commands/object'
import { action } from '@/lib/platform/action'

export const object = action('notice.object', objectSchema, objectOnline, { anonymous: true })
