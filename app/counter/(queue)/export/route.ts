import { serveBinary } from '@/app/api/csv-response'
import { parseQueueFilter } from '@/lib/foundation/casework/model/queue'
import { exportQueue } from '@/lib/foundation/casework/server/commands/export'

/** The filtered list with its decisions; who may see the list may take it away, and the audit says so. */
export const GET = serveBinary('queue.export', (ctx, request) =>
  exportQueue(ctx, parseQueueFilter(Object.fromEntries(new URL(request.url).searchParams), 'all')),
)
