import type { Place } from './plan'

/** Sizes in the units of the drawing: a desk, the gaps inside a block, the aisles between blocks, the walls around. */
const DESK = { width: 48, height: 30 } as const
const GAP = { x: 6, y: 4 } as const
const AISLE = { x: 38, y: 46 } as const
const MARGIN = { x: 46, y: 44 } as const
/** Desks stand in blocks of at most five side by side, two rows facing each other. */
const BLOCK_ROWS = 2
const blockColumns = (columns: number) => (columns % 4 === 0 ? 4 : 5)

export interface PlacedDesk {
  readonly code: string
  readonly left: number
  readonly top: number
  /** Where the chair stands: behind the desk, away from the facing row. */
  readonly chairAbove: boolean
}

export interface PlanLayout {
  readonly width: number
  readonly height: number
  readonly desks: readonly PlacedDesk[]
}

const along = (index: number, block: number, size: number, gap: number, aisle: number) => index * (size + gap) + Math.floor(index / block) * (aisle - gap)

/** Places desks by their row and column; units without a place are left out, the list has them all. */
export function layoutOf(places: readonly Place[]): PlanLayout {
  const placed = places.flatMap(({ code, x, y }) => (x === null || y === null ? [] : [{ code, x, y }]))
  if (placed.length === 0) return { width: 0, height: 0, desks: [] }
  const columns = Math.max(...placed.map((one) => one.x))
  const rows = Math.max(...placed.map((one) => one.y))
  const perBlock = blockColumns(columns)
  const left = (x: number) => MARGIN.x + along(x - 1, perBlock, DESK.width, GAP.x, AISLE.x)
  const top = (y: number) => MARGIN.y + along(y - 1, BLOCK_ROWS, DESK.height, GAP.y, AISLE.y)
  return {
    width: left(columns) + DESK.width + MARGIN.x,
    height: top(rows) + DESK.height + MARGIN.y,
    desks: placed.map(({ code, x, y }) => ({ code, left: left(x), top: top(y), chairAbove: y % BLOCK_ROWS === 1 })),
  }
}

export const deskSize = DESK
