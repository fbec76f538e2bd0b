import { publicNotice } from '@/lib/journeys/notice/server/public'
import { AppError } from '@/lib/kernel/app-error'
import { decoded, endpoint, onlyAllows, publicJson, queryOf } from '../../_http'
import { nothingSchema } from '../../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint<{ id: string }>('notice', async (request, { id }) => {
  queryOf(request, nothingSchema)
  const notice = await publicNotice(decoded(id))
  if (!notice) throw AppError.notFound()
  return publicJson(request, notice)
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
