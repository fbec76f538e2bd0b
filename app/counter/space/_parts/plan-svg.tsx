import { deskSize, layoutOf, type PlacedDesk } from '@/lib/journeys/space/model/layout'
import { pick, planWords, shortCode, shortName } from '@/lib/journeys/space/model/plan'
import type { PlanView } from '@/lib/journeys/space/server/queries'
import type { PlanUnit } from '@/lib/journeys/space/server/units'
import { type PlanAddress, planHref } from './address'
import { DeskShape } from './desk-shape'

const CHAIR = { width: 20, height: 9 } as const
const inUse = (unit: PlanUnit) => unit.state === 'occupied' || unit.state === 'accepted'

function spoken(unit: PlanUnit): string {
  const holder = unit.holding ? `，${unit.holding.holder}` : ''
  return `${unit.code}，${planWords[unit.state]}${holder}${unit.byWindow ? '，靠窗' : ''}`
}

function Desk({ unit, at, href, chosen }: { unit: PlanUnit; at: PlacedDesk; href: string; chosen: boolean }) {
  const { width, height } = deskSize
  const chairTop = at.chairAbove ? -CHAIR.height - 3 : height + 3
  return (
    <a href={href} aria-label={spoken(unit)} aria-current={chosen ? 'true' : undefined} data-code={unit.code} data-x={unit.x ?? 0} data-y={unit.y ?? 0}>
      <g transform={`translate(${at.left} ${at.top})`}>
        <title>{spoken(unit)}</title>
        <rect x={(width - CHAIR.width) / 2} y={chairTop} {...CHAIR} rx="4" fill={inUse(unit) ? 'var(--primary-line)' : 'var(--surface-3)'} opacity=".8" />
        <DeskShape state={unit.state} label={inUse(unit) && unit.holding ? shortName(unit.holding.holder) : shortCode(unit.code)} {...deskSize} />
        {chosen ? (
          <rect x="-3.500" y="-3.500" width={width + 7} height={height + 7} rx="6" fill="none" stroke="var(--accent-graphic)" strokeWidth="2.500" />
        ) : null}
      </g>
    </a>
  )
}

/** Glass in the walls beside the desks that the ledger calls 靠窗. */
function Windows({ units, width, height, at }: { units: readonly PlanUnit[]; width: number; height: number; at: ReadonlyMap<string, PlacedDesk> }) {
  const rows = units.flatMap((unit) => unit.y ?? [])
  const columns = units.flatMap((unit) => unit.x ?? [])
  const [lastRow, lastColumn] = [Math.max(...rows), Math.max(...columns)]
  const glass = units.flatMap((unit) => {
    const place = at.get(unit.code)
    if (!unit.byWindow || !place) return []
    if (unit.y === 1 || unit.y === lastRow) return [`M${place.left} ${unit.y === 1 ? 4 : height - 4}h${deskSize.width}`]
    if (unit.x === 1 || unit.x === lastColumn) return [`M${unit.x === 1 ? 4 : width - 4} ${place.top}v${deskSize.height}`]
    return []
  })
  return <path d={glass.join('')} stroke="var(--dai-300)" strokeWidth="4" />
}

/** The floor from the rows: every desk is a link, so it works by keyboard and without script. */
export function PlanSvg({ view, address }: { view: PlanView; address: PlanAddress }) {
  const { units } = view
  const { width, height, desks } = layoutOf(units)
  const at = new Map(desks.map((desk) => [desk.code, desk]))
  const selected = view.selected.map((unit) => unit.code)
  const isFree = (code: string) => units.some((unit) => unit.code === code && unit.state === 'free')
  const sentence = `${view.zone.name}平面图：${units.length} 个工位，空 ${view.counts.free} 个`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links inside a drawing has no element of its own
    <svg viewBox={`0 0 ${width} ${height}`} className="floor" role="group" aria-label={sentence}>
      <rect x="4" y="4" width={width - 8} height={height - 8} fill="var(--surface)" stroke="var(--text-2)" strokeWidth="3" />
      <Windows units={units} width={width} height={height} at={at} />
      {units.map((unit) => {
        const place = at.get(unit.code)
        if (!place) return null
        const href = planHref(view.zone.key, address, { selected: pick(selected, unit.code, isFree, view.maxPicked), caseNo: address.caseNo })
        return <Desk key={unit.code} unit={unit} at={place} href={href} chosen={selected.includes(unit.code)} />
      })}
    </svg>
  )
}
