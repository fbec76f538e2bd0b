'use client'

import { useRouter } from 'next/navigation'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { OpenChange } from '@/lib/foundation/identity/server/person-page'
import { errorText } from '@/lib/i18n/errors'
import { carryOut, dropChange } from '../actions'
import { HoldingsList } from './holdings'

/** A proposal that waits for another clerk. */
export function ChangeBox({ change, name }: { change: OpenChange; name: string }) {
  const router = useRouter()
  const carry = useAction(carryOut)
  const drop = useAction(dropChange)
  const failed = carry.failed ?? drop.failed
  const merging = change.kind === 'merge'

  async function decide(done: Promise<{ ok: boolean } | null>, text: string) {
    const answer = await done
    if (!answer?.ok) return
    toast(text)
    router.refresh()
  }

  return (
    <section className="card pad20 adm-change">
      <h2 className="t16">{merging ? `等复核：把台账里的${change.from?.name ?? ''}并过来` : `等复核：更正${name}的证件号`}</h2>
      <p className="t14 c2 mt4">
        {change.by} {change.when} 提的，理由是「{change.reason}」。
      </p>
      {change.from ? <HoldingsList holdings={change.from.holdings} /> : null}
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      {change.refused ? <p className="hint mt12">{errorText(change.refused)}。</p> : null}
      <p className="adm-bar">
        {change.refused ? null : (
          <button
            type="button"
            className="btn md"
            disabled={carry.busy}
            onClick={() => decide(carry.run({ changeId: change.id }), merging ? '合并好了' : '号码改好了')}
          >
            {merging ? '看过证件，合并' : '看过证件，更正'}
          </button>
        )}
        {change.refused && !change.mine ? null : (
          <button type="button" className="btn sec md" disabled={drop.busy} onClick={() => decide(drop.run({ changeId: change.id }), '撤下了')}>
            {change.mine ? '撤回' : '不同意'}
          </button>
        )}
      </p>
    </section>
  )
}
