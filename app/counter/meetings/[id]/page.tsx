import { cache } from 'react'
import { Avatar } from '@/app/_ui/avatar'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, Note, Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleIf } from '@/app/guard'
import { meetingWords } from '@/lib/journeys/meeting/model/machine'
import { points, roleWord } from '@/lib/journeys/meeting/model/minutes'
import { meetingIdSchema } from '@/lib/journeys/meeting/model/schema'
import { outcomeWords } from '@/lib/journeys/meeting/model/voting'
import { type MeetingView, meetingView } from '@/lib/journeys/meeting/server/room'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { ItemCard } from './item-card'
import { CloseMeeting, RoomButtons } from './room-buttons'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const view = cache(async (id: string, item: string): Promise<MeetingView> => {
  const actor = await signedIn(`/counter/meetings/${id}`)
  if (!meetingIdSchema.safeParse({ meetingId: id }).success) throw AppError.notFound()
  return meetingView(actor, id, item)
})

const wanted = async (searchParams: Props['searchParams']) => [(await searchParams).item].flat()[0] ?? ''

export async function generateMetadata({ params, searchParams }: Props) {
  return titleIf('会议审定', view((await params).id, await wanted(searchParams)))
}

function Agenda({ meeting }: { meeting: MeetingView }) {
  return (
    <nav className="card clip agenda" aria-label="议程">
      <ol>
        {meeting.agenda.map((line) => (
          <li key={line.id}>
            <a href={`/counter/meetings/${meeting.id}?item=${line.id}`} aria-current={line.id === meeting.item?.id ? 'true' : undefined}>
              <span className="c3">{line.ordinal}</span>
              <b>{line.code}</b>
              {line.outcome ? <Dot kind={line.outcome === 'concur' ? 'ok' : 'mute'}>{outcomeWords[line.outcome]}</Dot> : <Dot kind="hold">未议</Dot>}
              <small>
                {line.measure}，得分 {points(line.value)}
                {line.discussion ? '，分差大' : ''}
              </small>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Room({ meeting }: { meeting: MeetingView }) {
  const open = meeting.state === 'open' && meeting.item?.outcome === null
  return (
    <section className="card pad20 room" aria-labelledby="room">
      <h2 className="t16" id="room">
        到会 {meeting.members.filter((one) => one.arrivedAt).length} / {meeting.members.length} 人
      </h2>
      <p className="t13 c2 mt4">每项至少 {meeting.quorum} 票才能议定</p>
      <ul className="people mt8">
        {meeting.members.map((one) => (
          <li key={one.userId}>
            <Avatar name={one.name} size={30} />
            <div className="grow">
              {one.name}
              <small>
                {roleWord(one.role)}，{one.arrivedAt ? `${formatTimeZh(one.arrivedAt)} 签到` : '未签到'}
                {one.absent ? `。对这一项回避：${one.absent}` : ''}
              </small>
            </div>
            {one.absent ? <Tag kind="warn">离场</Tag> : open && one.voted ? <Tag kind="ok">已投</Tag> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

export default async function MeetingPage({ params, searchParams }: Props) {
  const { id } = await params
  const actor = await signedIn(`/counter/meetings/${id}`)
  const meeting = await orNotFound(view(id, await wanted(searchParams)))
  const open = meeting.agenda.filter((line) => line.outcome === null).length
  return (
    <StaffFrame actor={actor} current="meetings" title="会议审定">
      <div className="adm-head">
        <div>
          <p className="row g8 wrap">
            <Tag kind={meetingWords[meeting.state].kind}>{meetingWords[meeting.state].staff}</Tag>
            <span className="t13 c3">
              {meeting.round}，{formatDateZh(dateInShanghai(meeting.startsAt), { weekday: true })} {formatTimeZh(meeting.startsAt)}，{meeting.place}
            </span>
          </p>
          <h1>{meeting.title}</h1>
        </div>
        <div className="adm-bar">
          <RoomButtons meetingId={meeting.id} may={meeting.may} />
          {meeting.documentId ? (
            <a className="btn sec md" href={`/api/documents/${meeting.documentId}`}>
              会议纪要
            </a>
          ) : null}
          {meeting.may.export ? (
            <a className="btn sec md" href={`/counter/meetings/${meeting.id}/export`}>
              签到表
            </a>
          ) : null}
          {meeting.may.close ? <CloseMeeting meetingId={meeting.id} open={open} /> : null}
        </div>
      </div>
      {meeting.me.role === null ? <Note kind="info">你在旁看这次会议，不能表决。</Note> : null}
      <div className="meeting">
        <Agenda meeting={meeting} />
        {meeting.item ? (
          <ItemCard
            key={meeting.item.id}
            item={meeting.item}
            money={meeting.money}
            may={meeting.may}
            state={meeting.state}
            quorum={meeting.quorum}
            me={meeting.me}
          />
        ) : (
          <p className="c2">议程是空的。</p>
        )}
        <Room meeting={meeting} />
      </div>
    </StaffFrame>
  )
}
