'use client'

import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { CheckboxField, RadioGroup, SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { errorText } from '@/lib/i18n/errors'
import type { Question } from '@/lib/journeys/application/model/questions'
import type { Values } from './use-autosave'

interface Props {
  question: Question
  form: UseFormReturn<Values>
  /** Where an answer came from that nobody typed here. */
  carried: string | null
  idLast4: string | null
  onLeave: () => void
}

/** `还能写 12 个字` below a text with a limit. */
function counter(question: Question, value: string): string | undefined {
  if (!question.max) return undefined
  const left = question.max - [...value.trim()].length
  return left < 0 ? `超了 ${-left} 个字` : `还能写 ${left} 个字`
}

/** One question with the control that fits it; hint, source of a carried answer and error above the control. */
export function QuestionField({ question, form, carried, idLast4, onLeave }: Props) {
  const { name, label, kind } = question
  const value = form.watch(name) ?? ''
  const code = form.formState.errors[name]?.message
  const error = code ? errorText(code) : undefined
  const hint =
    question.hint || carried ? (
      <>
        {question.hint}
        {question.hint && carried ? ' ' : null}
        {carried ? <span className="carried">{carried}</span> : null}
      </>
    ) : undefined
  const common = { id: name, label, hint, error }
  // drawn by the server too: nothing jumps, and nothing typed early is lost
  const initial = { defaultValue: form.formState.defaultValues?.[name] ?? '' }
  const registered = form.register(name, { onBlur: onLeave })
  const set = (next: string) => form.setValue(name, next, { shouldDirty: true, shouldTouch: true, shouldValidate: form.formState.isSubmitted })

  if (name === 'idNumber' && value === 'stored')
    return (
      <div className="fld">
        <p className="lab">{label}</p>
        <p className="t16 mt4">
          已填（尾号 {idLast4}）
          <button type="button" className="linkish" onClick={() => set('')}>
            改<span className="vh">身份证号</span>
          </button>
        </p>
      </div>
    )
  switch (kind) {
    case 'area':
      return <TextArea {...common} {...initial} {...registered} rows={question.max && question.max > 200 ? 6 : 2} {...countProps(question, value)} />
    case 'radio':
      return <RadioGroup {...common} {...initial} {...registered} options={question.options ?? []} />
    case 'radio_other':
      return <RadioOther question={question} value={value} set={set} onLeave={onLeave} common={common} />
    case 'select':
      return <SelectField {...common} {...initial} {...registered} options={[['', '请选择'], ...(question.options ?? [])]} />
    case 'check':
      return (
        <div className="fld">
          <CheckboxField
            label={label}
            checked={value === 'yes'}
            onChange={(event) => {
              set(event.target.checked ? 'yes' : 'no')
              onLeave()
            }}
          />
        </div>
      )
    case 'month':
      return <TextField {...common} {...initial} {...registered} type="month" className="short" />
    default:
      return (
        <TextField
          {...common}
          {...initial}
          {...registered}
          {...(kind === 'count'
            ? { inputMode: 'numeric' as const, className: 'short' }
            : kind === 'money'
              ? { inputMode: 'decimal' as const, className: 'short' }
              : {})}
          autoComplete="off"
        />
      )
  }
}

const countProps = (question: Question, value: string) => {
  const count = counter(question, value)
  return count ? { count } : {}
}

interface OtherProps {
  question: Question
  value: string
  set: (value: string) => void
  onLeave: () => void
  common: { id: string; label: string; hint: React.ReactNode; error: string | undefined }
}

/** A choice whose last line is 其他，我来填: the field holds the words themselves. */
function RadioOther({ question, value, set, onLeave, common }: OtherProps) {
  const options = question.options ?? []
  const known = options.some(([key]) => key === value)
  const [other, setOther] = useState(value !== '' && !known)
  return (
    <>
      <RadioGroup
        {...common}
        name={question.name}
        options={[...options, ['__other', '其他，我来填']]}
        onChange={(event) => {
          const chosen = event.target.value
          setOther(chosen === '__other')
          set(chosen === '__other' ? '' : chosen)
          onLeave()
        }}
        selected={other ? '__other' : value}
      />
      {other ? (
        <TextField
          id={`${question.name}-other`}
          label="是什么领域"
          value={known ? '' : value}
          maxLength={20}
          onChange={(event) => set(event.target.value)}
          onBlur={onLeave}
        />
      ) : null}
    </>
  )
}
