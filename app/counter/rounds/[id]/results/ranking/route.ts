import { serveBinary } from '@/app/api/csv-response'
import { exportRanking } from '@/lib/journeys/review/server/exports'

export const GET = serveBinary<{ id: string }>('review.export_ranking', (ctx, _request, { id }) => exportRanking(ctx, id))
