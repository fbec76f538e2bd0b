import { z } from 'zod'

const text = z.string().trim().max(100)

/** Filters of the audit list, as they stand in the address; what cannot be read is as if it were not there. */
export const auditQuerySchema = z.object({
  actor: text.catch(''),
  action: text.catch(''),
  subject: text.catch(''),
  outcome: z.enum(['ok', 'denied', 'error']).optional().catch(undefined),
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
  /** Keyset: rows older than this number. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})
export type AuditQuery = z.output<typeof auditQuerySchema>

export function auditHref(query: Partial<AuditQuery>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value)
  return `/admin/audit${search.size > 0 ? `?${search}` : ''}`
}

export const auditExportSchema = z.strictObject({
  actor: text,
  action: text,
  subject: text,
  outcome: z.enum(['ok', 'denied', 'error']).optional(),
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
})

export const retryJobSchema = z.strictObject({
  jobId: z.string().regex(/^\d{1,18}$/),
  reason: z.string().trim().min(4, 'job.reason_short').max(500, 'reason.too_long'),
})

/** Where a job stands, from the columns of the queue. */
export function jobState(job: { attempts: number; maxAttempts: number; locked: boolean; lastError: string | null; due: boolean }) {
  if (job.locked) return 'running' as const
  if (job.attempts >= job.maxAttempts) return 'given_up' as const
  if (job.lastError !== null) return 'retrying' as const
  return job.due ? ('waiting' as const) : ('planned' as const)
}
export type JobState = ReturnType<typeof jobState>

export const jobWords: Record<JobState, string> = {
  running: '正在跑',
  given_up: '不再重试',
  retrying: '失败，等重试',
  waiting: '排队',
  planned: '定了时间',
}

export const taskWords: Readonly<Record<string, string>> = {
  'send-message': '发短信',
  'expire-holds': '收回超时的留位',
  revalidate: '更新公开页面',
  'seal-audit': '审计封链',
  'ledger-head': '账簿链尾抄到库外',
}
