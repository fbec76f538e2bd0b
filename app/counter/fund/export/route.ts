import { serveBinary } from '@/app/api/csv-response'
import { exportSchema } from '@/lib/foundation/fund/model/schema'
import { exportBooks } from '@/lib/foundation/fund/server/commands/export-books'
import { AppError } from '@/lib/kernel/app-error'

/** Accounts and vouchers of `?year=`. */
export const GET = serveBinary('fund.export', (ctx, request) => {
  const query = exportSchema.safeParse({ year: new URL(request.url).searchParams.get('year') ?? ctx.clock.today().slice(0, 4) })
  if (!query.success) throw AppError.notFound()
  return exportBooks(ctx, query.data)
})
