'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { type FieldErrors, type FieldPath, type UseFormReturn, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { CheckboxField, SelectField, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { chains, chainWords, placeKeys, placeKinds, type RoundFields, roundFields } from '@/lib/foundation/programme/model/round'
import { errorText } from '@/lib/i18n/errors'
import { changeRound, createRound } from '../actions'

interface Choices {
  readonly measures: readonly { readonly code: string; readonly name: string; readonly listed: boolean }[]
  readonly forms: readonly { readonly version: number; readonly note: string }[]
  readonly rubrics: readonly { readonly id: string; readonly label: string }[]
  readonly lines: readonly { readonly id: string; readonly label: string }[]
}

interface Props {
  fields: RoundFields
  choices: Choices
  /** The draft that is changed; without it a new one is made. */
  draft?: { readonly id: string; readonly version: number }
}

type Form = UseFormReturn<RoundFields>

/** Errors of the form with their place, those of the places by kind included. */
function faultsOf(errors: FieldErrors<RoundFields>): { fieldId: string; text: string }[] {
  const flat = Object.entries(errors).flatMap(([name, error]) =>
    name === 'places' ? Object.entries(error ?? {}).map(([kind, inner]) => [`places.${kind}`, inner] as const) : [[name, error] as const],
  )
  return flat.flatMap(([fieldId, error]) => {
    const message = error && typeof error === 'object' && 'message' in error ? error.message : undefined
    return typeof message === 'string' ? [{ fieldId, text: errorText(message) }] : []
  })
}

/** A round as a draft: everything that publication will freeze, in four groups. */
export function RoundForm({ fields, choices, draft }: Props) {
  const router = useRouter()
  const form = useForm<RoundFields>({ defaultValues: fields, resolver: zodResolver(roundFields), shouldFocusError: false })
  const made = useAction(createRound)
  const changed = useAction(changeRound)
  const faults = faultsOf(form.formState.errors)
  const textAt = (path: string) => faults.find((fault) => fault.fieldId === path)?.text
  const failed = draft ? changed.failed : made.failed
  const busy = made.busy || changed.busy

  async function save(round: RoundFields) {
    const answer = draft ? await changed.run({ ...draft, round }) : await made.run({ round })
    if (!answer) return
    if (!answer.ok) {
      for (const [path, message] of Object.entries(answer.failure.fields)) form.setError(path.replace(/^round\./, '') as FieldPath<RoundFields>, { message })
      return
    }
    toast('草稿存好了')
    if ('id' in answer.value) router.push(`/counter/rounds/${answer.value.id}`)
    else router.refresh()
  }

  const panel = form.watch('chain') === 'panel'
  return (
    <form className="adm-form rnd-form" method="post" noValidate onSubmit={form.handleSubmit(save)} id="round">
      <ErrorSummary errors={failed && faults.length === 0 ? [{ fieldId: 'round', text: failed.text }] : faults} />
      <div className="adm-cols">
        <When form={form} textAt={textAt} />
        <Asked form={form} textAt={textAt} choices={choices} />
        <How form={form} textAt={textAt} choices={choices} panel={panel} />
        <Pledge form={form} textAt={textAt} choices={choices} />
      </div>
      <p className="adm-bar">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在存' : draft ? '存草稿' : '存成草稿'}
        </button>
        <a className="btn quiet md" href="/counter/rounds">
          先不建
        </a>
      </p>
    </form>
  )
}

interface Group {
  form: Form
  textAt: (path: string) => string | undefined
}

function When({ form, textAt }: Group) {
  return (
    <section className="card rnd-card rnd-group" aria-labelledby="g-when">
      <h2 id="g-when">名称和时间</h2>
      <TextField id="name" label="名称" hint="申请人会看到，比如：2026 年第二批项目资助" error={textAt('name')} {...form.register('name')} />
      <TextField id="opensAt" type="datetime-local" label="开始收申请" error={textAt('opensAt')} {...form.register('opensAt')} />
      <TextField
        id="closesAt"
        type="datetime-local"
        label="截止"
        hint="两人审定的批次可以不写，常年收"
        error={textAt('closesAt')}
        {...form.register('closesAt')}
      />
    </section>
  )
}

