import { addMonths, type CalendarDate } from '@/lib/kernel/calendar-date'
import type { ApplicationFacts, EdgeFacts, GraphFacts, MembershipFacts, PersonFacts, VentureFacts } from './facts'
import { isCompanyKind } from './kinds'
import { type Organisation, sameOrganisation } from './normal'

const contractKinds: readonly string[] = ['contract', 'loan', 'equity']

/** The first day whose end still counts, by kind; null: every day counts. A relation that is agreed for later counts as well. */
function countsFrom(facts: GraphFacts, kind: string, today: CalendarDate): CalendarDate | null {
  const back = (years: number) => addMonths(today, -12 * years)
  if (kind === 'introduced') return null
  if (kind === 'employer' || isCompanyKind(kind)) return back(facts.periods.employerYears)
  if (kind === 'mentor') return back(facts.periods.mentorYears)
  return contractKinds.includes(kind) ? back(facts.periods.contractYears) : today
}

function isAlive(facts: GraphFacts, edge: EdgeFacts, today: CalendarDate): boolean {
  const from = countsFrom(facts, edge.kind, today)
  return edge.untilOn === null || from === null || edge.untilOn >= from
}

/** A place where somebody works, sits on the board, holds shares or is in the team. */
export interface Tie {
  readonly nature: 'member' | 'employer' | 'company'
  readonly ventureId: string | null
  readonly organisation: Organisation
  readonly words: string
}

export interface SidePerson {
  readonly id: string
  readonly part: 'applicant' | 'member' | 'company_person'
}

const by = <T, K>(items: readonly T[], key: (item: T) => K | null): Map<K, T[]> => {
  const map = new Map<K, T[]>()
  for (const item of items) {
    const at = key(item)
    if (at === null) continue
    const list = map.get(at)
    if (list) list.push(item)
    else map.set(at, [item])
  }
  return map
}

/** The facts, found by what they are about; made once for many pairs. */
export class Indexed {
  readonly person: ReadonlyMap<string, PersonFacts>
  readonly venture: ReadonlyMap<string, VentureFacts>
  readonly application: ReadonlyMap<string, ApplicationFacts>
  private readonly alive: readonly EdgeFacts[]
  readonly edgesFrom: ReadonlyMap<string, EdgeFacts[]>
  readonly aliveTo: ReadonlyMap<string, EdgeFacts[]>
  readonly aliveFrom: ReadonlyMap<string, EdgeFacts[]>
  readonly membersOf: ReadonlyMap<string, MembershipFacts[]>
  readonly submittedIn: ReadonlyMap<string, ApplicationFacts[]>
  private readonly membershipsOf: ReadonlyMap<string, MembershipFacts[]>
  private readonly company: readonly EdgeFacts[]
  private readonly ties = new Map<string, readonly Tie[]>()
  private readonly sides = new Map<string, readonly SidePerson[]>()

  constructor(
    readonly facts: GraphFacts,
    readonly today: CalendarDate,
  ) {
    this.person = new Map(facts.people.map((one) => [one.id, one]))
    this.venture = new Map(facts.ventures.map((one) => [one.id, one]))
    this.application = new Map(facts.applications.map((one) => [one.id, one]))
    this.alive = facts.edges.filter((edge) => isAlive(facts, edge, today))
    this.edgesFrom = by(facts.edges, (edge) => edge.personId)
    this.aliveTo = by(this.alive, (edge) => edge.otherId)
    this.aliveFrom = by(this.alive, (edge) => edge.personId)
    this.membersOf = by(facts.memberships, (one) => one.ventureId)
    this.membershipsOf = by(facts.memberships, (one) => one.personId)
    this.company = this.alive.filter((edge) => isCompanyKind(edge.kind))
    this.submittedIn = by(
      facts.applications.filter((one) => one.submitted),
      (one) => one.roundId,
    )
  }

  nameOf(id: string): string {
    return this.person.get(id)?.name ?? '—'
  }

  /** Who is in the team of an application, or was when it was handed in. */
  team(application: ApplicationFacts): readonly MembershipFacts[] {
    const members = application.ventureId ? (this.membersOf.get(application.ventureId) ?? []) : []
    return members.filter((one) => one.leftAt === null || one.leftAt >= (application.submittedAt ?? Number.NEGATIVE_INFINITY))
  }

  /** Teams in which somebody is, or was within the period of employers. */
  teamsOf(personId: string): readonly MembershipFacts[] {
    const from = addMonths(this.today, -12 * this.facts.periods.employerYears)
    return (this.membershipsOf.get(personId) ?? []).filter((one) => one.leftOn === null || one.leftOn >= from)
  }

  /** The side of an application: applicant, team, company persons of the venture. */
  side(application: ApplicationFacts): readonly SidePerson[] {
    const known = this.sides.get(application.id)
    if (known) return known
    const parts = new Map<string, SidePerson['part']>([[application.personId, 'applicant']])
    for (const { personId } of this.team(application)) if (personId && !parts.has(personId)) parts.set(personId, 'member')
    const venture = application.ventureId ? this.venture.get(application.ventureId) : undefined
    for (const edge of this.company) {
      const here = (venture && edge.ventureId === venture.id) || (venture && sameOrganisation(edge.organisation, venture.company))
      if (here && !parts.has(edge.personId)) parts.set(edge.personId, 'company_person')
    }
    const made = [...parts].map(([id, part]) => ({ id, part }))
    this.sides.set(application.id, made)
    return made
  }

  tiesOf(personId: string): readonly Tie[] {
    const known = this.ties.get(personId)
    if (known) return known
    const reviewer = this.person.get(personId)?.reviewer
    const made: Tie[] = reviewer ? [{ nature: 'employer', ventureId: null, organisation: reviewer.employer, words: '任职于' }] : []
    for (const one of this.teamsOf(personId))
      made.push({
        nature: 'member',
        ventureId: one.ventureId,
        organisation: this.venture.get(one.ventureId)?.company ?? { name: null, code: null },
        words: '团队成员',
      })
    for (const edge of this.aliveFrom.get(personId) ?? []) {
      if (edge.kind !== 'employer' && !isCompanyKind(edge.kind)) continue
      const company = edge.ventureId ? this.venture.get(edge.ventureId)?.company : undefined
      const organisation = edge.organisation.name === null ? (company ?? { name: null, code: null }) : edge.organisation
      made.push({ nature: edge.kind === 'employer' ? 'employer' : 'company', ventureId: edge.ventureId, organisation, words: edge.kind })
    }
    this.ties.set(personId, made)
    return made
  }
}
