'use client'

import { useRouter } from 'next/navigation'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { checkIn, offer } from '../actions'

interface Props {
  caseNo: string
  label: string
}

/** Sends the 配租通知书 for the held units. */
export function OfferButton({ caseNo, label }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(offer)
  async function send() {
    const done = await run({ caseNo })
    if (!done?.ok) return
    toast(`发出了 ${done.value.document}`)
    router.refresh()
  }
  return <OneStep label={label} busy={busy} fault={failed?.text} act={send} />
}

/** Hand-over: the confirmed units are occupied. */
export function CheckInButton({ caseNo, label }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(checkIn)
  async function hand() {
    const done = await run({ caseNo })
    if (!done?.ok) return
    toast(`${done.value.units.join('、')} 已入驻`)
    router.refresh()
  }
  return <OneStep label={label} busy={busy} fault={failed?.text} act={hand} />
}

function OneStep({ label, busy, fault, act }: { label: string; busy: boolean; fault: string | undefined; act: () => Promise<void> }) {
  return (
    <>
      {fault ? (
        <p className="errmsg" role="alert">
          {fault}
        </p>
      ) : null}
      <button type="button" className="btn block" disabled={busy} onClick={act}>
        {busy ? '正在办' : label}
      </button>
    </>
  )
}
