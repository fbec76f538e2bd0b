import { z } from 'zod'
import { hasRole } from '@/lib/kernel/actor'
import { calendarDate, instantAt, parseCalendarDate } from '@/lib/kernel/calendar-date'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export const chains = ['panel', 'direct'] as const
export type Chain = (typeof chains)[number]
export const chainWords: Record<Chain, string> = { panel: '专家评审（初审、复核、评审、会议、公示、批准）', direct: '两人审定（初审、审定）' }

/** Kinds of places a round may limit, and what each is called. */
export const placeKinds = { desk: '工位', flat: '公寓', grant: '项目资助' } as const
export type PlaceKind = keyof typeof placeKinds
export const placeKeys = Object.keys(placeKinds) as PlaceKind[]

/** The first version of the form that asks for a measure; the others are asked by every version. */
const askedSince: Readonly<Record<string, number>> = { grant: 2 }

const moment = z.string().superRefine((text, context) => {
  const [day = '', time = ''] = text.split('T')
  if (!parseCalendarDate(day).ok || !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) context.addIssue({ code: 'custom', message: 'round.opens' })
})
const momentOrNone = z.union([z.literal(''), moment], 'round.closes')

const whole = (code: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max, code)
const wholeOrNone = (code: string, min: number, max: number) => z.union([z.literal(''), whole(code, min, max)], code)

/** A round as its form holds it: texts and ticks; moments are `2026-11-30T18:00`, Shanghai time. A draft may be unfinished. */
export const roundFields = z
  .strictObject({
    name: z.string().trim().min(2, 'round.name').max(40, 'round.name'),
    opensAt: moment,
    closesAt: momentOrNone,
    measures: z.array(z.string().max(40)).max(20),
    chain: z.enum(chains),
    formVersion: z.int('round.form').min(1, 'round.form'),
    rubricId: z.union([z.literal(''), z.uuid()]),
    panelSize: whole('round.panel_size', 3, 15),
    minSheets: whole('round.min_sheets', 3, 15),
    hideApplicant: z.boolean(),
    hideReviewers: z.boolean(),
    hideUntilLocked: z.boolean(),
    promisedDays: wholeOrNone('round.promise', 1, 60),
    places: z.partialRecord(z.enum(placeKeys), wholeOrNone('round.places', 1, 9999)),
    fundLineId: z.union([z.literal(''), z.uuid()]),
  })
  .superRefine((round, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (round.closesAt !== '' && round.closesAt <= round.opensAt) issue('closesAt', 'round.order')
    if (Number(round.panelSize) % 2 === 0) issue('panelSize', 'round.panel_even')
    if (Number(round.minSheets) > Number(round.panelSize)) issue('minSheets', 'round.min_sheets')
  })
export type RoundFields = z.infer<typeof roundFields>

export const createRoundSchema = z.strictObject({ round: roundFields })
export const changeRoundSchema = z.strictObject({ id: z.uuid(), version: z.int(), round: roundFields })
export const roundActSchema = z.strictObject({ id: z.uuid(), version: z.int() })

/** `2026-11-30T18:00` in Shanghai as an instant. */
export function instantOf(text: string): Date {
  const [day = '', time = ''] = text.split('T')
  return instantAt(calendarDate(day), time)
}

/** What publication looks at. */
export interface RoundFacts {
  readonly opensAt: Date
  readonly closesAt: Date | null
  readonly measures: readonly string[]
  readonly chain: string
  readonly formVersion: number
  readonly rubricId: string | null
  /** Weights of the rubric; empty without one. */
  readonly weights: readonly number[]
  readonly panelSize: number
  readonly minSheets: number
  readonly promisedDays: number | null
  readonly fundLineId: string | null
}

export interface Offer {
  /** Codes that can be applied for at all, and versions of the form that exist. */
  readonly measures: readonly string[]
  readonly formVersions: readonly number[]
}

/** Message codes of everything that is missing for publication at `now`; empty when it can be published. */
export function missingOf(round: RoundFacts, offer: Offer, now: Date): string[] {
  const panel = round.chain === 'panel'
  const checks: readonly (readonly [boolean, string])[] = [
    [round.measures.length === 0, 'round.measures'],
    [round.measures.some((code) => !offer.measures.includes(code)), 'round.measure_unknown'],
    [round.opensAt <= now, 'round.late'],
    [panel && round.closesAt === null, 'round.closes'],
    [round.closesAt !== null && round.closesAt <= round.opensAt, 'round.order'],
    [!offer.formVersions.includes(round.formVersion), 'round.form'],
    [round.measures.some((code) => (askedSince[code] ?? 1) > round.formVersion), 'round.form_lacks'],
    [panel && round.rubricId === null, 'round.rubric'],
    [panel && round.rubricId !== null && round.weights.reduce((sum, weight) => sum + weight, 0) !== 100, 'round.weights'],
    [panel && (round.panelSize < 3 || round.panelSize % 2 === 0), 'round.panel_even'],
    [panel && (round.minSheets < 3 || round.minSheets > round.panelSize), 'round.min_sheets'],
    [panel && round.promisedDays === null, 'round.promise'],
    [round.measures.includes('grant') && round.fundLineId === null, 'round.line'],
  ]
  return checks.flatMap(([missing, code]) => (missing ? [code] : []))
}

export const roundStates = ['draft', 'announced', 'open', 'closed'] as const
export type RoundState = (typeof roundStates)[number]
export const roundStateWords: Record<RoundState, { text: string; kind: 'mute' | 'info' | 'ok' | 'hold' }> = {
  draft: { text: '草稿', kind: 'mute' },
  announced: { text: '已发布，没开始', kind: 'info' },
  open: { text: '受理中', kind: 'ok' },
  closed: { text: '已截止', kind: 'hold' },
}

/** The state follows from the dates, nobody sets it. */
export function roundState(round: { readonly publishedAt: Date | null; readonly opensAt: Date; readonly closesAt: Date | null }, now: Date): RoundState {
  if (!round.publishedAt) return 'draft'
  if (now < round.opensAt) return 'announced'
  return round.closesAt && round.closesAt <= now ? 'closed' : 'open'
}

/** Rounds are no secret among those who work with them; the window makes them. */
export const roundPolicy = {
  'round.read': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor', 'chair', 'observer') ? allow : deny(NOT_YOURS)),
  'round.manage': (actor) => (hasRole(actor, 'intake') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>

/** What publication freezes, as the dialog lists it. */
export const frozenWords = ['开始和截止时间', '支持的种类和名额', '申请表版本', '评分表和评审组人数', '盲评设置', '承诺天数', '预算线'] as const

export const roundsHref = (query: { readonly state?: RoundState | undefined } = {}): string => `/counter/rounds${query.state ? `?state=${query.state}` : ''}`
export const roundsQuerySchema = z.object({ state: z.enum(roundStates).optional().catch(undefined) })
