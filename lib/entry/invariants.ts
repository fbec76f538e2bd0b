// `npm run invariants`: counts what must never be true of the rows and prints `name: count`; exit 1 if any is not 0.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { readClock } from '../foundation/casework/model/clock'
import { contentFingerprint } from '../foundation/document/server/pdf/fingerprint'
import { type CalendarDate, calendarDate } from '../kernel/calendar-date'
import { parseCaseNo } from '../kernel/case-number'
import type { WorkCalendar } from '../kernel/working-days'

export interface Invariant {
  readonly name: string
  readonly count: number
}

/** The named queries of prisma/invariants.sql. */
export function namedQueries(text: string): { name: string; sql: string }[] {
  return [...text.matchAll(/^-- name: (.+)\n([\s\S]*?)(?=^-- name: |$(?![\s\S]))/gm)].map((found) => ({ name: found[1] ?? '', sql: found[2] ?? '' }))
}

async function counted(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<Record<string, string>>(sql)
  return Number(Object.values(rows[0] ?? {})[0])
}

async function calendarOf(client: pg.Client): Promise<WorkCalendar> {
  const years = await client.query<{ year: number }>('SELECT year FROM calendar_year')
  const days = await client.query<{ date: string; kind: string; why: string }>('SELECT date::text AS date, kind, why FROM calendar_day')
  return {
    years: new Set(years.rows.map((row) => row.year)),
    days: new Map(days.rows.map((row) => [calendarDate(row.date), { kind: row.kind === 'work' ? 'work' : 'off', why: row.why }])),
  }
}

interface ClockRow {
  started: string
  promised: string
  statutory: string
  provisional: boolean
  promised_days: number
  statutory_days: number
  pauses: { from: CalendarDate; to: CalendarDate }[]
}

/** Dates on clocks follow from their start, their days and the pauses that ended; while a pause is open no date is promised. */
async function clocksThatDiffer(client: pg.Client): Promise<number> {
  const calendar = await calendarOf(client)
  const { rows } = await client.query<ClockRow>(`
    SELECT k.started_on::text AS started, k.promised_due_on::text AS promised, k.statutory_due_on::text AS statutory, k.provisional, k.promised_days, k.statutory_days,
           coalesce((SELECT json_agg(json_build_object('from', p.from_on, 'to', p.to_on)) FROM case_pause p WHERE p.clock_id = k.id AND p.to_on IS NOT NULL), '[]') AS pauses
      FROM case_clock k WHERE NOT EXISTS (SELECT 1 FROM case_pause p WHERE p.clock_id = k.id AND p.to_on IS NULL)`)
  return rows.filter((row) => {
    const rule = { startedOn: calendarDate(row.started), promisedDays: row.promised_days, statutoryDays: row.statutory_days }
    const read = readClock(calendar, rule, row.pauses, rule.startedOn, null)
    return read.promisedDueOn !== row.promised || read.statutoryDueOn !== row.statutory || read.provisional !== row.provisional
  }).length
}

async function documentsThatDiffer(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ kind: string; number: string; data: unknown; fingerprint: string }>(
    'SELECT kind, number, data, fingerprint FROM document',
  )
  return rows.filter((row) => contentFingerprint(row.kind, row.number, row.data) !== row.fingerprint).length
}

async function numbersThatDoNotCheck(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ case_no: string }>('SELECT case_no FROM case_file')
  return rows.filter((row) => !parseCaseNo(row.case_no).ok).length
}

/** Files lie under DATA_DIR/files, named by their hash (lib/platform/files.ts). */
async function filesThatAreGone(client: pg.Client, dataDir: string): Promise<number> {
  const { rows } = await client.query<{ sha256: string }>('SELECT DISTINCT sha256 FROM stored_file WHERE deleted_at IS NULL')
  return rows.filter(({ sha256 }) => !existsSync(path.join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256))).length
}

/** All invariants as this connection sees the rows; `dataDir` holds the files. */
export async function countInvariants(client: pg.Client, dataDir: string): Promise<Invariant[]> {
  const found: Invariant[] = []
  for (const { name, sql } of namedQueries(readFileSync('prisma/invariants.sql', 'utf8'))) found.push({ name, count: await counted(client, sql) })
  found.push({ name: 'clock dates that do not follow from the clock', count: await clocksThatDiffer(client) })
  found.push({ name: 'documents whose fingerprint does not follow from their text', count: await documentsThatDiffer(client) })
  found.push({ name: 'case numbers with a wrong check character', count: await numbersThatDoNotCheck(client) })
  found.push({ name: 'file rows without a file', count: await filesThatAreGone(client, dataDir) })
  return found
}

async function main(): Promise<void> {
  const url = process.env.OWNER_DATABASE_URL ?? process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set')
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const found = await countInvariants(client, process.env.DATA_DIR ?? '.data')
  await client.end()
  for (const { name, count } of found) process.stdout.write(`${name}: ${count}\n`)
  process.exitCode = found.every((one) => one.count === 0) ? 0 : 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
