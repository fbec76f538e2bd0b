'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FieldPath, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { YearLine } from '@/lib/foundation/oversight/server/calendar'
import { calendarNoticeSchema, effectOf } from '@/lib/foundation/programme/model/calendar-notice'
import { errorText } from '@/lib/i18n/errors'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { enterCalendarYear } from '../actions'
import { DayRows } from './day-rows'
import { NoticePreview } from './notice-preview'
import { startValues } from './start-values'

export type Values = z.input<typeof calendarNoticeSchema>
export type Notice = z.output<typeof calendarNoticeSchema>

interface Props {
  year: number
  known: readonly YearLine[]
  /** Running clocks that are 暂定 now. */
  provisional: number
}

/** The calendar without this year: what the entered notice is compared with, and with it what was known of the year. */
const calendarOf = (known: readonly YearLine[]): WorkCalendar => ({
  years: new Set(known.map((one) => one.year)),
  days: new Map(known.flatMap((one) => one.days.map((day) => [day.date, day] as const))),
})

interface Fault {
  readonly fieldId: string
  readonly text: string
}

/** Errors of a nested form, flat and in the order of the page. */
function flat(errors: unknown, path = ''): Fault[] {
  if (errors === null || typeof errors !== 'object') return []
  if ('message' in errors && typeof errors.message === 'string') return [{ fieldId: path || 'notice', text: errorText(errors.message) }]
  return Object.entries(errors).flatMap(([key, inner]) => (key === 'ref' || key === 'type' ? [] : flat(inner, path ? `${path}.${key}` : key)))
}

const columns: Readonly<Record<string, string>> = { from: '第一天', to: '最后一天', date: '日期', why: '名称' }

/** Which row a fault is about, so that the summary does not say the same sentence seven times. */
function rowName(values: Values, fieldId: string): string {
  const [kind, index = '', column = ''] = fieldId.split('.')
  if (kind !== 'off' && kind !== 'work') return ''
  const row = values[kind][Number(index)]
  return row ? `${row.why || `第 ${Number(index) + 1} 行`}，${columns[column] ?? ''}：` : ''
}

export function NoticeForm({ year, known, provisional }: Props) {
  const router = useRouter()
  const entered = known.find((one) => one.year === year)
  const form = useForm<Values, unknown, Notice>({
    resolver: zodResolver(calendarNoticeSchema),
    shouldFocusError: false,
    defaultValues: startValues(year, entered),
  })
  const { run, busy, failed } = useAction(enterCalendarYear)
  const [preview, setPreview] = useState<Notice | null>(null)
  const faults = flat(form.formState.errors)
  const summary = faults.map((fault) => ({ ...fault, text: `${rowName(form.getValues(), fault.fieldId)}${fault.text}` }))
  const textAt = (path: string) => faults.find((fault) => fault.fieldId === path)?.text

  async function save(notice: Notice) {
    const answer = await run(notice)
    if (!answer) return
    if (!answer.ok) {
      setPreview(null)
      for (const [path, message] of Object.entries(answer.failure.fields)) form.setError(path as FieldPath<Values>, { message })
      return
    }
    toast(`${year} 年录好了，${answer.value.days} 天；${answer.value.moved} 个办件的到期日有变动`)
    router.push(`/admin/calendar?year=${year}`)
    router.refresh()
  }

  return (
    <form className="apply adm-form adm-notice" method="post" noValidate onSubmit={form.handleSubmit(setPreview)} id="notice">
      <ErrorSummary errors={failed && faults.length === 0 ? [{ fieldId: 'notice', text: failed.text }] : summary} />
      <TextField id="noticeNo" label="通知文号" hint={`比如：国办发明电〔${year - 1}〕7号`} error={textAt('noticeNo')} {...form.register('noticeNo')} />
      <TextField id="source" label="来源" error={textAt('source')} {...form.register('source')} />
      <DayRows form={form} kind="off" textAt={textAt} />
      <DayRows form={form} kind="work" textAt={textAt} />
      {preview ? (
        <NoticePreview
          effect={effectOf(calendarOf(known), preview)}
          year={year}
          provisional={provisional}
          busy={busy}
          onBack={() => setPreview(null)}
          onSave={() => save(preview)}
        />
      ) : (
        <p className="adm-bar">
          <button type="submit" className="btn md">
            看看会变什么
          </button>
          <a className="btn quiet md" href="/admin/calendar">
            不录了
          </a>
        </p>
      )}
    </form>
  )
}
