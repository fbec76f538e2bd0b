'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { enterApplications, formPanel } from './actions'

export function EnterButton({ roundId, count }: { roundId: string; count: number }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(enterApplications)
  return (
    <p className="adm-bar">
      <button
        type="button"
        className="btn md"
        aria-disabled={busy}
        onClick={async () => {
          const answer = await run({ roundId })
          if (!answer?.ok) return
          toast(`编好了 ${answer.value.made} 个号`)
          router.refresh()
        }}
      >
        {busy ? '正在编号' : `给 ${count} 件编号`}
      </button>
      {failed ? (
        <span className="errmsg" role="alert">
          {failed.text}
        </span>
      ) : null}
    </p>
  )
}

interface Waiting {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly field: string
}

interface Props {
  page: {
    readonly round: { readonly id: string; readonly panelSize: number }
    readonly waiting: readonly Waiting[]
    readonly mostEntries: number
    readonly canRun: boolean
  }
  suggested: string
}

const labels = { entryIds: '申报', name: '组名', seats: '每件几位专家', scoreBy: '评分截止' } as const
type Name = keyof typeof labels

/** 分组: tick what belongs together, e.g. one field; all of a field by its own button. */
export function FormPanel({ page, suggested }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(formPanel)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [name, setName] = useState(suggested)
  const [seats, setSeats] = useState(String(page.round.panelSize))
  const [scoreBy, setScoreBy] = useState('')
  const fields = [...new Set(page.waiting.map((entry) => entry.field))]
  const error = (field: Name) => (failed?.fields[field] ? errorText(failed.fields[field]) : undefined)
  const errors = (Object.keys(labels) as Name[]).flatMap((field) => (error(field) ? [{ fieldId: field, text: `${labels[field]}：${error(field) ?? ''}` }] : []))
  const pick = (ids: readonly string[]) => setChosen(new Set(ids.slice(0, page.mostEntries)))

  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ roundId: page.round.id, name, entryIds: [...chosen], seats, scoreBy })
        if (!answer?.ok) return
        toast(`${name} 分好了，${chosen.size} 件`)
        setChosen(new Set())
        router.refresh()
      }}
    >
      <ErrorSummary errors={errors} />
      {page.canRun && fields.length > 1 ? (
        <p className="row wrap mt12">
          {fields.map((field) => {
            const ids = page.waiting.filter((entry) => entry.field === field).map((entry) => entry.id)
            return (
              <button key={field} type="button" className="chip" onClick={() => pick(ids)}>
                选 {field} {Math.min(ids.length, page.mostEntries)} 件
              </button>
            )
          })}
        </p>
      ) : null}
      <fieldset id="entryIds" className={error('entryIds') ? 'fld e' : 'fld'} aria-describedby={error('entryIds') ? 'entryIds-error' : undefined}>
        <legend className="lab">
          选要放在一组的申报，最多 {page.mostEntries} 件，已选 {chosen.size} 件
        </legend>
        {error('entryIds') ? (
          <p className="errmsg" id="entryIds-error">
            {error('entryIds')}
          </p>
        ) : null}
        <div className="panel-pick">
          {page.waiting.map((entry) => (
            <label key={entry.id} className="choice">
              <input
                type="checkbox"
                disabled={!page.canRun}
                checked={chosen.has(entry.id)}
                onChange={(event) => {
                  const next = new Set(chosen)
                  if (event.target.checked) next.add(entry.id)
                  else next.delete(entry.id)
                  setChosen(next)
                }}
              />
              <span>
                <b className="num">{entry.code}</b> {entry.title} <span className="c3">{entry.field}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {page.canRun ? (
        <>
          <div className="panel-fields">
            <TextField id="name" label={labels.name} value={name} error={error('name')} onChange={(event) => setName(event.target.value)} />
            <TextField
              id="seats"
              label={labels.seats}
              inputMode="numeric"
              value={seats}
              error={error('seats')}
              onChange={(event) => setSeats(event.target.value)}
            />
            <TextField
              id="scoreBy"
              label={labels.scoreBy}
              type="date"
              value={scoreBy}
              error={error('scoreBy')}
              onChange={(event) => setScoreBy(event.target.value)}
            />
          </div>
          <Refused failed={failed} />
          <p className="adm-bar">
            <button type="submit" className="btn md" aria-disabled={busy}>
              {busy ? '正在分组' : '分成一组'}
            </button>
          </p>
        </>
      ) : null}
    </form>
  )
}
