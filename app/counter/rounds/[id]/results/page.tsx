import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note } from '@/app/_ui/tag'
import { PrintButton } from '@/app/counter/space/_parts/print-button'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { errorText } from '@/lib/i18n/errors'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { type ResultsView, resultsView } from '@/lib/journeys/review/server/results'
import { formatYuan } from '@/lib/kernel/money'
import { ProgressTable } from './progress-table'
import { RankingTable } from './ranking-table'

export const generateMetadata = titleFor('评审结果', 'intake', 'leader', 'chair', 'auditor', 'observer')

interface Props {
  params: Promise<{ id: string }>
}

/** The outcome of a round: who stands where, what that asks for, and where places and money run out. */
export default async function ResultsPage({ params }: Props) {
  const { id } = await params
  const actor = await signedIn(`/counter/rounds/${id}/results`)
  const view = await orNotFound(resultsView(actor, id))
  return (
    <StaffFrame actor={actor} current="rounds" title={`评审结果：${view.round.name}`}>
      <div className="rv-results">
        <h1>{headline(view)}</h1>
        <p className="c2 t14 mt4">
          {view.round.name}
          {view.round.blind ? '，盲评' : ''}，每份至少 {view.round.minSheets} 份有效评分。这里只有建议，决定在会上作。
        </p>
        {view.results ? (
          <Results view={view} results={view.results} />
        ) : (
          <div className="mt16">
            <Note>{errorText(view.hiddenBecause ?? 'review.not_complete')}</Note>
          </div>
        )}
        <ProgressTable roundId={id} rows={view.progress} blind={view.round.blind} mayPrepare={view.mayPrepare} />
      </div>
    </StaffFrame>
  )
}

/** The conclusion first. */
function headline({ results, progress }: ResultsView): string {
  if (!results) {
    const ready = progress.filter((row) => row.copy === 'confirmed').length
    return `${progress.length} 份申报，${ready} 份材料已核对`
  }
  const of = (standing: string) => results.lines.filter((line) => line.standing === standing).length
  const beyond = of('beyond')
  return `推荐 ${of('recommended')} 份${beyond > 0 ? `，另有 ${beyond} 份过线但名额或额度不够` : ''}，不推荐 ${of('not_recommended')} 份`
}

function Results({ view, results }: { view: ResultsView; results: NonNullable<ResultsView['results']> }) {
  const { round } = view
  const last = results.lines.at(-1)?.used ?? { desk: 0, flat: 0, grantFen: 0n }
  const uses = [
    round.places.desk === undefined ? null : { label: '工位', used: `${last.desk}`, of: `${round.places.desk} 个` },
    round.places.flat === undefined ? null : { label: '公寓', used: `${last.flat}`, of: `${round.places.flat} 间` },
    round.availableFen === null
      ? null
      : { label: '资助', used: formatYuan(last.grantFen, { decimals: 0 }), of: `${formatYuan(round.availableFen, { decimals: 0 })} 元` },
  ].filter((one) => one !== null)
  return (
    <>
      <div className="rv-uses">
        {uses.map((one) => (
          <div key={one.label}>
            <span className="c3 t12">{one.label}，按名单给出去</span>
            <b className="num">{one.used}</b>
            <span className="c2 t13">可用 {one.of}</span>
          </div>
        ))}
        <div>
          <span className="c3 t12">分差超过 {results.limit / 100} 分</span>
          <b className="num">{results.lines.filter((line) => line.entry.state === 'discussion').length}</b>
          <span className="c2 t13">份要上会讨论</span>
        </div>
        <div className="acts no-print">
          <a className="btn md sec" href={`/counter/rounds/${round.id}/results/ranking`}>
            导出排序名单
          </a>
          <a className="btn md sec" href={`/counter/rounds/${round.id}/results/scores`}>
            导出评分（不记名）
          </a>
          <PrintButton />
        </div>
      </div>
      <RankingTable lines={results.lines} limit={results.limit} mark={results.mark} />
      <Formula view={view} mark={results.mark} />
      <SeverityTable rows={results.severity} />
    </>
  )
}

function Formula({ view, mark }: { view: ResultsView; mark: number }) {
  const versions = [...new Set(view.results?.lines.flatMap((line) => line.entry.formulaVersion ?? []))]
  return (
    <p className="t13 c2 mt12">
      怎么算：五份起去掉一个最高分和一个最低分再平均，不到五份取平均；{pointsText(mark)} 分起推荐；同分同名次，按编号先后排，编号不含申请人信息。公式版本{' '}
      {versions.join('、') || '—'}。
    </p>
  )
}

function SeverityTable({ rows }: { rows: NonNullable<ResultsView['results']>['severity'] }) {
  if (rows.length === 0) return null
  return (
    <section className="mt24" aria-labelledby="severity">
      <h2 id="severity" className="t18">
        谁打得松，谁打得严
      </h2>
      <p className="t13 c2 mt4">每位专家和同一份申报上其他专家的平均差。只给你看，不改分。</p>
      <table className="tbl dense rv-severity mt8">
        <thead>
          <tr>
            <th scope="col">专家</th>
            <th scope="col" className="r">
              份数
            </th>
            <th scope="col" className="r">
              平均差
            </th>
            <th scope="col">偏向</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reviewer}>
              <th scope="row">{row.reviewer}</th>
              <td className="r">{row.sheets}</td>
              <td className="r">{row.difference > 0 ? `+${pointsText(row.difference)}` : pointsText(row.difference).replace('-', '−')}</td>
              <td>{row.difference === 0 ? '和大家一样' : row.difference > 0 ? '偏松' : '偏严'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
