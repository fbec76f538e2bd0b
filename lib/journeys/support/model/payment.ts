import type { ClawbackState, MilestoneState } from './machine'
import { clawbackMachine } from './machine'

/** An instalment may be asked for when the agreement is in force; or when its milestone, and every one before it, is accepted. */
export function conditionMet(
  one: { readonly condition: string; readonly milestoneId: string | null },
  milestones: readonly { readonly id: string; readonly no: number; readonly state: MilestoneState }[],
): boolean {
  if (one.condition !== 'milestone') return true
  const due = milestones.find((milestone) => milestone.id === one.milestoneId)
  return due !== undefined && milestones.filter((milestone) => milestone.no <= due.no).every((milestone) => milestone.state === 'accepted')
}

/** While it is being asked whether money comes back, none goes out. */
export const paymentsHeld = (clawbacks: readonly { readonly state: ClawbackState }[]): boolean =>
  clawbacks.some((one) => clawbackMachine.groups.undecided?.includes(one.state))
