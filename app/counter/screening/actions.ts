'use server'

import { resolveSchema } from '@/lib/foundation/screening/model/schema'
import { resolveFlag } from '@/lib/foundation/screening/server/commands/resolve'
import { action } from '@/lib/platform/action'

export const resolve = action('screening.resolve', resolveSchema, resolveFlag)
