'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { accept, decline } from '@/app/my/actions'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'

interface Props {
  caseNo: string
  units: readonly { readonly code: string; readonly place: string; readonly respondBy: string | null }[]
  mine: boolean
}

/** Units that are kept: confirm them or give them up, until when, and what each means. */
export function OfferBox({ caseNo, units, mine }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const taking = useAction(accept)
  const leaving = useAction(decline)
  const codes = units.map((one) => one.code).join('、')
  const until = units[0]?.respondBy ? new Date(units[0].respondBy) : null
  const untilText = until ? `${formatDateZh(dateInShanghai(until), { weekday: true })}${formatTimeZh(until)}` : ''
  const take = async () => {
    const answer = await taking.run({ caseNo })
    if (!answer?.ok) return
    toast(`${answer.value.units.join('、')} 是你的了`)
    router.refresh()
  }
  const leave = async () => {
    const answer = await leaving.run({ caseNo })
    if (!answer?.ok) return
    setAsking(false)
    toast(`${answer.value.units.join('、')} 让出来了`)
    router.refresh()
  }
  const failed = taking.failed ?? leaving.failed
  return (
    <section className="card offer" aria-labelledby="offer-title">
      <h2 id="offer-title">给你留了 {codes}</h2>
      <p className="t14 c2 mt4">{units[0]?.place}</p>
      {untilText ? (
        <p className="mt8">
          请在 <b>{untilText}</b> 前确认。到时间不确认，算这次放弃，位置给下一位。
        </p>
      ) : null}
      {failed ? (
        <p className="errmsg mt12" role="alert">
          {failed.text}
        </p>
      ) : null}
      {mine ? (
        <p className="row wrap g12 mt16">
          <button type="button" className="btn" disabled={taking.busy || leaving.busy} onClick={take}>
            {taking.busy ? '正在确认' : `确认，我要 ${codes}`}
          </button>
          <button type="button" className="btn sec" disabled={taking.busy || leaving.busy} onClick={() => setAsking(true)}>
            不要这个位置
          </button>
        </p>
      ) : null}
      <Dialog open={asking} title={`不要 ${codes} 吗`} onClose={() => setAsking(false)}>
        <p className="mt8">放弃后马上给排在后面的人，拿不回来。这一件不再排位置，以后要用，得重新申请。</p>
        <p className="row wrap g12 mt24">
          <button type="button" className="btn sec" onClick={() => setAsking(false)}>
            留着，再想想
          </button>
          <button type="button" className="btn danger" disabled={leaving.busy} onClick={leave}>
            {leaving.busy ? '正在放弃' : `放弃 ${codes}`}
          </button>
        </p>
      </Dialog>
    </section>
  )
}
