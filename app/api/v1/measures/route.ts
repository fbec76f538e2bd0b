import { measureGuides } from '@/lib/foundation/programme/server/queries'
import { endpoint, onlyAllows, publicJson, queryOf } from '../_http'
import { nothingSchema } from '../_schemas'

export const dynamic = 'force-dynamic'

/** The page size of every list of the API; the measures are fewer, so they are one page. */
const PAGE_SIZE = 20

export const GET = endpoint('measures', async (request) => {
  queryOf(request, nothingSchema)
  const listed = (await measureGuides()).filter((measure) => measure.listed)
  const items = listed.map(({ materials, promisedDays, statutoryDays, caseKind: _, listed: __, ...measure }) => ({
    ...measure,
    documents: materials,
    promise: { promisedDays, statutoryDays },
  }))
  return publicJson(request, { items, total: items.length, page: 1, pageSize: PAGE_SIZE, next: null })
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
