import type { Metadata } from 'next'
import { cache } from 'react'
import { ScoreBars } from '@/app/_ui/score-bars'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { decoded, orNotFound, requireRole, titleIf } from '@/app/guard'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { type LetterView, letterView } from '@/lib/journeys/review/server/feedback'
import { LetterForm } from './letter-form'

interface Props {
  params: Promise<{ caseNo: string }>
}

const roles = ['intake', 'leader', 'auditor'] as const
const viewOf = cache(async (caseNo: string) => letterView(await requireRole(`/counter/feedback/${caseNo}`, ...roles), decoded(caseNo)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { caseNo } = await params
  return titleIf(`告知书 ${decoded(caseNo)}`, viewOf(caseNo))
}

function Scores({ view }: { view: LetterView }) {
  const { scores, total } = view.letter
  if (scores.length === 0) return <p className="t14 c2">这件没有评分，告知书只写原因。</p>
  return (
    <>
      <p className="t14 c2">从评审结果算出来，改不了；中位数是这一批的，不带任何人的名字。</p>
      <ScoreBars scores={scores} />
      {total ? (
        <p className="mt12">
          总分 <b>{pointsText(total.own)}</b>
          {total.median === null ? '（这一批评过的太少，不给中位数）' : `，这一批中位数 ${pointsText(total.median)}`}
        </p>
      ) : null}
    </>
  )
}

function Sent({ view }: { view: LetterView }) {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['没有通过的原因', view.letter.failed],
    ['评审意见', view.letter.comments],
    ['怎么改，下一次什么时候', [view.letter.change, view.letter.nextRound]],
  ]
  return (
    <section className="card pad" aria-labelledby="text">
      <div className="row between wrap g8">
        <h2 id="text" className="t16">
          信里写的
        </h2>
        {view.documentId ? <a href={`/api/documents/${view.documentId}?preview`}>打开告知书</a> : null}
      </div>
      <div className="mt8">
        {parts.map(([title, lines]) =>
          lines.length > 0 ? (
            <div key={title} className="mt12">
              <h3 className="t14">{title}</h3>
              <ul className="letter-list">
                {lines.map((line) => (
                  <li key={line} className="objection-text">
                    {line}
                  </li>
                ))}
              </ul>
            </div>
          ) : null,
        )}
      </div>
    </section>
  )
}

/** One letter: figures that nobody can change, words that staff choose, and one press that sends it. */
export default async function LetterPage({ params }: Props) {
  const { caseNo } = await params
  const actor = await requireRole(`/counter/feedback/${caseNo}`, ...roles)
  const view = await orNotFound(viewOf(caseNo))
  return (
    <StaffFrame actor={actor} current="feedback" title="结果告知书">
      <a className="back t14" href="/counter/feedback">
        结果告知书
      </a>
      <div className="adm-head mt8">
        <div>
          <h1>{view.title}</h1>
          <p className="t14 c2 mt4">
            {view.item}，{view.caseNo}
          </p>
        </div>
        <Tag kind={view.state === 'sent' ? 'ok' : view.state === 'draft' ? 'info' : 'warn'}>
          {view.state === 'sent' ? '发了' : view.state === 'draft' ? '草稿' : '还没写'}
        </Tag>
      </div>
      {view.state === 'sent' ? <Note kind="ok">这封信已经发给申请人，不能再改。</Note> : null}
      <div className="adm-cols">
        {view.maySend ? (
          <LetterForm
            caseNo={view.caseNo}
            version={view.version}
            failed={view.letter.failed}
            comments={view.letter.comments}
            remarks={view.remarks}
            change={view.letter.change}
            nextRound={view.letter.nextRound}
          />
        ) : (
          <Sent view={view} />
        )}
        <section className="card pad" aria-labelledby="scores">
          <div className="row between wrap g8">
            <h2 id="scores" className="t16">
              得分
            </h2>
          </div>
          <div className="mt8">
            <Scores view={view} />
          </div>
        </section>
      </div>
    </StaffFrame>
  )
}
