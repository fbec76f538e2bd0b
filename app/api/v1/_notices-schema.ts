import { z } from 'zod'

const count = z.int().min(0)
const day = z.iso.date()

/** A page of the list: public notices that are in force. */
export const noticeListQuerySchema = z.strictObject({ page: z.coerce.number<string>().int().min(1).max(1000).default(1) })

const noticeLineSchema = z.strictObject({
  no: z.int().meta({ description: '公示里的序号' }),
  maskedName: z.string().meta({ description: '遮住中间的姓名，如 王*明' }),
  project: z.string(),
  support: z.string(),
  quantity: z.int().nullable(),
  amountFen: z.int().nullable(),
  outcome: z.string().meta({ description: '公示中、异议处理中、异议已处理、无异议' }),
})

export const noticeSchema = z
  .strictObject({
    id: z.string().meta({ description: '公示编号，如 GS-2026-0003' }),
    title: z.string(),
    round: z.string(),
    inForce: z.boolean(),
    fromOn: day,
    toOn: day.meta({ description: '能提异议的最后一天' }),
    provisional: z.boolean().meta({ description: '截止日期是暂定的，只会往后算' }),
    workingDays: count,
    daysLeft: count,
    count,
    outcome: z.string(),
    lines: z.array(noticeLineSchema).readonly().meta({ description: '公示期过了就是空的：只留编号、标题和结果' }),
  })
  .meta({ id: 'Notice' })

export const noticeListSchema = z
  .strictObject({ items: z.array(noticeSchema), total: count, page: z.int(), pageSize: z.int(), next: z.string().nullable() })
  .meta({ id: 'NoticeList' })
