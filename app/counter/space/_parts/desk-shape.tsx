import type { PlanState } from '@/lib/journeys/space/model/plan'

interface Look {
  readonly fill: string
  readonly stroke: string
  readonly text: string
  readonly dash?: string
  readonly bold?: boolean
}

/** One look per state; the outline, hatching and sign differ as well as the colour. */
const looks: Record<PlanState, Look> = {
  free: { fill: 'var(--surface)', stroke: 'var(--primary)', text: 'var(--primary)', dash: '4 3', bold: true },
  held: { fill: 'var(--accent-soft)', stroke: 'var(--accent-graphic)', text: 'var(--accent-text)', dash: '6 2', bold: true },
  offered: { fill: 'var(--accent-soft)', stroke: 'var(--accent-graphic)', text: 'var(--accent-text)', bold: true },
  accepted: { fill: 'var(--primary-soft-2)', stroke: 'var(--primary)', text: 'var(--text)' },
  occupied: { fill: 'var(--primary-soft-2)', stroke: 'var(--primary-line)', text: 'var(--text)' },
  reserved: { fill: 'url(#reserved)', stroke: 'var(--hold-solid)', text: 'var(--hold)' },
  maintenance: { fill: 'var(--surface-3)', stroke: 'var(--line-2)', text: 'var(--text-3)' },
  closed: { fill: 'var(--surface-3)', stroke: 'var(--line-2)', text: 'var(--text-3)' },
}

/** The sign in the upper right corner of a desk `width` wide. */
function Sign({ state, width }: { state: PlanState; width: number }) {
  const x = width - 8
  if (state === 'held' || state === 'offered')
    return <path d={`M${x} 4.500a3.500 3.500 0 1 0 .01 0M${x} 6v2.200h1.700`} fill="none" stroke={looks[state].text} strokeWidth="1" />
  if (state === 'accepted') return <path d={`M${x - 3.5} 8l2.500 2.500 4.500-5`} fill="none" stroke="var(--primary)" strokeWidth="1.600" />
  if (state === 'maintenance') return <path d={`M${x - 3} 5l6 6m0-6l-6 6`} stroke="var(--text-3)" strokeWidth="1.400" />
  if (state === 'closed') return <path d={`M${x - 3} 8h6`} stroke="var(--text-3)" strokeWidth="1.600" />
  return null
}

/** A desk, drawn at the origin; `label` is the team or the number. */
export function DeskShape({ state, label, width, height }: { state: PlanState; label?: string; width: number; height: number }) {
  const look = looks[state]
  return (
    <>
      <rect width={width} height={height} rx="3" fill={look.fill} stroke={look.stroke} strokeWidth="1.300" strokeDasharray={look.dash} />
      {label ? (
        <text x={width / 2} y={height / 2 + 4.5} textAnchor="middle" fontSize="12" fontWeight={look.bold ? 600 : 400} fill={look.text}>
          {label}
        </text>
      ) : null}
      <Sign state={state} width={width} />
    </>
  )
}

/** The hatching of reserved units; once per page, other drawings refer to it. */
export function Hatching() {
  return (
    <svg width="0" height="0" className="defs" aria-hidden="true">
      <defs>
        <pattern id="reserved" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--hold-soft)" />
          <path d="M0 0V5" stroke="var(--hold-line)" strokeWidth="2" />
        </pattern>
      </defs>
    </svg>
  )
}

/** The same look, small, for the legend and the list. */
export function StateMark({ state }: { state: PlanState }) {
  return (
    <svg width="24" height="18" viewBox="0 0 24 18" aria-hidden="true">
      <g transform="translate(1 1)">
        <DeskShape state={state} width={22} height={16} />
      </g>
    </svg>
  )
}
