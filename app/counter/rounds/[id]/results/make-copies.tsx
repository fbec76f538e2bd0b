'use client'

import { useRouter } from 'next/navigation'
import { useAction } from '@/app/_ui/use-action'
import { makeCopies } from './actions'

/** Makes the copies that are missing; they still wait for somebody who reads them. */
export function MakeCopies({ roundId, count }: { roundId: string; count: number }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(makeCopies)
  return (
    <span className="row g12">
      {failed ? (
        <span className="errmsg" role="alert">
          {failed.text}
        </span>
      ) : null}
      <button
        type="button"
        className="btn md"
        aria-disabled={busy}
        onClick={async () => {
          if ((await run({ roundId }))?.ok) router.refresh()
        }}
      >
        {busy ? '正在生成' : `生成 ${count} 份盲评件`}
      </button>
    </span>
  )
}
