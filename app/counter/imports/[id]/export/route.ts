import { randomUUID } from 'node:crypto'
import { failureResponse } from '@/app/api/paper-response'
import { rowsQuerySchema } from '@/lib/foundation/ledger-import/model/schema'
import { exportRows } from '@/lib/foundation/ledger-import/server/commands/export-rows'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { makeCtx } from '@/lib/platform/command'
import { currentActor } from '@/lib/platform/session'

/** The rows under the filters of the page as a CSV file. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const requestId = randomUUID()
  let actor: Actor | null = null
  try {
    actor = await currentActor()
    if (!actor) throw new AppError('unauthenticated', 'session.missing')
    const query = rowsQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    const { csv, name } = await exportRows(makeCtx(actor, { requestId }), { id: (await params).id, query })
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="rows.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return failureResponse(error, 'import.export', actor, requestId)
  }
}
