'use server'

import { approveManySchema } from '@/lib/foundation/casework/model/schema'
import { approveMany as approveManyCommand } from '@/lib/foundation/casework/server/commands/approve'
import { action } from '@/lib/platform/action'

export const approveMany = action('case.approve_many', approveManySchema, approveManyCommand)
