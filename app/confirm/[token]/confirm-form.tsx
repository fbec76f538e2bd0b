'use client'

import { useState } from 'react'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { confirm } from './actions'

/** One button; the answer replaces it. */
export function ConfirmForm({ token, version }: { token: string; version: number }) {
  const { run, busy, failed } = useAction(confirm)
  const [done, setDone] = useState(false)
  const go = async () => {
    const answer = await run({ token, version })
    if (answer?.ok) setDone(true)
  }
  return (
    <div className="mt24">
      <div role="status">{done ? <Note kind="ok">确认好了，可以关掉这一页。表再改动的话，会请你再确认一次。</Note> : null}</div>
      {failed ? (
        <div role="alert">
          <Note kind="bad">{failed.text}</Note>
        </div>
      ) : null}
      {done ? null : (
        <>
          <p>看一眼，没问题就点确认。</p>
          <div className="bar2">
            <button type="button" className="btn xl" disabled={busy} onClick={go}>
              {busy ? '正在确认' : '确认，一起申请'}
            </button>
          </div>
          <p className="hint mt16">不认识这个人，或没答应过一起申请，不要点，打 0731-5550 0188 告诉我们。</p>
        </>
      )}
    </div>
  )
}
