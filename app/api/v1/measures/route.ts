import { measureGuides } from '@/lib/foundation/programme/server/queries'
import { endpoint, onlyAllows, publicJson, queryOf } from '../_http'
import { nothingSchema } from '../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint('measures', async (request) => {
  queryOf(request, nothingSchema)
  const items = (await measureGuides()).map(({ materials, promisedDays, statutoryDays, caseKind: _, ...measure }) => ({
    ...measure,
    documents: materials,
    promise: { promisedDays, statutoryDays },
  }))
  return publicJson(request, { items, total: items.length, page: 1, pageSize: items.length, next: null })
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
