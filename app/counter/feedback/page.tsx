import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, type Kind } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { letterHref, letterQuerySchema } from '@/lib/journeys/review/model/feedback-query'
import { type LetterPage, type LetterState, letterPage } from '@/lib/journeys/review/server/feedback'
import { formatDateZh } from '@/lib/kernel/calendar-date'

const roles = ['intake', 'leader', 'auditor'] as const

export const generateMetadata = titleFor('结果告知书', ...roles)
export const dynamic = 'force-dynamic'

const words: Record<LetterState, { word: string; kind: Kind }> = {
  missing: { word: '还没写', kind: 'warn' },
  draft: { word: '有草稿，没发', kind: 'info' },
  sent: { word: '发了', kind: 'ok' },
}

function Table({ lines }: { lines: LetterPage['lines'] }) {
  return (
    <section className="scroll-x mt12" aria-label="结果告知书，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">办件</th>
            <th scope="col">项目或团队</th>
            <th scope="col">支持</th>
            <th scope="col">批次</th>
            <th scope="col">结果日期</th>
            <th scope="col">告知书</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.caseNo}>
              <th scope="row" className="num">
                <a href={`/counter/feedback/${line.caseNo}`}>{line.caseNo}</a>
              </th>
              <td className="wide">{line.title}</td>
              <td>{line.item}</td>
              <td>{line.round}</td>
              <td>{line.decidedOn ? formatDateZh(line.decidedOn) : '—'}</td>
              <td>
                <Dot kind={words[line.state].kind}>{words[line.state].word}</Dot>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Everybody who was not chosen, and how many of them have no letter yet. */
export default async function LettersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = letterQuerySchema.parse(await searchParams)
  const actor = await requireRole(letterHref(query), ...roles)
  const { rounds, lines } = await orNotFound(letterPage(actor, query))
  const missing = rounds.reduce((sum, round) => sum + round.missing, 0)
  const all = rounds.reduce((sum, round) => sum + round.rejected, 0)
  return (
    <StaffFrame actor={actor} current="feedback" title="结果告知书">
      <div className="adm-head">
        <h1>{missing > 0 ? `还差 ${missing} 封告知书` : '没有欠的告知书'}</h1>
      </div>
      <p className="t14 c2 mt4">没通过的每个人都要收到：哪里不够、和这一批比怎么样、怎么改、下一次什么时候。</p>
      <ul className="adm-chips" aria-label="批次">
        <li>
          <a className={query.round ? 'chip' : 'chip on'} href={letterHref({ ...query, round: undefined })} aria-current={query.round ? undefined : 'true'}>
            全部批次 {all}
          </a>
        </li>
        {rounds.map((round) => (
          <li key={round.id}>
            <a
              className={query.round === round.id ? 'chip on' : 'chip'}
              href={letterHref({ ...query, round: round.id })}
              aria-current={query.round === round.id ? 'true' : undefined}
            >
              {round.name}：{round.rejected} 件，{round.missing > 0 ? `差 ${round.missing} 封` : '都发了'}
            </a>
          </li>
        ))}
      </ul>
      {lines.length > 0 ? <Table lines={lines} /> : <EmptyState kind="done" title="没有没通过的办件" text="有了结果不通过的，会排在这里等写告知书。" />}
    </StaffFrame>
  )
}
