import { z } from 'zod'
import { parseCalendarDate } from '@/lib/kernel/calendar-date'

// What goes in and out of the public API. The handlers parse with these, openapi.json is generated from them.

const count = z.int().min(0)
const day = z.iso.date()

export const nothingSchema = z.strictObject({})

export const statsSchema = z
  .strictObject({
    programme: z.strictObject({
      fundFen: count,
      spaceSqm: z.number().min(0),
      desks: z.strictObject({ total: count, free: count }),
      apartments: z.strictObject({ total: count, free: count }),
      stationBeds: count,
      measures: count,
      projects: count,
      mentors: count.meta({ description: '0：导师名册还没有进库，有了行才有数' }),
    }),
    exam: z
      .strictObject({ enterprises: count, needs: count, intendedFen: count, taken: count, contracted: count, paid: count })
      .meta({ description: '全部为 0：产业考卷还没有进库，有了行才有数' }),
  })
  .meta({ id: 'Stats', description: '每个数都从数据行算出来；free 是今天就能给出去的（预留、维护、留给别人的不算）' })

const named = z.strictObject({ code: z.string(), name: z.string() })
const conditionLine = z.strictObject({ label: z.string(), clause: z.string() })

export const measureSchema = z
  .strictObject({
    code: z.string(),
    no: z.int(),
    name: z.string(),
    nameEn: z.string(),
    summary: z.string(),
    benefit: z.string(),
    placeholder: z.boolean().meta({ description: '内容还没有公布（待补）' }),
    openForApply: z.boolean(),
    conditions: z.array(conditionLine),
    condition: z.unknown().meta({ description: '条件树：all / any / not 和叶子' }),
    documents: z.array(z.strictObject({ key: z.string(), name: z.string(), required: z.boolean(), hint: z.string(), where: z.string() })),
    process: z.array(z.strictObject({ step: z.string(), who: z.string(), days: z.string() })),
    promise: z.strictObject({ promisedDays: z.int().nullable(), statutoryDays: z.int().nullable() }).meta({ description: '工作日' }),
    legalBasis: z.string(),
    source: z.string(),
    version: z.int(),
    programmes: z.array(named),
    fundSources: z.array(named),
  })
  .meta({ id: 'Measure' })

export const measureListSchema = z
  .strictObject({ items: z.array(measureSchema), total: count, page: z.int(), pageSize: z.int(), next: z.string().nullable() })
  .meta({ id: 'MeasureList' })

const answer = z.enum(['yes', 'no', 'unknown'])

export const eligibilitySchema = z
  .strictObject({
    asOf: day,
    items: z.array(
      z.strictObject({
        code: z.string(),
        no: z.int(),
        name: z.string(),
        eligible: answer,
        placeholder: z.boolean(),
        openForApply: z.boolean(),
        conditions: z.array(
          z.strictObject({
            label: z.string(),
            answer,
            clause: z.string(),
            missing: z.array(z.string()).meta({ description: '还缺哪些回答' }),
            pending: z.string().nullable(),
            fix: z.string().nullable(),
            from: day.nullable(),
            until: day.nullable(),
            assumed: z.boolean().meta({ description: '没有问，按第一次申请算，申请时核对' }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Eligibility' })

export const caseQuerySchema = z.strictObject({ phoneTail: z.string().regex(/^\d{4}$/, 'phone_tail.format') })

export const publicCaseSchema = z
  .strictObject({
    caseNo: z.string(),
    item: z.string(),
    state: z.string(),
    since: z.iso.datetime({ offset: true }),
    next: z.string(),
    promisedOn: day.nullable(),
    statutoryOn: day.nullable(),
    provisional: z.boolean().meta({ description: '日期落在还没公布放假安排的年份，是暂定的' }),
  })
  .meta({ id: 'PublicCase' })

const calendarDay = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseCalendarDate(text).ok, 'date.day')
  .refine((text) => text >= '2020-01-01' && text <= '2099-12-31', 'date.range')

export const dueQuerySchema = z.strictObject({
  from: calendarDay.meta({ format: 'date', description: '第 0 天，2020-01-01 至 2099-12-31' }),
  workingDays: z
    .string()
    .regex(/^\d{1,4}$/, 'count.range:0:2000')
    .refine((text) => Number(text) <= 2000, 'count.range:0:2000')
    .meta({ description: '工作日数，0 到 2000' }),
  provisional: z.enum(['true', 'false']).optional(),
})

export const dueSchema = z
  .strictObject({
    dueOn: day,
    provisional: z.boolean(),
    skipped: z.array(z.strictObject({ date: day, why: z.string() })),
    coveredUntil: day.nullable(),
  })
  .meta({ id: 'DueDate' })

export const verifyQuerySchema = z.strictObject({ code: z.string().min(1, 'parameter.missing').max(64) })

export const verificationSchema = z
  .union([
    z.strictObject({ genuine: z.literal(false) }),
    z.strictObject({
      genuine: z.literal(true),
      number: z.string(),
      kind: z.string(),
      title: z.string(),
      issuedOn: day,
      holder: z.string().meta({ description: '遮住的姓名' }),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ])
  .meta({ id: 'Verification' })

export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ parameter: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })
