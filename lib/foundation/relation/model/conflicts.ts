// Who has what to do with whom: a list of relations between a person and an application, each with its path. The hard kinds
// are the same as those of hard_relations_on in the database.
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import type { ApplicationFacts, EdgeFacts, GraphFacts } from './facts'
import { type HardKind, hardKinds, isRecordedKind, type RelationKind, recordedWords, relationWords, type SoftKind, type Strength } from './kinds'
import { plainName, plainPhone, sameOrganisation } from './normal'
import { Indexed, type SidePerson, type Tie } from './side'

export interface Conflict {
  readonly strength: Strength
  readonly kind: RelationKind
  /** For staff, with names. */
  readonly why: string
  /** From the person to the application: names of nodes and of edges by turns. */
  readonly path: readonly string[]
}

const pairKinds: readonly string[] = ['household', 'spouse', 'relative', 'mentor', 'contract', 'loan', 'equity', 'introduced']
const contractKinds: readonly string[] = ['contract', 'loan', 'equity']
const partWords: Record<SidePerson['part'], string> = { applicant: '申请人', member: '团队成员', company_person: '公司人员' }

function period(edge: EdgeFacts): string {
  if (!edge.sinceOn && !edge.untilOn) return ''
  const day = (date: CalendarDate | null, missing: string) => (date ? formatDateZh(date, { year: true }) : missing)
  return `（${day(edge.sinceOn, '此前')}至${day(edge.untilOn, '今')}）`
}

/** Everything a pair is looked at with. */
interface Pair {
  readonly at: Indexed
  readonly me: string
  readonly myName: string
  readonly application: ApplicationFacts
  readonly subject: string
  /** Without the person in question. */
  readonly side: readonly SidePerson[]
}

const strengthOf = (kind: RelationKind): Strength => ((hardKinds as readonly string[]).includes(kind) ? 'hard' : 'soft')

function found(pair: Pair, kind: RelationKind, how: string, via: string | null, more: string | null = null): Conflict {
  const end = via ? [via, more ?? '', pair.subject].filter((word) => word !== '') : [pair.subject]
  return { strength: strengthOf(kind), kind, why: `${relationWords[kind]}：${pair.myName}${how}${via ? ` ${via}` : ''}`, path: [pair.myName, how, ...end] }
}

const sideName = (pair: Pair, one: SidePerson) => `${pair.at.nameOf(one.id)}（${partWords[one.part]}）`

function ownParts(pair: Pair): Conflict[] {
  const { at, me, application } = pair
  const out: Conflict[] = []
  const inTeam = at.teamsOf(me).some((one) => one.ventureId === application.ventureId)
  if (application.personId === me || inTeam) out.push(found(pair, 'member', application.personId === me ? '是申请人' : '是或曾是团队成员', null))
  const rival = (one: ApplicationFacts) => one.personId === me || at.team(one).some((member) => member.personId === me)
  if (application.ranked && (at.submittedIn.get(application.roundId) ?? []).some(rival)) out.push(found(pair, 'own_application', '在同一批次有申报', null))
  return out
}

const natureWords: Record<string, string> = { member: '在团队', employer: '任职于' }
function tieWords(tie: Tie): string {
  const kind = natureWords[tie.nature] ?? (isRecordedKind(tie.words) ? recordedWords[tie.words] : '任职于')
  return tie.organisation.name ? `${kind} ${tie.organisation.name}` : kind
}

const sameTie = (a: Pick<Tie, 'ventureId' | 'organisation'>, b: Pick<Tie, 'ventureId' | 'organisation'>) =>
  (a.ventureId !== null && a.ventureId === b.ventureId) || sameOrganisation(a.organisation, b.organisation)

function workplaces(pair: Pair): Conflict[] {
  const { at, me, application } = pair
  const own = at.venture.get(application.ventureId ?? '')
  // whoever is in the team itself is told that, not that they are colleagues
  const mine = at.tiesOf(me).filter((tie) => !(tie.nature === 'member' && tie.ventureId === application.ventureId))
  const out: Conflict[] = []
  const meet = (tie: Tie, other: Tie['nature'], via: string | null, how: string) =>
    out.push(found(pair, tie.nature === 'company' || other === 'company' ? 'company' : 'employer', tieWords(tie), via, how))
  for (const tie of mine) {
    if (own && sameTie(tie, { ventureId: own.id, organisation: own.company })) meet(tie, 'employer', null, '')
    for (const one of pair.side)
      for (const their of at.tiesOf(one.id)) {
        const told = their.nature === 'member' && their.ventureId === own?.id
        if (!told && sameTie(tie, their)) meet(tie, their.nature, sideName(pair, one), tieWords(their))
      }
  }
  return out
}

function pairRelations(pair: Pair): Conflict[] {
  const { at, me, application, side } = pair
  const bySide = new Map(side.map((one) => [one.id, one]))
  const ventures = new Set([
    ...(application.ventureId ? [application.ventureId] : []),
    ...side.flatMap((one) => at.teamsOf(one.id).map((team) => team.ventureId)),
  ])
  const own = at.venture.get(application.ventureId ?? '')
  const out: Conflict[] = []
  for (const edge of [...(at.aliveFrom.get(me) ?? []), ...(at.aliveTo.get(me) ?? [])]) {
    if (!pairKinds.includes(edge.kind)) continue
    const kind = edge.kind as HardKind
    const how = `${recordedWords[edge.kind]}${period(edge)}`
    if (edge.personId === me) {
      const other = edge.otherId ? bySide.get(edge.otherId) : undefined
      const venture = edge.ventureId !== null && (kind === 'introduced' ? edge.ventureId === application.ventureId : ventures.has(edge.ventureId))
      const company = contractKinds.includes(kind) && own !== undefined && sameOrganisation(edge.organisation, own.company)
      if (other) out.push(found(pair, kind, how, sideName(pair, other)))
      else if (venture) out.push(found(pair, kind, how, at.venture.get(edge.ventureId ?? '')?.name ?? null))
      else if (company) out.push(found(pair, kind, how, own.company.name))
    } else if (edge.otherId === me) {
      const other = bySide.get(edge.personId)
      if (other) out.push(found(pair, kind, how, sideName(pair, other)))
    }
  }
  return out
}

