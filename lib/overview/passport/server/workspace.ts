import 'server-only'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import { caseList, type OwnCase } from '@/lib/foundation/casework/server/door'
import { checkEligibility, loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { type Criterion, criteriaFor } from '@/lib/foundation/venture/model/promotion'
import { campOf, nextCamp, type Stage } from '@/lib/foundation/venture/model/stages'
import { promotionRules, type VentureProfile, venturesOf } from '@/lib/foundation/venture/server/door'
import { confirmationsWanted, graduationOf, latestAnswers, openDraftOf } from '@/lib/journeys/application/server/door'
import { type Holding, holdingsOf, outOfLine, waitingPlaces } from '@/lib/journeys/space/server/door'
import { ownAgreements } from '@/lib/journeys/support/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { addMonths, type CalendarDate, calendarDate, dateInShanghai, formatDateZh, yearOf } from '@/lib/kernel/calendar-date'
import { workingDaysBetween } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type NextAction, nextActions } from '../model/actions'
import { type Cell, dueWords, passportCells } from '../model/cells'
import { type Expiry, expiries } from '../model/expiry'
import { monthsBetween } from '../model/months'
import { type Route, routeOf } from '../model/route'
import { standingTitle } from '../model/standing'
import { type MeasureState, measureStrip } from '../model/strip'
import { eligibilityAnswers, ventureFacts } from './facts'

export interface Workspace {
  readonly title: string
  readonly subtitle: string
  readonly venture: string | null
  readonly person: string
  readonly route: (Route & { readonly month: number; readonly here: string; readonly next: string | null }) | null
  readonly criteria: { readonly target: string; readonly list: readonly Criterion[]; readonly met: number } | null
  readonly actions: readonly NextAction[]
  readonly cells: readonly Cell[]
  readonly measures: readonly MeasureState[]
  /** The case whose promise ends first; the others are counted. */
  readonly running: OwnCase | null
  readonly alsoRunning: readonly OwnCase[]
  /** Refused, and the same support not applied for since: the reason is read there. */
  readonly refused: readonly OwnCase[]
  readonly expiring: readonly Expiry[]
  readonly thisYear: number
  /** Nothing applied for, nothing held: one button is enough. */
  readonly empty: boolean
}

const byDue = (a: OwnCase, b: OwnCase) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')

function offersOf(holdings: readonly Holding[]) {
  const offers = new Map<string, { caseNo: string; units: string[]; respondBy: Date }>()
  for (const { state, caseNo, respondBy, code } of holdings) {
    if (state !== 'offered' || !caseNo || !respondBy) continue
    const offer = offers.get(caseNo) ?? { caseNo, units: [], respondBy }
    offer.units.push(code)
    offers.set(caseNo, offer)
  }
  return [...offers.values()]
}

/** The last case of its support, refused. `cases`: newest first. */
const refusedOf = (cases: readonly OwnCase[]) =>
  cases.filter((one, i) => ['rejected', 'not_accepted'].includes(one.state) && cases.findIndex((other) => other.measureCode === one.measureCode) === i)

/** Granted, and what was granted is still to come: the desk or flat is not handed over, the agreement is not made. */
function awaitsMore(one: OwnCase, holdings: readonly Holding[], over: ReadonlySet<string>, agreed: ReadonlySet<string>): boolean {
  if (one.measureCode === 'grant') return isGranted(one.state) && !agreed.has(one.caseNo)
  if (!isGranted(one.state) || !['office', 'flat'].includes(one.measureCode)) return false
  const held = holdings.filter((holding) => holding.caseNo === one.caseNo)
  return (held.length === 0 && !over.has(one.id)) || held.some((holding) => ['held', 'offered', 'accepted'].includes(holding.state))
}

