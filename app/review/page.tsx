import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { type ReviewRoom, type RoundOfSheets, reviewRoom, type SheetLine } from '@/lib/journeys/review/server/room'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { DeclareRelation } from './declare-relation'

export const generateMetadata = titleFor('我的评审', 'reviewer')

/** My sheets: by code, with what is mine to know of each. */
export default async function ReviewPage() {
  const actor = await signedIn('/review')
  const room = await orNotFound(reviewRoom(actor))
  const open = room.rounds.flatMap((round) => round.sheets).filter((sheet) => sheet.open)
  return (
    <StaffFrame actor={actor} current="review" title="我的评审">
      <div className="rv-room">
        <div className="row between wrap g8">
          <h1>{open.length > 0 ? `还有 ${open.length} 份要评` : '没有要评的了'}</h1>
          <span className="c2 t14">{room.reviewerNo ? `专家 ${room.reviewerNo}` : '还没有进专家库'}</span>
        </div>
        <p className="c2 t14 mt4">按编号排列。别人评到哪里、打了多少分，锁定自己的之前都看不到。</p>
        {room.rounds.length === 0 ? (
          <EmptyState kind="done" title="还没有抽到你" text="抽中时会发短信，从短信里就能到这里" />
        ) : (
          room.rounds.map((round) => <RoundList key={round.id} round={round} />)
        )}
        {room.reviewerNo ? <Declared declared={room.declared} /> : null}
      </div>
    </StaffFrame>
  )
}

function RoundList({ round }: { round: RoundOfSheets }) {
  const seated = round.sheets.filter((sheet) => sheet.open || sheet.state === 'locked').length
  const share = seated === 0 ? 0 : Math.round((round.locked / seated) * 100)
  return (
    <section className="rv-round" aria-labelledby={`round-${round.id}`}>
      <div className="row between wrap g8">
        <h2 className="t18" id={`round-${round.id}`}>
          {round.name}
        </h2>
        {round.blind ? (
          <Tag kind="hold" icon={false}>
            盲评：看不到申请人和别人的分
          </Tag>
        ) : null}
      </div>
      <div className="row g12 mt8 c2 t13">
        <span className="rv-progress">
          <span className="bar" role="img" aria-label={`锁定了 ${round.locked} 份，共 ${seated} 份`}>
            <i style={{ width: `${share}%` }} />
          </span>
        </span>
        <span>
          锁定 {round.locked} 份，共 {seated} 份
        </span>
      </div>
      <ul className="rv-list">
        {round.sheets.map((sheet) => (
          <Line key={sheet.assignmentId} sheet={sheet} />
        ))}
      </ul>
    </section>
  )
}

function Declared({ declared }: { declared: ReviewRoom['declared'] }) {
  return (
    <section className="rv-round" aria-labelledby="declared">
      <h2 className="t18" id="declared">
        我的利益关系
      </h2>
      <p className="c2 t14 mt4">任职、持股、合同往来、毕业学校和住址变了，在这里说一声。系统马上重新比对，有关系的件会换人评，不看是谁的。</p>
      {declared.length > 0 ? (
        <ul className="mt12 t14">
          {declared.map((row) => (
            <li key={row.id}>
              {row.words}，{row.period}
              <span className="c3 t13">，{row.recorded} 申报</span>
            </li>
          ))}
        </ul>
      ) : null}
      <details className="mt12">
        <summary>申报一条关系</summary>
        <DeclareRelation />
      </details>
    </section>
  )
}

const verbs: Partial<Record<SheetLine['state'], string>> = { drawn: '看声明', declared: '开始评', scoring: '接着评', locked: '看我的评分' }

function Line({ sheet }: { sheet: SheetLine }) {
  const verb = verbs[sheet.state]
  const size = sheet.pages === null ? '材料还在准备' : `${sheet.pages} 页，建议 ${sheet.minutes} 分钟`
  return (
    <li className="rv-line">
      <b className="mono">{sheet.code}</b>
      <span className="f">{sheet.field}</span>
      <span className="c2 t13">{size}</span>
      <span className="c2 t13">{sheet.dueOn && sheet.open ? `${formatDateZh(sheet.dueOn, { weekday: true })}前` : ''}</span>
      <span>
        <Tag kind={sheet.kind}>{sheet.word}</Tag>
      </span>
      <span className="t num">{sheet.total === null ? '' : pointsText(sheet.total)}</span>
      <span className="a">
        {verb ? (
          <a className={sheet.open ? 'btn md' : 'btn md sec'} href={`/review/${sheet.assignmentId}`} aria-label={`${verb} ${sheet.code}`}>
            {verb}
          </a>
        ) : null}
      </span>
    </li>
  )
}
