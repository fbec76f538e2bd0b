import { serveBinary } from '@/app/api/csv-response'
import { supportQuerySchema } from '@/lib/journeys/support/model/schema'
import { exportSupport } from '@/lib/journeys/support/server/commands/export'

/** The list under the filters of the page. */
export const GET = serveBinary('support.export', (ctx, request) =>
  exportSupport(ctx, supportQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))),
)
