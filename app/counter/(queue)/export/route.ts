import { randomUUID } from 'node:crypto'
import { parseQueueFilter } from '@/lib/foundation/casework/model/queue'
import { exportQueue } from '@/lib/foundation/casework/server/commands/export'
import { toWire } from '@/lib/platform/action'
import { clock } from '@/lib/platform/clock'
import { makeCtx } from '@/lib/platform/command'
import { currentActor } from '@/lib/platform/session'

const statusOf = { unauthenticated: 401, denied: 403, not_found: 404 } as const

/** The filtered list as a CSV file; who may see the list may take it away, and the audit says so. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  const requestId = randomUUID()
  try {
    const filter = parseQueueFilter(Object.fromEntries(new URL(request.url).searchParams), 'all')
    const { csv } = await exportQueue(makeCtx(actor, { requestId }), filter)
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="queue-${clock.today()}.csv"; filename*=UTF-8''${encodeURIComponent(`受理台-${clock.today()}.csv`)}`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    const { kind } = await toWire(error, 'queue.export', actor, requestId)
    return new Response(null, { status: statusOf[kind as keyof typeof statusOf] ?? 500, headers: { 'cache-control': 'no-store' } })
  }
}
