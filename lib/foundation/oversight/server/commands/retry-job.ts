import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { oversightPolicy } from '../../model/policy'
import type { retryJobSchema } from '../../model/schema'

/** Lets a failed job run again at once, with all its attempts; the reason is kept. A job that runs now is left alone. */
export const retryJob: Command<z.output<typeof retryJobSchema>, { task: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(oversightPolicy, 'jobs.retry', null)
    const id = BigInt(input.jobId)
    const [job] = await tx.$queryRaw<{ task: string; locked: boolean; failed: boolean; attempts: number }[]>`
      SELECT task_identifier AS task, locked_at IS NOT NULL AS locked, last_error IS NOT NULL AS failed, attempts
        FROM graphile_worker.jobs WHERE id = ${id}`
    if (!job) throw AppError.notFound()
    if (job.locked) throw AppError.conflict('job.running')
    if (!job.failed) throw AppError.rule('job.not_failed')
    const done = await tx.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM graphile_worker.reschedule_jobs(ARRAY[${id}]::bigint[], run_at := now(), attempts := 0)`
    if (done.length !== 1) throw AppError.conflict('job.running')
    await recordAudit(tx, ctx, {
      type: 'job.retried',
      subject: { kind: 'job', id: input.jobId },
      reason: input.reason,
      detail: { task: job.task, attempts: job.attempts },
    })
    return { task: job.task }
  })
