import type { Cell } from '@/lib/overview/passport/model/cells'
import type { MeasureState } from '@/lib/overview/passport/model/strip'

const words = { used: '在用', open: '可以申请', not: '暂不符合', unknown: '还判断不了' } as const
const classes = { used: '', open: 'a', not: 'n', unknown: 'n' } as const

/** Contour rings of the cover; the same for everybody, decoration only. */
function Contours() {
  const rings = [14, 26, 38, 50, 64, 80, 98]
  return (
    <svg className="contour" viewBox="0 0 416 80" preserveAspectRatio="xMidYMid slice" fill="none" aria-hidden="true">
      {rings.map((r, i) => (
        <g key={r}>
          <ellipse className={i % 3 === 2 ? 'ci' : 'cl'} cx={330} cy={24} rx={r * 1.6} ry={r * 0.72} transform={`rotate(${i * 3 - 8} 330 24)`} />
          <ellipse className={i % 3 === 1 ? 'ci' : 'cl'} cx={70} cy={78} rx={r * 1.3} ry={r * 0.6} transform={`rotate(${9 - i * 4} 70 78)`} />
        </g>
      ))}
    </svg>
  )
}

function PassportCell({ cell }: { cell: Cell }) {
  return (
    <div className="pe">
      <div className="l">
        <span>{cell.label}</span>
        <span>{cell.frame}</span>
      </div>
      <div className={cell.value === '没有' ? 'v none' : 'v'}>
        {cell.value}
        {cell.unit ? <small>{cell.unit}</small> : null}
      </div>
      {cell.used !== null ? (
        <span className={cell.pending ? 'bar jin' : 'bar'} role="img" aria-label={`${cell.used}%`}>
          <i style={{ width: `${cell.used}%` }} />
        </span>
      ) : null}
      <div className="s">{cell.note}</div>
    </div>
  )
}

interface Props {
  holder: string
  cells: readonly Cell[]
  measures: readonly MeasureState[]
}

/** 权益护照: everything the public gives this founder, in one card; each measure with its reason one click away. */
export function PassportCard({ holder, cells, measures }: Props) {
  const count = (state: MeasureState['state']) => measures.filter((measure) => measure.state === state).length
  return (
    <section className="card pass">
      <div className="cover">
        <Contours />
        <div>
          <h2>权益护照</h2>
          <p>{holder}</p>
        </div>
      </div>
      <div className="gr">
        {cells.map((cell) => (
          <PassportCell key={cell.key} cell={cell} />
        ))}
      </div>
      <details className="m13">
        <summary>
          <span className="row between t13">
            <span className="fb">{measures.length} 项支持</span>
            <span className="link">逐项看原因</span>
          </span>
          <span className="d" aria-hidden="true">
            {measures.map((measure) => (
              <i key={measure.no} className={classes[measure.state]} />
            ))}
          </span>
          <span className="row wrap g16 t12 c2">
            <span>{count('used')} 项在用</span>
            <span className="cacc fb">{count('open')} 项可以申请</span>
            {count('not') > 0 ? <span>{count('not')} 项暂不符合</span> : null}
            {count('unknown') > 0 ? <span>{count('unknown')} 项还判断不了</span> : null}
          </span>
        </summary>
        <ol className="why">
          {measures.map((measure) => (
            <li key={measure.no}>
              <b>{measure.name}</b>
              <span className={measure.state === 'open' ? 'cacc fb' : 'c2'}>
                {words[measure.state] === measure.reason ? measure.reason : `${words[measure.state]} · ${measure.reason}`}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
