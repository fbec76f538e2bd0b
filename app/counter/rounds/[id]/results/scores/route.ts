import { serveBinary } from '@/app/api/csv-response'
import { exportScores } from '@/lib/journeys/review/server/exports'

export const GET = serveBinary<{ id: string }>('review.export_scores', (ctx, _request, { id }) => exportScores(ctx, id))
