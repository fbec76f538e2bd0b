import { servePaper } from '@/app/api/paper-response'
import { readBlindPaper } from '@/lib/journeys/review/server/paper'

const serve = servePaper('review.paper', readBlindPaper)

/** The material of one sheet as PDF; the folder names the sheet, the door of papers calls it `id`. */
export const GET = (request: Request, { params }: { params: Promise<{ assignmentId: string }> }): Promise<Response> =>
  serve(request, { params: params.then(({ assignmentId }) => ({ id: assignmentId })) })
