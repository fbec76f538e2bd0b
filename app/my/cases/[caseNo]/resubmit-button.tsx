'use client'

import { useRouter } from 'next/navigation'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { resubmit } from '@/app/my/actions'

interface Props {
  caseNo: string
  version: number
  /** Materials that are still to be handed in again. */
  missing: number
}

/** Gives the completed case back to the window; closed until everything asked for is there. */
export function ResubmitButton({ caseNo, version, missing }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(resubmit)
  const go = async () => {
    const answer = await run({ caseNo, version })
    if (!answer?.ok) return
    toast('交回窗口了，受理时间重新算')
    router.refresh()
  }
  return (
    <div className="mt24">
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="row wrap g12">
        <button type="button" className="btn" disabled={missing > 0 || busy} aria-describedby={missing > 0 ? 'still' : undefined} onClick={go}>
          {busy ? '正在交' : '补齐了，交回窗口'}
        </button>
        {missing > 0 ? (
          <span className="t14 c3" id="still">
            还差 {missing} 份
          </span>
        ) : null}
      </p>
    </div>
  )
}
