// 批准前额度预演: what the lines and the year would look like if the ticked cases were approved. Amounts are whole fen.

export interface RehearsalLine {
  readonly id: string
  readonly name: string
  readonly budgetFen: number
  readonly availableFen: number
}

export interface RehearsalCase {
  readonly caseNo: string
  readonly title: string
  readonly lineId: string
  readonly amountFen: number
  /** Day on which it would be approved if nothing holds it up, as a share of the year (0 = 1 January, 1 = its end). */
  readonly at: number
  readonly when: string
  readonly state: 'panel_decision' | 'public_notice'
}

export interface LineAfter extends RehearsalLine {
  readonly count: number
  readonly tickedFen: number
  /** Negative where the line does not hold the ticked cases. */
  readonly afterFen: number
  /** The case with which the line would first be exceeded, in the order of approval; empty where it holds. */
  readonly tips: string
}

export interface Point {
  readonly at: number
  readonly fen: number
}

export interface Outlook {
  readonly lines: readonly LineAfter[]
  readonly count: number
  readonly tickedFen: number
  /** Promised until now, and with the ticked cases by the end of the year. */
  readonly usedFen: number
  readonly endFen: number
  readonly limitFen: number
  readonly tips: string
  /** Corners of the step line from today on. */
  readonly steps: readonly Point[]
  readonly fits: boolean
}

/** The first case, in this order, with which the sum goes beyond `room`; empty where all fit. */
function tipping(cases: readonly RehearsalCase[], room: number): string {
  let sum = 0
  for (const one of cases) {
    sum += one.amountFen
    if (sum > room) return one.caseNo
  }
  return ''
}

const total = (cases: readonly RehearsalCase[]) => cases.reduce((sum, one) => sum + one.amountFen, 0)

/** In the order in which they would be approved; on one day by number. */
export const inOrder = (cases: readonly RehearsalCase[]): RehearsalCase[] => [...cases].sort((a, b) => a.at - b.at || (a.caseNo < b.caseNo ? -1 : 1))

export interface Stand {
  readonly lines: readonly RehearsalLine[]
  readonly usedFen: number
  /** What the year can promise in all. */
  readonly limitFen: number
  /** Today as a share of the year. */
  readonly today: number
}

/** What the year and each line look like when these cases are approved. */
export function rehearse(stand: Stand, ticked: readonly RehearsalCase[]): Outlook {
  const cases = inOrder(ticked)
  const lines = stand.lines.map((line) => {
    const own = cases.filter((one) => one.lineId === line.id)
    const tickedFen = total(own)
    return { ...line, count: own.length, tickedFen, afterFen: line.availableFen - tickedFen, tips: tipping(own, line.availableFen) }
  })
  const steps: Point[] = [{ at: stand.today, fen: stand.usedFen }]
  let sum = stand.usedFen
  for (const one of cases) {
    const at = Math.max(one.at, stand.today)
    steps.push({ at, fen: sum })
    sum += one.amountFen
    steps.push({ at, fen: sum })
  }
  steps.push({ at: 1, fen: sum })
  const tips = tipping(cases, stand.limitFen - stand.usedFen)
  return {
    lines,
    count: cases.length,
    tickedFen: total(cases),
    usedFen: stand.usedFen,
    endFen: sum,
    limitFen: stand.limitFen,
    tips,
    steps,
    fits: tips === '' && lines.every((line) => line.tips === ''),
  }
}
