import { Dot } from '@/app/_ui/tag'
import type { PanelView } from '@/lib/foundation/panel/server/panels-page'

type Row = PanelView['pool']['rows'][number]

const reasonsOf = (row: Row) => row.reasons.map((reason) => `${reason.entryCode ? `${reason.entryCode} ` : ''}${reason.why}`)

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <section className="scroll-x mt12" aria-label="抽取池，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">专家</th>
            <th scope="col">能不能抽</th>
            <th scope="col">为什么</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reviewerId}>
              <td className="num">{row.no}</td>
              <th scope="row">
                <a href={`/counter/reviewers/${row.reviewerId}`}>{row.name}</a>
                <span className="c3 block">{row.employer}</span>
              </th>
              <td>{row.excluded ? <Dot kind="bad">排除</Dot> : row.reasons.length > 0 ? <Dot kind="warn">可抽，要披露</Dot> : <Dot kind="ok">可抽</Dot>}</td>
              <td className="wide">{reasonsOf(row).join('；') || '没有查到利益关系'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Who can be drawn and who cannot: as of now before the pool is frozen, afterwards as it was written down. */
export function Pool({ panel, path, anyField }: { panel: PanelView; path: string; anyField: boolean }) {
  const { rows, count, frozen } = panel.pool
  const left = [...rows].sort((a, b) => Number(a.excluded) - Number(b.excluded) || a.no.localeCompare(b.no))
  const mayChange = !frozen && panel.stage !== 'sealed'
  return (
    <details className="mt12" open={panel.stage === 'forming' || undefined}>
      <summary>
        抽取池：可抽 {count.eligible} 位，排除 {rows.length - count.eligible} 位{frozen ? '（已冻结）' : '（按现在的登记）'}
      </summary>
      {mayChange ? (
        <p className="t14 c2 mt8">
          {panel.fields.length > 0 ? `只抽专业含 ${panel.fields.join('、')} 的专家。` : '不限专业。'}{' '}
          <a href={anyField ? path : `${path}?any=1`}>{anyField ? '按申报的领域抽' : '放宽到不限专业'}</a>
        </p>
      ) : null}
      {left.length > 0 ? <Rows rows={left} /> : <p className="t14 c2 mt8">专家库里还没有在库的专家。</p>}
    </details>
  )
}
