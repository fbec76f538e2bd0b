import { publicNotices } from '@/lib/journeys/notice/server/public'
import { endpoint, onlyAllows, publicJson, queryOf } from '../_http'
import { noticeListQuerySchema } from '../_notices-schema'

export const dynamic = 'force-dynamic'

const PAGE_SIZE = 20

export const GET = endpoint('notices', async (request) => {
  const { page } = queryOf(request, noticeListQuerySchema)
  const { items, total } = await publicNotices({ inForce: true, page })
  return publicJson(request, { items, total, page, pageSize: PAGE_SIZE, next: page * PAGE_SIZE < total ? String(page + 1) : null })
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
