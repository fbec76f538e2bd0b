import { serveBinary } from '@/app/api/csv-response'
import { exportSchema } from '@/lib/foundation/fund/model/schema'
import { AppError } from '@/lib/kernel/app-error'
import { exportPerformance } from '@/lib/overview/fund-report/server/commands/export-performance'

/** 绩效自评表 of `?year=`. */
export const GET = serveBinary('fund.export_performance', (ctx, request) => {
  const query = exportSchema.safeParse({ year: new URL(request.url).searchParams.get('year') ?? ctx.clock.today().slice(0, 4) })
  if (!query.success) throw AppError.notFound()
  return exportPerformance(ctx, query.data)
})
