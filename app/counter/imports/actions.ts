'use server'

import { commitSchema } from '@/lib/foundation/ledger-import/model/schema'
import { commitImport } from '@/lib/foundation/ledger-import/server/commands/commit'
import { action } from '@/lib/platform/action'

export const commit = action('import.commit', commitSchema, commitImport)
