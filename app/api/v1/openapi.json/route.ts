import { endpoint, onlyAllows, publicJson, queryOf } from '../_http'
import { openApiDocument } from '../_openapi'
import { nothingSchema } from '../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint('openapi', async (request) => {
  queryOf(request, nothingSchema)
  return publicJson(request, openApiDocument(), 300)
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
