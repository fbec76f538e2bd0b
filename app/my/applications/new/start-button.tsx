'use client'

import { useState } from 'react'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { start } from '@/app/my/actions'
import type { DraftData } from '@/lib/journeys/application/model/form'

interface Choice {
  readonly id: string
  readonly name: string
  readonly until: string
  readonly asks: readonly string[]
  readonly how: string
  readonly suggested: boolean
}

interface Props {
  prefill: DraftData
  /** There is a draft already: it goes on in its own round. */
  open: boolean
  rounds: readonly Choice[]
  last: { readonly when: string; readonly round: string; readonly topics: readonly string[] } | null
  /** What stands between the choice and the button, for a new draft. */
  children: React.ReactNode
}

/** Opens the draft in the chosen round, or the one that is open already, with the answers of the check and, if wished, of the last form. */
export function StartButton({ prefill, open, rounds, last, children }: Props) {
  const { run, busy, failed } = useAction(start)
  const [round, setRound] = useState(rounds.find((one) => one.suggested)?.id ?? rounds[0]?.id ?? '')
  const [takeOver, setTakeOver] = useState(last !== null)
  const go = async () => {
    const { project: _, property: __, ...carried } = prefill
    const answer = await run({ prefill: carried, ...(open ? {} : { roundId: round, takeOver: last !== null && takeOver }) })
    if (answer?.ok) window.location.assign(`/my/applications/${answer.value.id}`)
  }
  return (
    <>
      {!open && rounds.length > 1 ? (
        <fieldset className="sum">
          <legend className="lab t16">申请哪一批</legend>
          {rounds.map((one) => (
            <label className="choice rounds" key={one.id}>
              <input type="radio" name="round" value={one.id} checked={round === one.id} onChange={() => setRound(one.id)} />
              <span>
                <b>{one.name}</b>
                <span className="t14 c2">
                  {one.until} · 可以申请{one.asks.join('、')}
                </span>
                <span className="t14 c2">{one.how}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {!open && last ? (
        <section className="sum">
          <label className="choice rounds">
            <input type="checkbox" checked={takeOver} onChange={(event) => setTakeOver(event.target.checked)} />
            <span>
              <b>沿用上次填写</b>
              <span className="t14 c2">
                {last.round}，{last.when} 交的：{last.topics.join('、')}。带过来的会标出来，每一页看过再存；材料要重新传。
              </span>
            </span>
          </label>
        </section>
      ) : null}
      {open ? null : children}
      {failed ? (
        <div className="mt24" role="alert">
          <Note kind="bad">{failed.text}</Note>
        </div>
      ) : null}
      <div className="bar2">
        <button type="button" className="btn xl" disabled={busy} onClick={go}>
          {busy ? '正在打开' : open ? '接着填' : '开始填'}
        </button>
        <a className="t16" href="/my">
          先不填
        </a>
      </div>
    </>
  )
}
