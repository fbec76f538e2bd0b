import { events } from '@/lib/kernel/machine'
import { type UnitEvent, type UnitState, unitMachine } from './machine'

/** What can be done with all of these units at once; nothing leaves `available` while somebody holds it. */
export function unitEventsFor(units: readonly { readonly state: UnitState; readonly held: boolean }[]): UnitEvent[] {
  const [first, ...rest] = units
  if (!first || units.some((unit) => unit.held)) return []
  return events(unitMachine, first.state).filter((event) => rest.every((unit) => events(unitMachine, unit.state).includes(event)))
}
