import { EXPIRY_WEEKS } from '@/lib/journeys/space/model/expiry'
import type { PlanView } from '@/lib/journeys/space/server/queries'

const WIDTH = 840
const BASE = 52
const BAR = { width: 44, height: 45 } as const

/** 「接下来到期」: terms that end in the next twelve weeks, by week, counted from the rows. */
export function ExpiryStrip({ view }: { view: PlanView }) {
  const total = view.expiring.reduce((sum, week) => sum + week.count, 0)
  const most = Math.max(1, ...view.expiring.map((week) => week.count))
  const step = WIDTH / EXPIRY_WEEKS
  return (
    <section className="exp" aria-labelledby="exp-h">
      <div className="row between wrap t13 c2">
        <h2 id="exp-h" className="t13">
          接下来 {EXPIRY_WEEKS} 周，这里到期的工位
        </h2>
        <span>
          共 {total} 个{view.withoutEnd > 0 ? `；另有 ${view.withoutEnd} 个台账没写到期日` : ''}
        </span>
      </div>
      {total === 0 ? null : (
        <svg
          viewBox={`0 0 ${WIDTH} 74`}
          width="100%"
          role="img"
          aria-label={`每周到期：${view.expiring.map((week) => `${week.from} 起 ${week.count} 个`).join('，')}`}
        >
          {view.expiring.map(({ from, count }, i) => {
            const height = (BAR.height * count) / most
            const [, month, day] = from.split('-').map(Number)
            return (
              <g key={from} transform={`translate(${i * step} 0)`}>
                <rect y={BASE - height} width={BAR.width} height={height} rx="2" fill="var(--primary)" />
                <path d={`M0 ${BASE + 0.5}h${BAR.width}`} stroke="var(--line-2)" />
                <text y="69" fontSize="12" fill="var(--text-3)">
                  {month}-{day}
                </text>
                {count > 0 ? (
                  <text x={BAR.width + 6} y="50" fontSize="12" fill="var(--text-2)">
                    {count}
                  </text>
                ) : null}
              </g>
            )
          })}
        </svg>
      )}
    </section>
  )
}
