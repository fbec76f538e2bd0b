import { serveBinary } from '@/app/api/csv-response'
import { reviewerQuerySchema } from '@/lib/foundation/panel/model/reviewer-query'
import { exportReviewers } from '@/lib/foundation/panel/server/commands/export-reviewers'

/** The list with the filters of the page. */
export const GET = serveBinary('reviewer.export', (ctx, request) =>
  exportReviewers(ctx, reviewerQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))),
)
