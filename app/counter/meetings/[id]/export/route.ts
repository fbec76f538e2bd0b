import { serveBinary } from '@/app/api/csv-response'
import { meetingIdSchema } from '@/lib/journeys/meeting/model/schema'
import { exportSignIn } from '@/lib/journeys/meeting/server/commands/close'
import { AppError } from '@/lib/kernel/app-error'

export const dynamic = 'force-dynamic'

/** 评审专家签到表 as a workbook. */
export const GET = serveBinary<{ id: string }>('meeting.export', (ctx, _request, { id }) => {
  const parsed = meetingIdSchema.safeParse({ meetingId: id })
  if (!parsed.success) throw AppError.notFound()
  return exportSignIn(ctx, parsed.data)
})
