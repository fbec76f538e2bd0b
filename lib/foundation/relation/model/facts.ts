import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { RecordedKind } from './kinds'
import type { Organisation } from './normal'

// What the graph is made of. Ids are those of the person that somebody was merged into, so that one human being is one node.

/** How many years back a kind still counts: rule rows `relation.…_years`. */
export interface Periods {
  readonly employerYears: number
  readonly mentorYears: number
  readonly contractYears: number
}

export interface PersonFacts {
  readonly id: string
  readonly name: string
  /** As they stand in the rows; compared by `plainPhone`. */
  readonly phones: readonly (string | null)[]
  readonly school: string | null
  /** The employer that the list of reviewers names, for those who are in it. */
  readonly reviewer: { readonly no: string; readonly employer: Organisation } | null
}

/** A recorded relation that was not withdrawn. */
export interface EdgeFacts {
  readonly kind: RecordedKind
  readonly personId: string
  readonly otherId: string | null
  readonly ventureId: string | null
  readonly organisation: Organisation
  readonly sinceOn: CalendarDate | null
  /** The last day, inclusive. */
  readonly untilOn: CalendarDate | null
}

export interface MembershipFacts {
  readonly personId: string | null
  readonly name: string
  readonly phone: string | null
  readonly ventureId: string
  /** Instant in milliseconds; null: still in the team. */
  readonly leftAt: number | null
  readonly leftOn: CalendarDate | null
}

export interface VentureFacts {
  readonly id: string
  readonly name: string
  readonly company: Organisation
}

export interface ApplicationFacts {
  readonly id: string
  readonly personId: string
  readonly ventureId: string | null
  readonly roundId: string
  /** Whether the round ranks its applications, so that they compete. */
  readonly ranked: boolean
  readonly submitted: boolean
  readonly submittedAt: number | null
}

export interface GraphFacts {
  readonly periods: Periods
  /** Merged rows: their id with that of the person they are now. */
  readonly alias: ReadonlyMap<string, string>
  readonly people: readonly PersonFacts[]
  readonly edges: readonly EdgeFacts[]
  readonly memberships: readonly MembershipFacts[]
  readonly ventures: readonly VentureFacts[]
  readonly applications: readonly ApplicationFacts[]
}
