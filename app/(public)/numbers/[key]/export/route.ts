import { csvResponse } from '@/app/api/csv-response'
import { isNumberKey, numberDefinitions } from '@/lib/overview/open-data/model/numbers'
import { numberCsv } from '@/lib/overview/open-data/server/rows'

export const dynamic = 'force-dynamic'

/** The rows behind a number as a spreadsheet reads them, filtered as the page is. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  const { key } = await params
  if (!isNumberKey(key)) return new Response('没有这个数字', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  const query = new URL(request.url).searchParams
  const csv = await numberCsv(key, { state: query.get('state') || undefined, building: query.get('building') || undefined })
  return csvResponse({ name: `${numberDefinitions[key].title}.csv`, csv })
}
