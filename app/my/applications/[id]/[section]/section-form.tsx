'use client'

import { useCallback, useEffect, useState } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { Note } from '@/app/_ui/tag'
import { useLeaveCheck } from '@/app/my/use-leave-check'
import { errorText } from '@/lib/i18n/errors'
import { type FormLimits, faultsOf, type SectionKey } from '@/lib/journeys/application/model/form'
import { askedOf, topics, withLimits } from '@/lib/journeys/application/model/questions'
import { clearKept, keep, keptOf } from './crash-net'
import { QuestionField } from './question-field'
import { type Saved, useAutosave, type Values } from './use-autosave'

interface Props {
  id: string
  section: SectionKey
  version: number
  values: Values
  carried: readonly string[]
  taken: readonly string[]
  idLast4: string | null
  limits: FormLimits
  /** Address of the next open topic. */
  next: string
}

const defaultsOf = (section: SectionKey, values: Values): Values =>
  Object.fromEntries(topics[section].questions.map(({ name, kind }) => [name, values[name] ?? (kind === 'check' ? 'no' : '')]))

const resolverOf =
  (section: SectionKey, limits: FormLimits): Resolver<Values> =>
  async (values) => {
    const faults = faultsOf(section, values, limits)
    if (Object.keys(faults).length === 0) return { values, errors: {} }
    return { values: {}, errors: Object.fromEntries(Object.entries(faults).map(([field, message]) => [field, { type: 'code', message }])) }
  }

/** One topic of the form: saved while it is typed, checked when a field is left and before going on. */
export function SectionForm({ id, section, version, values, carried, taken, idLast4, limits, next }: Props) {
  const form = useForm<Values>({ defaultValues: defaultsOf(section, values), resolver: resolverOf(section, limits), shouldFocusError: false })
  const checkLeft = useLeaveCheck(form)
  const [last4, setLast4] = useState(idLast4)
  const [summary, setSummary] = useState<{ fieldId: string; text: string }[]>([])
  const [leaving, setLeaving] = useState(false)
  const [kept, setKept] = useState<Values | null>(null)
  const { getValues, setValue, setError, watch, handleSubmit } = form

  const read = useCallback(() => getValues(), [getValues])
  const onSaved = useCallback(
    (saved: Saved, sent: Values) => {
      setLast4(saved.idLast4)
      const refused = saved.faults.idNumber
      if (refused?.startsWith('id_number.') && sent.idNumber !== '') setError('idNumber', { type: 'code', message: refused })
      else if (section === 'identity' && !refused && getValues('idNumber') === sent.idNumber) setValue('idNumber', 'stored')
    },
    [section, getValues, setValue, setError],
  )
  const { touch, flush, failure } = useAutosave({ id, section, version, read, onSaved })

  useEffect(() => setKept(keptOf(id, section, defaultsOf(section, values))), [id, section, values])
  useEffect(() => {
    const subscription = watch((_, { type }) => {
      if (type === 'change') touch()
    })
    return () => subscription.unsubscribe()
  }, [watch, touch])

  const asked = askedOf(section, watch())
  const leave = (name: string) => {
    checkLeft(name)
    void flush()
  }
  const goOn = handleSubmit(
    async () => {
      setSummary([])
      setLeaving(true)
      const stored = await flush(true)
      const refused = form.getFieldState('idNumber').error?.message
      if (stored && !refused) window.location.assign(next)
      else setLeaving(false)
      if (refused) setSummary([{ fieldId: 'idNumber', text: errorText(refused) }])
    },
    async (errors) => {
      void flush()
      setSummary(asked.flatMap(({ name, label }) => (errors[name]?.message ? [{ fieldId: name, text: `${label}：${errorText(errors[name].message)}` }] : [])))
    },
  )
  const backToList = async () => {
    if (await flush()) window.location.assign(`/my/applications/${id}`)
  }
  const takeKept = () => {
    for (const [name, value] of Object.entries(kept ?? {})) setValue(name, value, { shouldDirty: true, shouldTouch: true })
    setKept(null)
    void flush()
  }

  const dropKept = () => {
    clearKept(id, section)
    setKept(null)
  }
  const reload = () => {
    keep(id, section, read())
    window.location.reload()
  }

  return (
    <form onSubmit={goOn} noValidate>
      <ErrorSummary errors={summary} />
      <Kept kept={kept} section={section} onUse={takeKept} onDrop={dropKept} />
      {failure ? <SaveFailure code={failure.code} text={failure.text} onReload={reload} /> : null}
      {asked.map((question) => (
        <QuestionField
          key={question.name}
          question={{ ...question, hint: withLimits(question.hint ?? '', limits) }}
          form={form}
          carried={taken.includes(question.name) ? '沿用上次填的' : carried.includes(question.name) ? '自测时填过，已带过来' : null}
          idLast4={last4}
          onLeave={() => leave(question.name)}
        />
      ))}
      <div className="bar2">
        <button type="submit" className="btn xl" disabled={leaving}>
          {leaving ? '正在保存' : '保存，下一项'}
        </button>
        <button type="button" className="linkish t16" onClick={backToList}>
          先存着，回清单
        </button>
      </div>
    </form>
  )
}

interface KeptProps {
  kept: Values | null
  section: SectionKey
  onUse: () => void
  onDrop: () => void
}

/** What was typed on this device and never arrived: the person decides which of the two counts. */
function Kept({ kept, section, onUse, onDrop }: KeptProps) {
  if (!kept) return null
  const labels = topics[section].questions.filter(({ name }) => name in kept).map(({ label }) => `「${label}」`)
  return (
    <div className="mt24">
      <Note kind="warn">
        <p>这台设备上还有没存上的内容：{labels.join('、')}，和已保存的不一样。</p>
        <p className="row g12 mt8">
          <button type="button" className="btn md sec" onClick={onUse}>
            用我填的
          </button>
          <button type="button" className="btn md sec" onClick={onDrop}>
            用已保存的
          </button>
        </p>
      </Note>
    </div>
  )
}

interface FailureProps {
  code: string
  text: string
  onReload: () => void
}

/** Why it was not saved; what was typed stays on the page and on the device. */
function SaveFailure({ code, text, onReload }: FailureProps) {
  return (
    <div className="mt24" role="alert">
      <Note kind="warn">
        <p>{text}。你在这里填的还在。</p>
        {code === 'draft.stale' ? (
          <p className="mt8">
            <button type="button" className="btn md sec" onClick={onReload}>
              看最新的，我填的先留着
            </button>
          </p>
        ) : null}
        {code === 'session.missing' ? (
          <p className="mt8">
            <a href="/sign-in" target="_blank" rel="noreferrer">
              在新窗口登录，再回来接着填
            </a>
          </p>
        ) : null}
        {code === 'application.already_submitted' ? (
          <p className="mt8">
            <a href="/my/applications">看申请</a>
          </p>
        ) : null}
      </Note>
    </div>
  )
}
