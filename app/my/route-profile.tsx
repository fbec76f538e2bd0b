import { ridge, ridgePoints } from '@/lib/overview/passport/model/route'
import type { Workspace } from '@/lib/overview/passport/server/workspace'

type Route = NonNullable<Workspace['route']>

interface Props {
  route: Route
  width: number
  /** On a phone the camps keep only their short names. */
  short?: boolean
}

/** A smooth line through points: each is the control of a curve between the middles. */
function smooth(points: readonly [number, number][]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const n = (value: number) => value.toFixed(1)
  const curves = rest.slice(0, -1).map(([x, y], i) => {
    const next = rest[i + 1] ?? [x, y]
    return `Q${n(x)} ${n(y)} ${n((x + next[0]) / 2)} ${n((y + next[1]) / 2)}`
  })
  const last = rest.at(-1) ?? first
  return `M${n(first[0])} ${n(first[1])}${curves.join('')}L${n(last[0])} ${n(last[1])}`
}

const BASE = 342
const TOP = 64

/** The route in profile: months since entry against the limit, camps on the ridge, the climber where they are. A chart, not a picture. */
export function RouteProfile({ route, width, short = false }: Props) {
  const { limit, now } = route
  const base = short ? 200 : BASE
  const top = short ? 44 : TOP
  const x = (month: number) => (width * month) / limit
  const y = (month: number) => base - (base - top) * ridge(month / limit)
  const line = ridgePoints(width, base, top)
  const area = `${smooth(line)}L${width} ${base}L0 ${base}Z`
  const walked = ridgePoints(width, base, top, 0, Math.max(0.01, now / limit))
  const id = short ? 'ridge-s' : 'ridge'
  const words = route.camps.map((camp) => `${camp.camp}${camp.name}${camp.state === 'passed' ? '已到' : ''}`).join('，')
  const nearEnd = x(now) > width - 130
  return (
    <svg
      className={short ? 'profile short' : 'profile'}
      viewBox={`0 0 ${width} ${base + 38}`}
      width="100%"
      role="img"
      aria-label={`攀登路线：${words}。你在第 ${route.month} 个月，最长 ${limit} 个月`}
    >
      <clipPath id={id}>
        <path d={area} />
      </clipPath>
      <path d={area} fill="var(--primary)" opacity=".05" />
      <g clipPath={`url(#${id})`} fill="none">
        {[0.07, 0.15, 0.23, 0.31, 0.4, 0.49, 0.59, 0.7].map((lower, i) => (
          <path
            key={lower}
            d={smooth(ridgePoints(width, base + 40, top, lower))}
            stroke={i % 4 === 3 ? 'var(--contour-index)' : 'var(--contour)'}
            strokeWidth="1.1"
          />
        ))}
      </g>
      {[0, 12, 24, 36, 48, 60]
        .filter((month) => month < limit)
        .map((month) => (
          <g key={month}>
            <path d={`M${x(month)} ${base}v5`} stroke="var(--line-2)" />
            <text x={x(month)} y={base + 20} textAnchor={month === 0 ? 'start' : 'middle'} className="tk">
              {month === 0 ? '入驻' : short ? month : `${month} 个月`}
            </text>
          </g>
        ))}
      <text x={width} y={base + 20} textAnchor="end" className="tk">
        {short ? `${limit} 个月` : `最长 ${limit} 个月`}
      </text>
      <path d={`M0 ${base}H${width}`} stroke="var(--line-2)" />
      <path d={smooth(line)} fill="none" stroke="var(--line-control)" strokeWidth="2" strokeDasharray="1 6" strokeLinecap="round" />
      <path d={smooth(walked)} fill="none" stroke="var(--accent-graphic)" strokeWidth="3" strokeLinecap="round" />
      {route.camps.map((camp, i) => {
        const passed = camp.state === 'passed'
        const tone = camp.state === 'next' ? 'next' : passed ? 'passed' : 'later'
        // names of neighbours that were passed within a few months would lie on each other
        const crowded = passed && route.camps.some((other, k) => k > i && other.state === 'passed' && x(other.month) - x(camp.month) < (short ? 42 : 66))
        const anchor = x(camp.month) > width - 40 ? 'end' : passed ? 'end' : 'middle'
        const dx = passed && anchor === 'end' ? 6 : 0
        return (
          <g key={camp.stage}>
            <circle
              cx={x(camp.month)}
              cy={y(camp.month)}
              r="6"
              fill={passed ? 'var(--accent-graphic)' : 'var(--surface)'}
              stroke={camp.state === 'later' ? 'var(--line-control)' : 'var(--accent-graphic)'}
              strokeWidth="2.4"
            />
            {crowded ? null : (
              <>
                <text x={x(camp.month) + dx} y={y(camp.month) - (short ? 14 : 32)} textAnchor={anchor} className={`camp ${tone}`}>
                  {camp.camp}
                </text>
                {short ? null : (
                  <text x={x(camp.month) + dx} y={y(camp.month) - 15} textAnchor={anchor} className={camp.state === 'next' ? 'tk acc' : 'tk'}>
                    {camp.name}
                  </text>
                )}
              </>
            )}
          </g>
        )
      })}
      <path d={`M${x(now)} ${y(now)}V${base}`} stroke="var(--accent-graphic)" strokeDasharray="2 3" />
      <circle cx={x(now)} cy={y(now)} r="13" fill="var(--accent)" opacity=".22" />
      <circle cx={x(now)} cy={y(now)} r="7" fill="var(--accent)" stroke="var(--surface)" strokeWidth="2" />
      <text x={x(now) + (nearEnd ? -18 : 18)} y={y(now) + 24} textAnchor={nearEnd ? 'end' : 'start'} className="tk acc here">
        你在这 · 第 {route.month} 个月
      </text>
    </svg>
  )
}
