import { serveBinary } from '@/app/api/csv-response'
import { screeningQuerySchema } from '@/lib/foundation/screening/model/schema'
import { exportFlags } from '@/lib/foundation/screening/server/commands/export'

/** The flags under the filters of the page. */
export const GET = serveBinary('screening.export', (ctx, request) => {
  const { state, kind } = screeningQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  return exportFlags(ctx, { state, kind })
})
