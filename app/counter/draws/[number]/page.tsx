import { cache } from 'react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { ProofLine } from '@/app/(public)/draws/proof-line'
import { decoded, orNotFound, signedIn, titleIf } from '@/app/guard'
import { drawWords } from '@/lib/foundation/draw/model/machine'
import { rankWord } from '@/lib/foundation/draw/model/schema'
import { type StaffDrawView, staffDraw } from '@/lib/foundation/draw/server/queries'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { DrawActions } from './draw-actions'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ number: string }>
}

const view = cache(async (number: string) => staffDraw(await signedIn(`/counter/draws/${number}`), number))

export async function generateMetadata({ params }: Props) {
  const number = decoded((await params).number)
  return titleIf(`摇号 ${number}`, view(number))
}

const when = (at: Date | null) => (at ? `${formatDateZh(dateInShanghai(at), { year: true })} ${formatTimeZh(at)}` : '—')

function Facts({ draw }: { draw: StaffDrawView }) {
  const rows: readonly (readonly [string, string])[] = [
    ['用途', draw.purpose],
    ['名额', String(draw.units)],
    ['谁能参加', draw.poolRule],
    ['公共数', draw.publicValueSource],
    ['封密钥', when(draw.committedAt)],
    ['报名截止', when(draw.closesAt)],
    ['名单冻结', draw.frozenAt ? `${when(draw.frozenAt)}，${draw.entries} 个编号` : '—'],
    ['开摇', draw.drawnAt ? `${when(draw.drawnAt)}，见证人 ${draw.witnessName ?? '—'}` : '—'],
    ['公布', when(draw.publishedAt)],
  ]
  return (
    <section className="card pad20" aria-labelledby="facts">
      <h2 className="t16" id="facts">
        经过
      </h2>
      <dl className="kv mt12">
        {rows.map(([label, value]) => (
          <div key={label} className="adm-kv">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ProofLine label="封条" value={draw.commit} />
      {draw.entriesHash ? <ProofLine label="名单" value={draw.entriesHash} /> : null}
      {draw.publicValue ? <ProofLine label="公共数" value={draw.publicValue} plain /> : null}
      {draw.secret ? <ProofLine label="密钥" value={draw.secret} /> : null}
    </section>
  )
}

function Runs({ draw }: { draw: StaffDrawView }) {
  return (
    <>
      {draw.rerunOf ? (
        <Note kind="warn">
          这是对 <a href={`/counter/draws/${draw.rerunOf}`}>{draw.rerunOf}</a> 的重摇，{draw.proposedByName} 提请，原因：{draw.rerunReason}
        </Note>
      ) : null}
      {draw.rerun ? (
        <Note kind="warn">
          {draw.rerun.by} 提请了重摇 <a href={`/counter/draws/${draw.rerun.number}`}>{draw.rerun.number}</a>（{drawWords[draw.rerun.state].staff}），原因：
          {draw.rerun.reason}
        </Note>
      ) : null}
    </>
  )
}

function Rows({ draw }: { draw: StaffDrawView }) {
  const ranked = draw.rows.some((row) => row.rank !== null)
  return (
    <section className="card clip" aria-labelledby="rows">
      <h2 className="t16 pad20" id="rows">
        {ranked ? '顺序' : '冻结的名单'}
      </h2>
      <table className="tbl dl">
        <thead>
          <tr>
            <th scope="col">{ranked ? '顺序' : '序'}</th>
            <th scope="col">编号</th>
            <th scope="col">等级</th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {draw.rows.map((row, i) => (
            <tr key={row.entryNo} className={row.rank !== null && row.rank <= draw.units ? (row.rank === draw.units ? 'win cut' : 'win') : undefined}>
              <th scope="row">{row.rank ?? i + 1}</th>
              <td>{row.entryNo}</td>
              <td>{row.priorityClass}</td>
              <td>{row.rank === null ? '—' : rankWord(row.rank, draw.units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export default async function StaffDrawPage({ params }: Props) {
  const number = decoded((await params).number)
  const actor = await signedIn(`/counter/draws/${number}`)
  const draw = await orNotFound(view(number))
  const { kind, staff } = drawWords[draw.state]
  return (
    <StaffFrame actor={actor} current="draws" title="摇号">
      <p className="row g8 wrap">
        <Tag kind={kind}>{staff}</Tag>
        <span className="t13 c3 num">{draw.number}</span>
        {draw.public && draw.state !== 'planned' ? (
          <a className="t13" href={`/draws/${draw.number}`}>
            看公众页面
          </a>
        ) : (
          <span className="t13 c3">还没有对外公开</span>
        )}
      </p>
      <h1>{draw.title}</h1>
      {draw.driven ? <Note kind="info">这次摇号由用它的地方（{draw.purpose}）来办，这里只能看。</Note> : null}
      <Runs draw={draw} />
      <div className="adm-cols">
        <div className="stack">
          <DrawActions number={draw.number} verbs={draw.verbs} closed={draw.closed} closesAt={when(draw.closesAt)} source={draw.publicValueSource} />
          <Facts draw={draw} />
        </div>
        {draw.rows.length > 0 ? <Rows draw={draw} /> : null}
      </div>
    </StaffFrame>
  )
}
