import { serveBinary } from '@/app/api/csv-response'
import { exportRound } from '@/lib/foundation/programme/server/commands/export-round'

/** The applications of the round with their cases. */
export const GET = serveBinary('round.export', (ctx, _request, { id }: { id: string }) => exportRound(ctx, { id }))
