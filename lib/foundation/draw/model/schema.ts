import { z } from 'zod'
import { parseCalendarDate } from '@/lib/kernel/calendar-date'
import { holdsLongNumber } from '@/lib/kernel/identity-number'
import { drawMachine } from './machine'

const text = (least: number, most: number) => z.string().trim().min(least, `text.too_short:${least}`).max(most, 'text.long')
/** Shown to everybody: no identity number may stand in it. */
const shown = (least: number, most: number) => text(least, most).refine((value) => !holdsLongNumber(value), 'person.reason_number')

/** Day and minute in Shanghai, as a browser's field gives them. */
const minute = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'draw.when')
  .refine((value) => parseCalendarDate(value.slice(0, 10)).ok && value.slice(11) < '24:00', 'draw.when')

export const drawPurposes = ['flat', 'desk', 'other'] as const

/** The purposes that have words; other rooms name theirs here too. */
export const purposeWords: Readonly<Record<string, string>> = { flat: '创业公寓', desk: '工位', other: '其他', panel: '评审专家' }
export const purposeWord = (purpose: string): string => purposeWords[purpose] ?? '其他'

/** What a rank means to the one who holds it. */
export const rankWord = (rank: number, units: number): string => (rank <= units ? '入选' : `轮候第 ${rank - units}`)

const sourceOfValue = shown(6, 200)

export const planDrawSchema = z.strictObject({
  purpose: z.enum(drawPurposes, 'choice.missing'),
  title: shown(4, 60),
  units: z.int('draw.units').min(1, 'draw.units').max(5000, 'draw.units'),
  poolRule: shown(6, 500),
  publicValueSource: sourceOfValue,
  closesAt: minute,
})
export const freezeDrawSchema = z.strictObject({ number: z.string().max(40), list: z.string().max(300_000, 'text.long') })
export const runDrawSchema = z.strictObject({ number: z.string().max(40), publicValue: shown(1, 200), witnessName: shown(2, 40) })
export const drawNumberSchema = z.strictObject({ number: z.string().max(40) })
export const proposeRerunSchema = z.strictObject({
  number: z.string().max(40),
  reason: shown(10, 500),
  publicValueSource: sourceOfValue,
  closesAt: minute,
})

/** Filters of a list of draws, as they stand in the address; anything unknown falls back to the plain list. */
export const drawQuerySchema = z.object({
  q: z.string().trim().max(40).catch(''),
  state: z.enum(drawMachine.states).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})
export type DrawQuery = z.output<typeof drawQuerySchema>
export const PAGE_SIZE = 20

export function drawHref(path: string, query: Partial<DrawQuery>): string {
  const search = new URLSearchParams()
  if (query.q) search.set('q', query.q)
  if (query.state) search.set('state', query.state)
  if (query.page && query.page > 1) search.set('page', String(query.page))
  return `${path}${search.size > 0 ? `?${search}` : ''}`
}

/** A published draw as it stands in a file or behind an address: what `draw:verify` and the page of the public compute again. */
export const drawRecordSchema = z.object({
  id: z.string(),
  ruleVersion: z.string(),
  commit: z.string(),
  entriesHash: z.string(),
  publicValue: z.string(),
  secret: z.string(),
  units: z.int(),
  entries: z.array(z.object({ entryNo: z.string(), priorityClass: z.int(), ticket: z.string(), rank: z.int(), result: z.string() })),
})
