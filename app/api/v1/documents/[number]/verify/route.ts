import { verifyDocument } from '@/lib/foundation/document/server/verify'
import { decoded, endpoint, onlyAllows, privateJson, queryOf } from '../../../_http'
import { verifyQuerySchema } from '../../../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint<{ number: string }>('documents/verify', async (request, { number }) => {
  const { code } = queryOf(request, verifyQuerySchema)
  return privateJson(await verifyDocument(decoded(number), code))
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
