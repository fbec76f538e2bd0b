import { z } from 'zod'
import { type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'
import type { Facts } from '@/lib/kernel/condition'

export const supports = ['desk', 'flat', 'loan', 'coaching', 'grant'] as const
export type Support = (typeof supports)[number]

/** The measure that answers each support of the form. */
export const measureOfSupport: Readonly<Record<Support, string>> = { desk: 'office', flat: 'flat', loan: 'loan', coaching: 'coaching', grant: 'grant' }

const said = z.enum(['yes', 'no', 'unsure'])

/** `2024-06`, or a full day; the month counts from its first day, as in the application form. */
const month = z.string().regex(/^(?:19[5-9]\d|20\d\d)-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/, 'date.format')

const fen = z.int().min(1).max(100_000_000_000)

/** What the 60-second check asks (five questions), and facts that only an application asks; all may be left out. */
export const answersSchema = z.strictObject({
  status: z.enum(['enrolled', 'graduated', 'none']).optional(),
  graduatedOn: month.optional(),
  companyRegistered: said.optional(),
  worksInZone: said.optional(),
  localHome: said.optional(),
  wants: z.array(z.enum(supports)).max(supports.length).optional(),
  teamSize: z.int().min(1).max(20).optional(),
  holdsDesks: said.optional(),
  openClawback: said.optional(),
  /** May not apply for money, after misuse or fraud. */
  banned: said.optional(),
  /** Asked as a loan. */
  amountFen: fen.optional(),
  /** Asked as a grant. */
  grantFen: fen.optional(),
  /** Has a cash support that still runs. */
  liveCash: said.optional(),
})
export type Answers = z.output<typeof answersSchema>

const truth = (word: z.output<typeof said> | undefined): boolean | undefined => (word === undefined || word === 'unsure' ? undefined : word === 'yes')

function dayOf(text: string | undefined): CalendarDate | undefined {
  if (text === undefined) return undefined
  try {
    return calendarDate(text.length === 7 ? `${text}-01` : text)
  } catch {
    return undefined
  }
}

/** Facts that nobody is asked before applying: a first application has these, and the window checks them. */
const firstTime: Facts = { teamSize: 1, holdsDesks: false, openClawback: false, banned: false, amountFen: 1, grantFen: 1, liveCash: false }

export interface KnownFacts {
  readonly facts: Facts
  /** Facts that were not answered and are taken as a first application has them. */
  readonly assumed: ReadonlySet<string>
}

/** Answers → facts of the conditions. What was not said stays unknown, except what a first application always has. */
export function factsOf(answers: Answers): KnownFacts {
  const { status } = answers
  const said: Facts = {
    enrolled: status === undefined ? undefined : status === 'enrolled',
    graduated: status === undefined ? undefined : status === 'graduated',
    graduatedOn: status === 'graduated' ? dayOf(answers.graduatedOn) : undefined,
    companyRegistered: truth(answers.companyRegistered),
    worksInZone: truth(answers.worksInZone),
    localHome: truth(answers.localHome),
    teamSize: answers.teamSize,
    holdsDesks: truth(answers.holdsDesks),
    openClawback: truth(answers.openClawback),
    banned: truth(answers.banned),
    amountFen: answers.amountFen,
    grantFen: answers.grantFen,
    liveCash: truth(answers.liveCash),
  }
  const notAsked = (fact: string) => answers[fact as keyof Answers] === undefined
  const assumed = new Set(Object.keys(firstTime).filter(notAsked))
  return { facts: { ...said, ...Object.fromEntries([...assumed].map((fact) => [fact, firstTime[fact]])) }, assumed }
}

/** Names of the answers in addresses; the application form reads exactly these. */
const carried = ['status', 'graduatedOn', 'companyRegistered', 'worksInZone', 'localHome'] as const
export type AnswerName = (typeof carried)[number] | 'wants'

/** The answers as a query: `status=graduated&graduatedOn=2024-06&…&wants=desk,loan`. `unsure` is not carried into a form. */
export function answersToQuery(answers: Answers, options: { without?: AnswerName; forForm?: boolean } = {}): string {
  const query: string[] = []
  for (const name of carried) {
    const value = answers[name]
    if (value === undefined || name === options.without || (options.forForm && value === 'unsure')) continue
    query.push(`${name}=${name === 'graduatedOn' ? value.slice(0, 7) : value}`)
  }
  if (answers.wants && options.without !== 'wants') query.push(`wants=${answers.wants.join(',')}`)
  return query.join('&')
}

/**
 * Reads answers from an address. A value that does not fit counts as not given; only a wrong or empty month is told, because it is
 * typed. `wants` may come once with commas or once per tick.
 */
export function readAnswers(query: Readonly<Record<string, string | readonly string[] | undefined>>): { answers: Answers; monthFault: boolean } {
  const first = (name: string) => [query[name]].flat()[0]
  const pick = <T>(schema: z.ZodType<T>, name: string) => {
    const parsed = schema.safeParse(first(name))
    return parsed.success ? { [name]: parsed.data } : {}
  }
  const shape = answersSchema.shape
  const graduatedOn = first('graduatedOn')?.normalize('NFKC').trim()
  const okMonth = graduatedOn !== undefined && month.safeParse(graduatedOn).success
  const wanted = [query.wants].flat().flatMap((text) => text?.split(',') ?? [])
  const answers = answersSchema.parse({
    ...pick(shape.status, 'status'),
    ...(okMonth ? { graduatedOn } : {}),
    ...pick(shape.companyRegistered, 'companyRegistered'),
    ...pick(shape.worksInZone, 'worksInZone'),
    ...pick(shape.localHome, 'localHome'),
    ...(query.wants === undefined ? {} : { wants: supports.filter((support) => wanted.includes(support)) }),
  })
  return { answers, monthFault: graduatedOn !== undefined && !okMonth }
}

export type Question = 'status' | 'graduatedOn' | 'companyRegistered' | 'worksInZone' | 'localHome' | 'wants'

/** The five questions in order, and which is next; the month belongs to the first. Null when all are answered. */
export function nextQuestion(answers: Answers): { question: Question; no: number } | null {
  if (answers.status === undefined) return { question: 'status', no: 1 }
  if (answers.status === 'graduated' && answers.graduatedOn === undefined) return { question: 'graduatedOn', no: 1 }
  const rest = ['companyRegistered', 'worksInZone', 'localHome', 'wants'] as const
  const at = rest.findIndex((name) => answers[name] === undefined)
  const question = rest[at]
  return question ? { question, no: at + 2 } : null
}