/** Measures that this person has the good of today. */
function usedMeasures(venture: VentureProfile | undefined, holdings: readonly Holding[]): Set<string> {
  const lives = (...kinds: Holding['kind'][]) => holdings.some((one) => kinds.includes(one.kind) && one.state === 'occupied')
  return new Set([
    ...(lives('desk', 'room') ? ['office'] : []),
    ...(lives('flat') ? ['flat'] : []),
    ...(venture?.loan && venture.loan.balanceFen > 0n ? ['loan'] : []),
    ...(venture?.mentor ? ['coaching'] : []),
  ])
}

function subtitleOf(venture: VentureProfile | undefined): string {
  if (!venture) return ''
  const entered = venture.enteredOn ? `${venture.enteredOn.slice(0, 4)} 年 ${Number(venture.enteredOn.slice(5, 7))} 月入驻` : ''
  const where = venture.stage ? `现在${campOf(venture.stage).name}` : ''
  return [venture.name, venture.oneLine || venture.field, [entered, where].filter(Boolean).join('，')].filter(Boolean).join(' · ')
}

interface RouteInput {
  stage: Stage
  enteredOn: CalendarDate
  today: CalendarDate
  limit: number
  rules: Awaited<ReturnType<typeof promotionRules>>
}

function routeFor({ stage, enteredOn, today, limit, rules }: RouteInput): Workspace['route'] {
  const months = monthsBetween(enteredOn, today)
  const route = routeOf(stage, months, limit, (camp) => rules[`route.month.${camp}`]?.value ?? 0)
  return { ...route, month: months + 1, here: campOf(stage).camp, next: nextCamp(stage)?.camp ?? null }
}

/** What the rooms know of this person and their venture today, asked once for all parts of the page. */
async function gather(actor: Actor, today: CalendarDate) {
  const ventures = await venturesOf(actor.personId)
  const venture = ventures[0]
  const ids = ventures.map((one) => one.id)
  const [cases, agreements, holdings, answers, draft, confirmations, rules, numbers, calendar] = await Promise.all([
    caseList(actor),
    ownAgreements(actor),
    holdingsOf(actor.personId, ids),
    latestAnswers(actor.personId, ids),
    openDraftOf(actor.personId),
    confirmationsWanted(actor.personId),
    promotionRules(),
    loadRules(db, ['venture.max_months', 'loan.cap_yuan', 'bed.free_nights', 'space.max_live.desk']),
    loadCalendar(db),
  ])
  const open = cases.filter((one) => one.open).sort(byDue)
  const approved = cases.filter((one) => isGranted(one.state)).map((one) => one.id)
  const over = await outOfLine(approved)
  const agreed = new Set(agreements.map((one) => one.caseNo))
  const alive = [...open, ...cases.filter((one) => awaitsMore(one, holdings, over, agreed))]
  const [waiting, judged] = await Promise.all([
    waitingPlaces(approved),
    graduationOf(actor.personId).then((graduatedOn) => checkEligibility(eligibilityAnswers(graduatedOn, venture, answers, holdings), today)),
  ])
  const target = venture?.stage ? nextCamp(venture.stage) : null
  return {
    today,
    venture,
    cases,
    open,
    agreements,
    /** Open, or granted with the place or the agreement still to come. */
    alive,
    holdings,
    offers: offersOf(holdings),
    draft,
    confirmations,
    rules,
    numbers,
    calendar,
    waiting,
    judged,
    target,
    criteria: venture && target ? criteriaFor(target.stage, rules, ventureFacts(venture, answers)) : [],
    measures: measureStrip(judged, usedMeasures(venture, holdings), new Set(alive.map((one) => one.measureCode))),
  }
}

type Known = Awaited<ReturnType<typeof gather>>

const actionsOf = ({ offers, cases, open, agreements, confirmations, draft, calendar, today }: Known) =>
  nextActions(
    {
      offers: offers.filter((one) => cases.some((own) => own.caseNo === one.caseNo && own.mine)),
      supplements: open.filter((one) => one.mine && one.state === 'supplement_required'),
      agreements: agreements.flatMap(({ number, mine, next }) =>
        mine && next.who === 'you' && next.urgent ? [{ number, title: next.title, text: next.text, dueOn: next.dueOn }] : [],
      ),
      confirmations,
      draft,
    },
    (until) => workingDaysBetween(calendar, today, until).days,
  )

function cellsOf({ today, venture, holdings, open, measures, waiting, numbers }: Known): readonly Cell[] {
  const runningOf = (code: string) => {
    const found = open.find((one) => one.measureCode === code)
    return found
      ? { stateWord: found.stateWord, dueText: found.state === 'supplement_required' ? found.stateWord : dueWords(found.dueOn), amountFen: found.amountFen }
      : undefined
  }
  return passportCells({
    today,
    holdings,
    running: { office: runningOf('office'), flat: runningOf('flat'), loan: runningOf('loan'), coaching: runningOf('coaching') },
    loan: venture?.loan ?? null,
    mentor: venture?.mentor ?? null,
    closed: Object.fromEntries(measures.flatMap((one) => (one.state === 'not' || one.state === 'unknown' ? [[one.code, one.reason]] : []))),
    waitingFlat: waiting.find((one) => one.kind === 'flat')?.place ?? null,
    rules: {
      loanCapYuan: numbers['loan.cap_yuan'].value,
      freeNights: numbers['bed.free_nights'].value,
      deskMax: numbers['space.max_live.desk'].value,
    },
  })
}

const expiringOf = ({ today, venture, holdings, offers, open, judged, numbers }: Known) =>
  expiries({
    today,
    offers: offers.map(({ caseNo, units, respondBy }) => ({ caseNo, units, on: dateInShanghai(respondBy) })),
    cases: open.flatMap(({ caseNo, item, dueOn, state }) => (dueOn ? [{ caseNo, item, on: dueOn, supplement: state === 'supplement_required' }] : [])),
    terms: holdings.flatMap(({ kind, code, lastDay, state }) => (lastDay && state === 'occupied' ? [{ kind, code, on: lastDay }] : [])),
    limitOn: venture?.stage && venture.enteredOn ? addMonths(venture.enteredOn, numbers['venture.max_months'].value) : null,
    graduationUntil:
      judged.flatMap(({ conditions }) => conditions.flatMap((one) => (one.until && one.answer === 'yes' ? [calendarDate(one.until)] : []))).sort()[0] ?? null,
  })

/** 我的攀登: one view over everything the public gives this person and their venture; read only, only their own. */
export async function workspace(actor: Actor): Promise<Workspace> {
  const today = clock.today()
  const known = await gather(actor, today)
  const { venture, cases, open, alive, target, criteria } = known
  const refused = refusedOf(cases)
  return {
    title: standingTitle(venture?.stage ?? null, criteria, {
      offers: known.offers.length,
      openCases: open.length,
      approved: alive.length - open.length,
      refused: refused.length,
    }),
    subtitle: subtitleOf(venture),
    venture: venture?.name ?? null,
    person: actor.name,
    route:
      venture?.stage && venture.enteredOn
        ? routeFor({ stage: venture.stage, enteredOn: venture.enteredOn, today, limit: known.numbers['venture.max_months'].value, rules: known.rules })
        : null,
    criteria:
      target && venture ? { target: `${target.camp} ${target.name}`, list: criteria, met: criteria.filter((one) => one.answer === 'yes').length } : null,
    actions: actionsOf(known),
    cells: cellsOf(known),
    measures: known.measures,
    running: alive[0] ?? null,
    alsoRunning: alive.slice(1),
    refused,
    expiring: expiringOf(known),
    thisYear: yearOf(today),
    empty: !venture?.stage && cases.length === 0 && known.holdings.length === 0 && !known.draft && known.confirmations.length === 0,
  }
}

/** The same dates for a calendar file. */
export async function expiringDates(actor: Actor) {
  const { expiring } = await workspace(actor)
  return expiring.map(({ key, on, title }) => ({ uid: key, date: on, title, text: `${formatDateZh(on, { year: true, weekday: true })}：${title}` }))
}
