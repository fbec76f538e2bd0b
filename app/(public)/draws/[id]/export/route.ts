import { csvResponse } from '@/app/api/csv-response'
import { drawCsv } from '@/lib/foundation/draw/server/record'
import { AppError } from '@/lib/kernel/app-error'

export const dynamic = 'force-dynamic'

/** The published order as a spreadsheet reads it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  try {
    return csvResponse(await drawCsv(id))
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found')
      return new Response('没有这次摇号', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    throw error
  }
}
