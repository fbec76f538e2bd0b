import type { AllocationState, UnitState } from './machine'

/** What a unit looks like on the plan and in the list; each has a shape of its own, never colour alone. */
export const planStates = ['free', 'held', 'offered', 'accepted', 'occupied', 'reserved', 'maintenance', 'closed'] as const
export type PlanState = (typeof planStates)[number]

export const planWords: Record<PlanState, string> = {
  free: '空',
  held: '已留位，待发通知',
  offered: '等对方确认',
  accepted: '已确认，待入驻',
  occupied: '已入住',
  reserved: '预留',
  maintenance: '维修',
  closed: '停用',
}

/** A holder counts first; without one the unit's own state. */
export function planStateOf(unit: UnitState, holding: AllocationState | null): PlanState {
  if (holding === 'held' || holding === 'offered' || holding === 'accepted') return holding
  if (holding === 'occupied' || holding === 'notice_given') return 'occupied'
  return unit === 'available' ? 'free' : unit
}

export const isPlanState = (text: string | undefined): text is PlanState => planStates.some((state) => state === text)

/** `MP-2-A07` → `07`: what is written on a desk. */
export const shortCode = (code: string): string => /\d+$/.exec(code)?.[0] ?? code

/** `ZC-2-C17`, `ZC-2-C18` → `ZC-2-C17、18`: the common part is said once. */
export function codesTogether(codes: readonly string[]): string {
  const [first, ...rest] = codes
  if (first === undefined) return ''
  const stem = first.slice(0, first.length - shortCode(first).length)
  return [first, ...rest.map((code) => (stem !== '' && code === stem + shortCode(code) ? shortCode(code) : code))].join('、')
}

/** What a team is called in short: 云梯管家——老旧小区加装电梯运维服务 → 云梯管家. */
export const calledName = (name: string): string => name.split(/——|：|:/)[0]?.trim() || name

/** The two signs by which a team is known on its desks: 石榴工坊 → 石榴. */
export const shortName = (name: string): string => [...name.replace(/^[（(《“"]+/, '')].slice(0, 2).join('')

/** The selection after `code` is chosen: free units are collected up to `max` (the oldest gives way), any other stands alone. */
export function pick(selected: readonly string[], code: string, isFree: (code: string) => boolean, max: number): string[] {
  if (selected.includes(code)) return selected.filter((one) => one !== code)
  if (!isFree(code)) return [code]
  return [...selected.filter(isFree), code].slice(-max)
}

export interface Place {
  readonly code: string
  readonly x: number | null
  readonly y: number | null
}

/** The free desks nearest to the chosen ones, so many that `wanted` come together; null when there are not enough. */
export function completeSelection(chosen: readonly Place[], free: readonly Place[], wanted: number): string[] | null {
  const missing = wanted - chosen.length
  const [anchor] = chosen
  if (missing <= 0 || !anchor) return null
  const far = (one: Place) => Math.abs((one.x ?? 0) - (anchor.x ?? 0)) + 1.5 * Math.abs((one.y ?? 0) - (anchor.y ?? 0))
  const others = free.filter((one) => !chosen.some((c) => c.code === one.code)).sort((a, b) => far(a) - far(b) || a.code.localeCompare(b.code))
  return others.length < missing ? null : [...chosen, ...others.slice(0, missing)].map((one) => one.code)
}
