'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { MeetingView } from '@/lib/journeys/meeting/server/room'
import { closeMeeting, signIn, startMeeting } from '../actions'

/** 签到 and 开会: one press each. */
export function RoomButtons({ meetingId, may }: { meetingId: string; may: MeetingView['may'] }) {
  const router = useRouter()
  const arriving = useAction(signIn)
  const starting = useAction(startMeeting)
  const failed = arriving.failed ?? starting.failed
  const done = (text: string) => {
    toast(text)
    router.refresh()
  }
  return (
    <>
      {failed ? (
        <span className="errmsg" role="alert">
          {failed.text}
        </span>
      ) : null}
      {may.signIn ? (
        <button
          type="button"
          className="btn md"
          aria-disabled={arriving.busy}
          onClick={async () => {
            if ((await arriving.run({ meetingId }))?.ok) done('签到了')
          }}
        >
          签到
        </button>
      ) : null}
      {may.start ? (
        <button
          type="button"
          className="btn sec md"
          aria-disabled={starting.busy}
          onClick={async () => {
            const answer = await starting.run({ meetingId })
            if (answer?.ok) done(answer.value.absences > 0 ? `开会了，${answer.value.absences} 处回避已记入纪要` : '开会了')
          }}
        >
          开会
        </button>
      ) : null}
    </>
  )
}

/** 散会: says first what is left open. */
export function CloseMeeting({ meetingId, open }: { meetingId: string; open: number }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(closeMeeting)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="btn sec md" onClick={() => setAsking(true)}>
        散会
      </button>
      <Dialog open={asking} title="散会，出会议纪要" onClose={() => setAsking(false)}>
        <p className="t14 mt8">{open > 0 ? `还有 ${open} 项没有议定，会留给下一次会议。` : '每一项都议定了。'}纪要记下到会、回避、票数和结果，散会后不能改。</p>
        {failed ? (
          <p className="errmsg mt8" role="alert">
            {failed.text}
          </p>
        ) : null}
        <p className="adm-bar end">
          <button type="button" className="btn sec md" onClick={() => setAsking(false)}>
            接着开
          </button>
          <button
            type="button"
            className="btn md"
            aria-disabled={busy}
            onClick={async () => {
              const answer = await run({ meetingId })
              if (!answer?.ok) return
              setAsking(false)
              toast(`散会了，纪要 ${answer.value.number}`)
              router.refresh()
            }}
          >
            {busy ? '正在散会' : '散会'}
          </button>
        </p>
      </Dialog>
    </>
  )
}
