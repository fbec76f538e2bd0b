import { stats } from '@/lib/overview/open-data/server/stats'
import { endpoint, onlyAllows, publicJson, queryOf } from '../_http'
import { nothingSchema } from '../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint('stats', async (request) => {
  queryOf(request, nothingSchema)
  return publicJson(request, await stats())
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
