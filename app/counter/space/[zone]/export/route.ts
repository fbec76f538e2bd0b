import { serveCsv } from '@/app/api/csv-response'
import { decoded } from '@/app/guard'
import { exportZone } from '@/lib/journeys/space/server/commands/export'

/** The list of the zone. */
export const GET = serveCsv('space.export', (ctx, _request, { zone }: { zone: string }) => exportZone(ctx, { key: decoded(zone) }))
