import { serveBinary } from '@/app/api/csv-response'
import { exportLedger } from '@/lib/journeys/space/server/commands/export-ledger'

export const GET = serveBinary('space.export_ledger', (ctx) => exportLedger(ctx, {}))
