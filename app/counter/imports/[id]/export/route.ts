import { serveCsv } from '@/app/api/csv-response'
import { rowsQuerySchema } from '@/lib/foundation/ledger-import/model/schema'
import { exportRows } from '@/lib/foundation/ledger-import/server/commands/export-rows'

/** The rows under the filters of the page. */
export const GET = serveCsv('import.export', (ctx, request, { id }: { id: string }) =>
  exportRows(ctx, { id, query: rowsQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams)) }),
)
