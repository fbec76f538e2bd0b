import { serveBinary } from '@/app/api/csv-response'
import { exportNotice } from '@/lib/journeys/notice/server/commands/export'

/** 公示表 of one notice; the audit says who took it away. */
export const GET = serveBinary<{ number: string }>('notice.export', (ctx, _request, { number }) => exportNotice(ctx, number))
