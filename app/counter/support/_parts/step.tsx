'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import type { z } from 'zod'
import { Dialog } from '@/app/_ui/dialog'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import type { Wire } from '@/lib/kernel/app-error'

export interface StepField {
  readonly name: string
  readonly label: string
  readonly kind?: 'text' | 'area' | 'date' | 'select'
  readonly hint?: string
  readonly initial?: string
  readonly options?: readonly (readonly [string, string])[]
}

interface Props<S extends z.ZodType, O> {
  /** On the button; buttons are verbs. */
  label: string
  /** The question, with the names. */
  title: string
  /** What follows. */
  text: string
  fields: readonly StepField[]
  schema: S
  action: (request: { key: string; input: z.input<S> }) => Promise<Wire<O>>
  /** The typed texts as the command's input; the schema looks at it before it is sent. */
  input: (values: Readonly<Record<string, string>>) => z.input<S>
  /** What was done, in words; null: it shows the answer itself. */
  done?: (value: O) => string | null
  onDone?: (value: O) => void
  style?: 'main' | 'quiet' | 'danger'
}

const css = { main: 'btn md', quiet: 'btn md quiet', danger: 'btn md danger' } as const

/** One step of the staff: a button, a question in a dialog with what has to be written, the error beside its field. */
export function Step<S extends z.ZodType, O>({ label, title, text, fields, schema, action, input, done, onDone, style = 'quiet' }: Props<S, O>) {
  const router = useRouter()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const { run, busy, failed, clear } = useAction(action)

  function close() {
    setOpen(false)
    setFaults({})
    clear()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const values = input(Object.fromEntries(fields.map((field) => [field.name, String(form.get(field.name) ?? '')])))
    const parsed = schema.safeParse(values)
    setFaults(Object.fromEntries(parsed.success ? [] : parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message])))
    if (!parsed.success) return
    const answer = await run(values)
    if (!answer?.ok) return
    close()
    const words = done ? done(answer.value) : `${label}办好了`
    if (words !== null) toast(words)
    onDone?.(answer.value)
    router.refresh()
  }

  const faultOf = (name: string) => {
    const code = faults[name] ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const summary = fields.flatMap((field) => {
    const fault = faultOf(field.name)
    return fault ? [{ fieldId: `${id}-${field.name}`, text: fault }] : []
  })
  return (
    <>
      <button type="button" className={css[style]} onClick={() => setOpen(true)}>
        {label}
      </button>
      <Dialog open={open} title={title} onClose={close}>
        <form onSubmit={submit} noValidate>
          <p className="t14 c2 mt8">{text}</p>
          {summary.length > 1 ? <ErrorSummary errors={summary} /> : null}
          {fields.map((field) => (
            <Field key={field.name} id={`${id}-${field.name}`} field={field} error={faultOf(field.name)} />
          ))}
          {failed && summary.length === 0 ? (
            <p className="errmsg mt12" role="alert">
              {failed.text}
            </p>
          ) : null}
          <p className="row g8 mt16">
            <button type="submit" className={style === 'danger' ? 'btn danger' : 'btn'} disabled={busy}>
              {busy ? '正在办' : label}
            </button>
            <button type="button" className="btn quiet" onClick={close}>
              先不办
            </button>
          </p>
        </form>
      </Dialog>
    </>
  )
}

function Field({ id, field, error }: { id: string; field: StepField; error: string | undefined }) {
  const { name, label, kind = 'text', hint, initial, options = [] } = field
  const common = { id, name, label, hint, error, defaultValue: initial }
  if (kind === 'area') return <TextArea {...common} rows={3} />
  if (kind === 'select') return <SelectField {...common} options={options} />
  return <TextField {...common} type={kind === 'date' ? 'date' : 'text'} autoComplete="off" />
}
