import 'server-only'
import type { z } from 'zod'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { enqueue } from '@/lib/platform/jobs'
import { importPolicy } from '../../model/policy'
import type { commitSchema } from '../../model/schema'
import { beginCommit } from '../commit'
import { findForUpdate } from '../repo'

/** A second member of staff lets the previewed ledger in; the worker carries it out and may be interrupted at any point. */
export const commitImport: Command<z.output<typeof commitSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(importPolicy, 'import.commit', { startedBy: row.startedBy })
    return once(tx, ctx, 'import.commit', input, async () => {
      await beginCommit(tx, ctx, row)
      await enqueue(tx, 'ledger-commit', { id: row.id }, { key: `ledger:${row.id}` })
      return { id: row.id }
    })
  })
