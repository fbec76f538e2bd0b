'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import type { UnitEvent } from '@/lib/journeys/space/model/machine'
import { reasonSchema } from '@/lib/journeys/space/model/schema'
import type { Wire } from '@/lib/kernel/app-error'
import { changeUnits, release, vacate } from '../actions'

interface Words {
  /** On the button. */
  label: string
  /** The question, with the names. */
  title: string
  /** What follows. */
  text: string
  hint: string
}

interface Step<I, O> extends Words {
  action: (request: { key: string; input: I }) => Promise<Wire<O>>
  input: (reason: string) => I
  danger?: boolean
}

/** A step that needs its reason in writing: a quiet button, then a question in a dialog. */
function ReasonStep<I, O>({ label, title, text, hint, action, input, danger = false }: Step<I, O>) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [fault, setFault] = useState('')
  const { run, busy, failed, clear } = useAction(action)

  function close() {
    setOpen(false)
    setFault('')
    clear()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
    const parsed = reasonSchema.safeParse({ reason })
    setFault(parsed.success ? '' : (parsed.error.issues[0]?.message ?? ''))
    if (!parsed.success) return
    const done = await run(input(reason))
    if (!done?.ok) return
    close()
    toast(`${label}办好了`)
    router.refresh()
  }

  return (
    <>
      <button type="button" className="btn md quiet" onClick={() => setOpen(true)}>
        {label}
      </button>
      <Dialog open={open} title={title} onClose={close}>
        <form onSubmit={submit} noValidate>
          <p className="t14 c2 mt8">{text}</p>
          <TextArea id="step-reason" name="reason" label="理由" hint={hint} rows={3} maxLength={500} error={fault ? errorText(fault) : undefined} />
          {failed ? (
            <p className="errmsg" role="alert">
              {failed.text}
            </p>
          ) : null}
          <p className="row g8 mt16">
            <button type="submit" className={danger ? 'btn danger' : 'btn'} disabled={busy}>
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

type Releasable = 'held' | 'offered' | 'accepted'

export const ReleaseStep = ({ caseNo, state, ...words }: Words & { caseNo: string; state: Releasable }) => (
  <ReasonStep {...words} action={release} input={(reason) => ({ caseNo, state, reason })} danger />
)

export const VacateStep = ({ unitId, allocationId, ...words }: Words & { unitId: string; allocationId: string }) => (
  <ReasonStep {...words} action={vacate} input={(reason) => ({ unitId, allocationId, reason })} danger />
)

export const ChangeStep = ({ unitIds, event, ...words }: Words & { unitIds: readonly string[]; event: UnitEvent }) => (
  <ReasonStep {...words} action={changeUnits} input={(reason) => ({ unitIds: [...unitIds], event, reason })} />
)
