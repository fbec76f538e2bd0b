import { type Stage, stages } from '@/lib/foundation/venture/model/stages'

export interface RouteCamp {
  readonly stage: Stage
  readonly camp: string
  readonly name: string
  readonly state: 'passed' | 'next' | 'later'
  /** Months since entry at which the route puts it. */
  readonly month: number
}

export interface Route {
  /** Months since entry, never beyond the limit on the chart. */
  readonly now: number
  readonly limit: number
  readonly camps: readonly RouteCamp[]
}

/**
 * Where the camps lie on a line of months. Reference months come from the rules; a camp that was reached lies behind
 * the climber, one to come before them, whatever the reference says.
 */
export function routeOf(stage: Stage, months: number, limit: number, reference: (stage: Stage) => number): Route {
  const now = Math.min(months, limit)
  const at = stages.findIndex((camp) => camp.stage === stage)
  const ahead = stages.length - 1 - at
  const room = limit - now
  const camps = stages.map((camp, i): RouteCamp => {
    const wanted = reference(camp.stage)
    if (i <= at) return { ...camp, state: 'passed', month: Math.min(wanted, (now * (i + 1)) / (at + 1.6)) }
    const step = i - at
    return { ...camp, state: step === 1 ? 'next' : 'later', month: Math.min(Math.max(wanted, now + (room * step) / (ahead + 2)), limit) }
  })
  return { now, limit, camps }
}

/** Height of the ridge at a share of the way, 0 at the foot and 1 at the summit, which stands at nine tenths. */
export function ridge(share: number): number {
  const t = Math.min(1, Math.max(0, share))
  const climb = t < 0.9 ? (t / 0.9) ** 0.86 : 1 - (t - 0.9) * 2.4
  return Math.max(0.02, climb + 0.022 * Math.sin(t * 23) + 0.012 * Math.sin(t * 51))
}

/** The ridge as points of a drawing; `lower` > 0 gives a contour below it. */
export function ridgePoints(width: number, base: number, top: number, lower = 0, until = 1): [number, number][] {
  const steps = 96
  return Array.from({ length: Math.round(steps * until) + 1 }, (_, i) => {
    const share = Math.min(i / steps, until)
    const wave = lower === 0 ? 0 : 2.5 * Math.sin(share * (9 + lower * 7) + lower * 5)
    return [share * width, Math.min(base, base - (base - top) * ridge(share) + lower * (base - top) + wave)]
  })
}
