'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { codesTogether } from '@/lib/journeys/space/model/plan'
import { reasonSchema } from '@/lib/journeys/space/model/schema'
import { allocate } from '../actions'

interface Props {
  caseNo: string
  unitIds: readonly string[]
  /** `给石榴工坊 A3-17、18` */
  label: string
  /** Another than the next by the rule: a written reason is asked for. */
  outOfOrder: boolean
  /** The same selection, without the case in the address. */
  after: string
}

/** The button contains the result; skipping somebody costs a reason that is kept. */
export function AllocateForm({ caseNo, unitIds, label, outOfOrder, after }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(allocate)
  const [fault, setFault] = useState('')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
    const parsed = reasonSchema.safeParse({ reason })
    const missing = outOfOrder && !parsed.success ? (parsed.error.issues[0]?.message ?? '') : ''
    setFault(missing)
    if (missing) return
    const done = await run({ caseNo, unitIds: [...unitIds], ...(outOfOrder ? { reason } : {}) })
    if (!done?.ok) return
    toast(`留好了 ${codesTogether(done.value.units)}，接着发通知书`)
    router.replace(after, { scroll: false })
    router.refresh()
  }

  return (
    <form onSubmit={submit} noValidate>
      {outOfOrder ? (
        <TextArea
          id="order-reason"
          name="reason"
          label="不按次序的理由"
          hint="存进办件和审计，4 到 500 字"
          rows={3}
          maxLength={500}
          error={fault ? errorText(fault) : undefined}
        />
      ) : null}
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      <button type="submit" className="btn block" disabled={busy}>
        {busy ? '正在留位' : label}
      </button>
    </form>
  )
}
