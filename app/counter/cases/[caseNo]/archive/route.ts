import { serveBinary } from '@/app/api/csv-response'
import { formRows } from '@/app/counter/(queue)/form-rows'
import { decoded } from '@/app/guard'
import { archiveCase } from '@/lib/foundation/casework/server/commands/archive'

/** One case for the archive; `why` is asked for by the page and noted in the audit. */
export const GET = serveBinary<{ caseNo: string }>('case.archive', (ctx, request, { caseNo }) =>
  archiveCase(ctx, { caseNo: decoded(caseNo), why: new URL(request.url).searchParams.get('why') ?? '', formRows }),
)