function sameNumbers(pair: Pair): Conflict[] {
  const { at, me, application, side } = pair
  const phonesOf = (id: string) => (at.person.get(id)?.phones ?? []).flatMap((phone) => plainPhone(phone) ?? [])
  const addressesOf = (id: string) =>
    (at.aliveFrom.get(id) ?? []).filter((edge) => edge.kind === 'address').flatMap((edge) => plainName(edge.organisation.name) || [])
  const [phones, addresses] = [new Set(phonesOf(me)), new Set(addressesOf(me))]
  const out: Conflict[] = []
  const invited = at.team(application).filter((one) => one.personId !== me && phones.has(plainPhone(one.phone) ?? ''))
  const people = side.filter((one) => phonesOf(one.id).some((phone) => phones.has(phone)))
  for (const name of new Set([...people.map((one) => sideName(pair, one)), ...invited.map((one) => `${one.name}（${partWords.member}）`)]))
    out.push(found(pair, 'phone', '与其登记了同一电话', name))
  for (const one of side)
    if (addressesOf(one.id).some((address) => addresses.has(address))) out.push(found(pair, 'address', '与其登记了同一住址', sideName(pair, one)))
  return out
}

function softOnes(pair: Pair): Conflict[] {
  const { at, me, side } = pair
  const recorded = (id: string, kind: string) => (at.edgesFrom.get(id) ?? []).filter((edge) => edge.kind === kind)
  const schoolsOf = (id: string) =>
    [at.person.get(id)?.school ?? null, ...recorded(id, 'school').map((edge) => edge.organisation.name)].filter((name) => plainName(name) !== '')
  const employers = at.tiesOf(me).flatMap((tie) => (tie.nature === 'employer' && plainName(tie.organisation.name) !== '' ? [tie.organisation.name] : []))
  const mine = new Set([...schoolsOf(me), ...employers].map(plainName))
  const chambers = new Set(recorded(me, 'chamber').map((edge) => plainName(edge.organisation.name)))
  const out: Conflict[] = []
  for (const one of side) {
    const school = schoolsOf(one.id).find((name) => mine.has(plainName(name)))
    if (school) out.push(found(pair, 'school', `同在 ${school}`, sideName(pair, one)))
    const chamber = recorded(one.id, 'chamber').find((edge) => chambers.has(plainName(edge.organisation.name)))
    if (chamber) out.push(found(pair, 'chamber', `同在 ${chamber.organisation.name}`, sideName(pair, one)))
    for (const kind of ['paper', 'patent'] satisfies SoftKind[]) {
      const joint = [...recorded(me, kind).filter((edge) => edge.otherId === one.id), ...recorded(one.id, kind).filter((edge) => edge.otherId === me)]
      if (joint.length > 0) out.push(found(pair, kind, recordedWords[kind], sideName(pair, one)))
    }
  }
  return out
}

const rank = (one: Conflict) => {
  const at = (hardKinds as readonly string[]).indexOf(one.kind)
  return at === -1 ? hardKinds.length : at
}

/** The graph of some facts on a day; asked for one pair after the other. */
export class RelationGraph {
  private readonly at: Indexed

  constructor(facts: GraphFacts, today: CalendarDate) {
    this.at = new Indexed(facts, today)
  }

  /** Relations of a person to an application, gravest first, each sentence once; empty for strangers and unknown ids. */
  conflicts(asked: string, applicationId: string): Conflict[] {
    const application = this.at.application.get(applicationId)
    if (!application) return []
    const personId = this.at.facts.alias.get(asked) ?? asked
    const me = this.at.person.get(personId)
    const pair: Pair = {
      at: this.at,
      me: personId,
      myName: me?.reviewer ? `${me.name}（${me.reviewer.no}）` : (me?.name ?? '—'),
      application,
      subject: this.at.venture.get(application.ventureId ?? '')?.name ?? this.at.nameOf(application.personId),
      side: this.at.side(application).filter((one) => one.id !== personId),
    }
    const all = [...ownParts(pair), ...pairRelations(pair), ...workplaces(pair), ...sameNumbers(pair), ...softOnes(pair)]
    const seen = new Set<string>()
    const once = all.filter((one) => seen.size !== seen.add(`${one.kind} ${one.why}`).size)
    return once.sort((a, b) => rank(a) - rank(b))
  }

  /** The gravest hard kind, or null: what the database answers with hard_relation. */
  hardKind(personId: string, applicationId: string): HardKind | null {
    const first = this.conflicts(personId, applicationId)[0]
    return first?.strength === 'hard' ? (first.kind as HardKind) : null
  }
}

/** Relations of one pair on a day. */
export const conflicts = (facts: GraphFacts, today: CalendarDate, personId: string, applicationId: string): Conflict[] =>
  new RelationGraph(facts, today).conflicts(personId, applicationId)
