import 'server-only'
import type { Tx } from './db'

export interface JobOptions {
  /** Jobs with the same key replace each other while they wait. */
  readonly key?: string
  readonly queue?: string
  readonly runAt?: Date
  readonly maxAttempts?: number
}

/** Puts a job into the business transaction: it runs after commit, and never when the transaction is rolled back. */
export async function enqueue(tx: Tx, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null},
      run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? 25}::int, job_key := ${options.key ?? null})`
}
