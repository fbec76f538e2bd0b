import { serveBinary } from '@/app/api/csv-response'
import { objectionQuerySchema } from '@/lib/journeys/notice/model/list-query'
import { exportObjections } from '@/lib/journeys/notice/server/commands/export'

/** The filtered list; who may see the list may take it away, and the audit says so. */
export const GET = serveBinary('objection.export', (ctx, request) =>
  exportObjections(ctx, objectionQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))),
)