function Asked({ form, textAt, choices }: Group & { choices: Choices }) {
  const chosen = form.watch('measures')
  const fault = textAt('measures')
  const tick = (code: string, on: boolean) =>
    form.setValue('measures', on ? [...chosen, code] : chosen.filter((one) => one !== code), { shouldDirty: true, shouldValidate: true })
  return (
    <section className="card rnd-card rnd-group" aria-labelledby="g-asked">
      <h2 id="g-asked">可以申请什么</h2>
      <fieldset className={fault ? 'fld e' : 'fld'} id="measures">
        <legend className="lab">支持</legend>
        {fault ? <p className="errmsg">{fault}</p> : null}
        {choices.measures.map(({ code, name, listed }) => (
          <CheckboxField
            key={code}
            label={listed ? name : `${name}（专项资金，平台默认）`}
            checked={chosen.includes(code)}
            onChange={(event) => tick(code, event.target.checked)}
          />
        ))}
      </fieldset>
      <SelectField
        id="formVersion"
        label="申请表"
        hint="发布后，这一批都用这一版"
        error={textAt('formVersion')}
        options={choices.forms.map(({ version, note }) => [String(version), `第 ${version} 版：${note}`])}
        {...form.register('formVersion', { setValueAs: (value: unknown) => Number(value) })}
      />
      <fieldset className="fld">
        <legend className="lab">名额</legend>
        <p className="hint">不写就是不限</p>
        <div className="row g12 wrap at">
          {placeKeys.map((kind) => (
            <TextField
              key={kind}
              id={`places.${kind}`}
              label={placeKinds[kind]}
              inputMode="numeric"
              className="short"
              error={textAt(`places.${kind}`)}
              {...form.register(`places.${kind}`)}
            />
          ))}
        </div>
      </fieldset>
    </section>
  )
}

const switches = [
  ['hideApplicant', '评审看不到申请人是谁（盲评）'],
  ['hideReviewers', '评审之间看不到彼此是谁'],
  ['hideUntilLocked', '自己锁定评分前，看不到别人的分数、数量和排序'],
] as const

function How({ form, textAt, choices, panel }: Group & { choices: Choices; panel: boolean }) {
  return (
    <section className="card rnd-card rnd-group" aria-labelledby="g-how">
      <h2 id="g-how">怎么定</h2>
      <SelectField id="chain" label="签批链" error={textAt('chain')} options={chains.map((chain) => [chain, chainWords[chain]])} {...form.register('chain')} />
      {panel ? (
        <>
          <SelectField
            id="rubricId"
            label="评分表"
            error={textAt('rubricId')}
            options={[['', '请选择'], ...choices.rubrics.map(({ id, label }): readonly [string, string] => [id, label])]}
            {...form.register('rubricId')}
          />
          <div className="row g12 wrap at">
            <TextField
              id="panelSize"
              label="评审组人数"
              hint="单数，3 人以上"
              inputMode="numeric"
              className="short"
              error={textAt('panelSize')}
              {...form.register('panelSize')}
            />
            <TextField id="minSheets" label="最少有效评分" inputMode="numeric" className="short" error={textAt('minSheets')} {...form.register('minSheets')} />
          </div>
          <fieldset className="fld">
            <legend className="lab">盲评</legend>
            {switches.map(([name, label]) => (
              <CheckboxField key={name} label={label} {...form.register(name)} />
            ))}
          </fieldset>
        </>
      ) : null}
    </section>
  )
}

function Pledge({ form, textAt, choices }: Group & { choices: Choices }) {
  return (
    <section className="card rnd-card rnd-group" aria-labelledby="g-promise">
      <h2 id="g-promise">承诺和钱</h2>
      <TextField
        id="promisedDays"
        label="承诺多少个工作日出结果"
        hint="从受理算起；专家评审和公示的时间不算，会告诉申请人"
        inputMode="numeric"
        className="short"
        error={textAt('promisedDays')}
        {...form.register('promisedDays')}
      />
      <SelectField
        id="fundLineId"
        label="预算线"
        hint="项目资助的钱从这条线出"
        error={textAt('fundLineId')}
        options={[['', '不涉及'], ...choices.lines.map(({ id, label }): readonly [string, string] => [id, label])]}
        {...form.register('fundLineId')}
      />
    </section>
  )
}
