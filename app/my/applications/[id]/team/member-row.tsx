'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Avatar } from '@/app/_ui/avatar'
import { Dialog } from '@/app/_ui/dialog'
import { Tag } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { remind, remove } from '@/app/my/actions'

interface Member {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly duty: string
  readonly founder: boolean
  readonly self: boolean
  readonly confirmed: boolean
  readonly again: boolean
}

interface Props {
  applicationId: string
  member: Member
  /** On the team's own page a member can be taken out. */
  removable?: boolean
}

/** One member with the state of the confirmation; the message goes out again from here. */
export function MemberRow({ applicationId, member, removable = false }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const again = useAction(remind)
  const out = useAction(remove)
  const input = { id: applicationId, memberId: member.id }
  const sendAgain = async () => {
    const answer = await again.run(input)
    if (answer?.ok) toast(`短信发给${member.name}了`)
  }
  const takeOut = async () => {
    const answer = await out.run(input)
    if (!answer?.ok) return
    setAsking(false)
    toast(`${member.name}不在团队里了`)
    router.refresh()
  }
  const waiting = member.founder && !member.confirmed
  const line = [member.self ? '你' : member.phone, member.duty, member.founder ? '' : '不用确认'].filter(Boolean).join(' · ')
  return (
    <div className="mem">
      <Avatar name={member.name} size={36} />
      <span className="grow">
        <b className="t16 fm">{member.name}</b>
        <br />
        <small>{line}</small>
        {member.again && waiting ? <small className="block">确认过，后来表改了，要再确认一次</small> : null}
        {again.failed ? <small className="block cbad">{again.failed.text}</small> : null}
      </span>
      {member.founder ? <Tag kind={waiting ? 'warn' : 'ok'}>{waiting ? '等确认' : '已确认'}</Tag> : null}
      {waiting ? (
        <button type="button" className="linkish t14 nb" disabled={again.busy} onClick={sendAgain}>
          再发短信<span className="vh">给{member.name}</span>
        </button>
      ) : null}
      {removable && !member.self ? (
        <button type="button" className="linkish t14 nb" onClick={() => setAsking(true)}>
          移出<span className="vh">{member.name}</span>
        </button>
      ) : null}
      <Dialog open={asking} title={`把${member.name}移出团队吗`} onClose={() => setAsking(false)}>
        <p className="mt8">移出后，{member.name}收到的确认链接就不能用了。以后可以再请回来。</p>
        {out.failed ? <p className="errmsg mt12">{out.failed.text}</p> : null}
        <p className="row g12 mt24">
          <button type="button" className="btn sec" onClick={() => setAsking(false)}>
            留着
          </button>
          <button type="button" className="btn danger" disabled={out.busy} onClick={takeOut}>
            {out.busy ? '正在移出' : '移出团队'}
          </button>
        </p>
      </Dialog>
    </div>
  )
}
