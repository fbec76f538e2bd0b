import { trackByTail } from '@/lib/foundation/casework/server/track'
import { AppError } from '@/lib/kernel/app-error'
import { decoded, endpoint, onlyAllows, privateJson, queryOf } from '../../_http'
import { caseQuerySchema } from '../../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint<{ caseNo: string }>('cases', async (request, { caseNo }) => {
  const { phoneTail } = queryOf(request, caseQuerySchema)
  const found = await trackByTail(decoded(caseNo), phoneTail)
  if (!found) throw AppError.notFound()
  const { kind: _, ...answer } = found
  return privateJson(answer)
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
