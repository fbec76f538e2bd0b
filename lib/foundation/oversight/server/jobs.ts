import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { maskPhone } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { oversightPolicy } from '../model/policy'
import { type JobState, jobState, taskWords } from '../model/schema'

export interface JobLine {
  readonly id: string
  readonly task: string
  readonly state: JobState
  readonly attempts: string
  readonly runAt: string
  /** First line of the error, at most 200 signs; never the payload. */
  readonly error: string
}

export interface OutboxLine {
  readonly id: string
  readonly recipient: string
  readonly template: string
  readonly since: string
  readonly error: string
}

export interface JobsPage {
  readonly counts: Readonly<Record<JobState, number>>
  readonly jobs: readonly JobLine[]
  readonly outbox: { readonly waiting: number; readonly sent: number; readonly lines: readonly OutboxLine[] }
  readonly crons: readonly { readonly task: string; readonly last: string }[]
  readonly mayRetry: boolean
}

interface JobRow {
  id: bigint
  task: string
  attempts: number
  max_attempts: number
  run_at: Date
  last_error: string | null
  locked: boolean
  due: boolean
}

const SHOWN = 100
const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`
const firstLine = (text: string | null) => (text ?? '').split('\n')[0]?.slice(0, 200) ?? ''

const toLine = (row: JobRow): JobLine => ({
  id: String(row.id),
  task: taskWords[row.task] ?? row.task,
  state: jobState({ attempts: row.attempts, maxAttempts: row.max_attempts, locked: row.locked, lastError: row.last_error, due: row.due }),
  attempts: `${row.attempts} / ${row.max_attempts}`,
  runAt: when(row.run_at),
  error: firstLine(row.last_error),
})

/** Queue, messages that were not sent, and when the regular tasks ran last. */
export async function jobsPage(actor: Actor | null): Promise<JobsPage> {
  if (!can(oversightPolicy, 'jobs.read', actor, null).allow) throw AppError.notFound()
  const [rows, waiting, sent, unsent, crons] = await Promise.all([
    db.$queryRaw<JobRow[]>`
      SELECT id, task_identifier AS task, attempts, max_attempts, run_at, last_error, locked_at IS NOT NULL AS locked, run_at <= now() AS due
        FROM graphile_worker.jobs ORDER BY (attempts >= max_attempts) DESC, (last_error IS NOT NULL) DESC, run_at, id LIMIT 1000`,
    db.outgoingMessage.count({ where: { sentAt: null } }),
    db.outgoingMessage.count({ where: { sentAt: { not: null } } }),
    db.outgoingMessage.findMany({ where: { sentAt: null }, orderBy: { createdAt: 'asc' }, take: 20 }),
    db.$queryRaw<{ identifier: string; last_execution: Date | null }[]>`
      SELECT identifier, last_execution FROM graphile_worker._private_known_crontabs ORDER BY identifier`,
  ])
  const jobs = rows.map(toLine)
  const counts = { running: 0, given_up: 0, retrying: 0, waiting: 0, planned: 0 }
  for (const job of jobs) counts[job.state] += 1
  return {
    counts,
    jobs: jobs.slice(0, SHOWN),
    outbox: {
      waiting,
      sent,
      lines: unsent.map((row) => ({
        id: row.id,
        recipient: row.channel === 'sms' ? maskPhone(row.recipient) : row.channel,
        template: row.template,
        since: when(row.createdAt),
        error: row.lastError ?? '',
      })),
    },
    crons: crons.map((row) => ({ task: taskWords[row.identifier] ?? row.identifier, last: row.last_execution ? when(row.last_execution) : '还没跑过' })),
    mayRetry: can(oversightPolicy, 'jobs.retry', actor, null).allow,
  }
}
