import { publishedDraw } from '@/lib/foundation/draw/server/record'
import { decoded, endpoint, onlyAllows, publicJson, queryOf } from '../../_http'
import { nothingSchema } from '../../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint<{ id: string }>('draws', async (request, { id }) => {
  queryOf(request, nothingSchema)
  return publicJson(request, await publishedDraw(decoded(id)))
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
