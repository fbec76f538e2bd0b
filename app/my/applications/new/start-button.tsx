'use client'

import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { start } from '@/app/my/actions'
import type { DraftData } from '@/lib/journeys/application/model/form'

/** Opens the draft, or the one that is open already, with the answers of the eligibility check. */
export function StartButton({ prefill, label }: { prefill: DraftData; label: string }) {
  const { run, busy, failed } = useAction(start)
  const go = async () => {
    const { project: _, property: __, ...carried } = prefill
    const answer = await run({ prefill: carried })
    if (answer?.ok) window.location.assign(`/my/applications/${answer.value.id}`)
  }
  return (
    <>
      {failed ? (
        <div className="mt24" role="alert">
          <Note kind="bad">{failed.text}</Note>
        </div>
      ) : null}
      <div className="bar2">
        <button type="button" className="btn xl" disabled={busy} onClick={go}>
          {busy ? '正在打开' : label}
        </button>
        <a className="t16" href="/my">
          先不填
        </a>
      </div>
    </>
  )
}
