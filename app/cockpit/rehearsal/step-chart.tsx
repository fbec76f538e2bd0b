import type { Outlook, Point } from '@/lib/overview/rehearsal/model/rehearse'

interface Props {
  history: readonly Point[]
  outlook: Outlook
  all: Outlook
  today: number
}

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 628, 44, 300]
const MILLION = 1_000_000
/** 万元 with one decimal. */
const wan = (fen: number) => (fen / MILLION).toFixed(1)

/** A scale whose top is a round number above everything that is drawn. */
function scaleOf(highest: number) {
  const step = [50, 100, 200, 500, 1000, 2000].find((one) => highest / MILLION / one <= 5) ?? 5000
  const top = Math.max(step, Math.ceil((highest * 1.02) / MILLION / step) * step) * MILLION
  const x = (at: number) => LEFT + at * (RIGHT - LEFT)
  const y = (fen: number) => BOTTOM - (fen / top) * (BOTTOM - TOP)
  const ticks = Array.from({ length: Math.round(top / MILLION / step) }, (_, i) => (i + 1) * step)
  return { x, y, ticks }
}

/** Money promised stays promised: a line that goes up in steps, never between them. */
function stepPath(points: readonly Point[], x: (at: number) => number, y: (fen: number) => number): string {
  return points.map(({ at, fen }, i) => (i === 0 ? `M${x(at).toFixed(1)} ${y(fen).toFixed(1)}` : `H${x(at).toFixed(1)}V${y(fen).toFixed(1)}`)).join('')
}

/** Below the end of the line where its last stretch is long enough for the words; else above it and above the dotted one. */
const labelAt = (end: number, dotted: number, below: boolean): number => (below ? end + 18 : Math.min(end, dotted) - 10)

/** The year in steps: until today, with the ticked cases, with all of them, and the limit that nothing passes. */
export function StepChart({ history, outlook, all, today }: Props) {
  const { x, y, ticks } = scaleOf(Math.max(outlook.limitFen, all.endFen, outlook.endFen))
  const past: Point[] = [{ at: 0, fen: 0 }, ...history, { at: today, fen: outlook.usedFen }]
  const now = { x: x(today), y: y(outlook.usedFen) }
  const area = `${stepPath(past, x, y)}V${BOTTOM}H${LEFT}Z`
  const over = outlook.endFen > outlook.limitFen
  const dotted = all.count > outlook.count
  const allOver = dotted && all.endFen > all.limitFen
  const lastStep = x(outlook.steps.at(-2)?.at ?? 1)
  const below = !over && RIGHT - lastStep > 110 && now.y - y(outlook.endFen) > 48
  const endLabel = labelAt(y(outlook.endFen), dotted && !allOver ? y(all.endFen) : BOTTOM, below)
  const sentence = `专项资金全年上限 ${wan(outlook.limitFen)} 万元，今天已安排 ${wan(outlook.usedFen)} 万元，批勾选的 ${outlook.count} 件后年底 ${wan(outlook.endFen)} 万元`
  return (
    <svg viewBox="0 0 640 332" role="img" aria-label={sentence}>
      <path d={`M${LEFT} ${BOTTOM}H${RIGHT}`} stroke="var(--line-2)" />
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick * MILLION)}H${RIGHT}`} stroke="var(--chart-grid)" />
          <text x={LEFT - 8} y={y(tick * MILLION) + 4} textAnchor="end" className="tk">
            {tick}
          </text>
        </g>
      ))}
      <text x={LEFT - 8} y={BOTTOM + 4} textAnchor="end" className="tk">
        万元
      </text>
      {[1, 3, 5, 7, 9, 11].map((month) => (
        <text key={month} x={x((month - 1) / 12)} y={BOTTOM + 22} textAnchor="middle" className="tk">
          {month} 月
        </text>
      ))}
      <path d={area} fill="var(--chart-1)" opacity=".08" />
      <path d={stepPath(past, x, y)} fill="none" stroke="var(--chart-1)" strokeWidth="2.5" />
      <path d={`M${LEFT} ${y(outlook.limitFen)}H${RIGHT}`} stroke="var(--bad-solid)" strokeWidth="1.5" />
      <text x={LEFT + 4} y={y(outlook.limitFen) - 6} className="tk lim b">
        上限 {wan(outlook.limitFen)}
      </text>
      {dotted ? <path d={stepPath(all.steps, x, y)} fill="none" stroke="var(--bad-solid)" strokeWidth="1.5" strokeDasharray="2 4" /> : null}
      <path
        d={stepPath(outlook.steps, x, y)}
        fill="none"
        stroke={over ? 'var(--bad-solid)' : 'var(--accent-graphic)'}
        strokeWidth="2.5"
        strokeDasharray="5 4"
      />
      <circle cx={now.x} cy={now.y} r="4" fill="var(--chart-1)" stroke="var(--surface)" strokeWidth="2" />
      <text x={now.x - 8} y={now.y - 10} textAnchor="end" className="tk b">
        今天 {wan(outlook.usedFen)}
      </text>
      {outlook.count > 0 ? (
        <text x={RIGHT} y={Math.min(endLabel, BOTTOM - 8)} textAnchor="end" className={over ? 'tk lim' : 'tk acc'}>
          批 {outlook.count} 件 {wan(outlook.endFen)}
        </text>
      ) : null}
      {allOver ? (
        <text x={RIGHT} y={Math.max(14, y(all.endFen) - 10)} textAnchor="end" className="tk lim">
          {all.count} 件全批 {wan(all.endFen)}，超 {wan(all.endFen - all.limitFen)}
        </text>
      ) : null}
    </svg>
  )
}
