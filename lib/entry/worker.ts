// The worker: jobs of the queue, and the daily ones by cron (UTC: 01:00 is 09:00 in Shanghai).
import { Logger, makeWorkerUtils, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import { closeDatabase, sessionOptions } from '@/lib/platform/db'
import { logger } from '@/lib/platform/logger'
import { cronItems, taskList } from './tasks'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 6, options: sessionOptions })
const complain = (error: Error) => logger.warn({ code: error.message }, 'worker pool')
pool.on('error', complain)
pool.on('connect', (client) => client.on('error', complain))

/** The queue's own words: failures are told, every finished job is not. */
const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') logger.warn({ queue: message }, 'job queue')
  else logger.debug({ queue: message }, 'job queue')
})

/** Jobs of a worker that was killed stay locked for hours; there is one worker, so nobody else holds them. */
async function unlockDead() {
  const { rows } = await pool.query<{ locked_by: string }>('SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL')
  const utils = await makeWorkerUtils({ pgPool: pool, logger: queueLogger })
  await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  await utils.release()
}

await unlockDead()
const runner = await run({
  pgPool: pool,
  concurrency: 2,
  pollInterval: 1000,
  noHandleSignals: true,
  taskList,
  parsedCronItems: parseCronItems(cronItems),
  logger: queueLogger,
})
process.send?.('ready')

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  await runner.stop()
  await pool.end()
  await closeDatabase()
  process.exit(0)
}
// a queue that ended by itself cannot be mended from inside: the start begins it anew
runner.promise.then(
  () => stopping || process.exit(1),
  (error: unknown) => {
    logger.warn({ code: error instanceof Error ? error.message : 'unknown' }, 'job queue ended')
    if (!stopping) process.exit(1)
  },
)
process.on('SIGTERM', stop)
process.on('SIGINT', () => {})
process.on('disconnect', stop)
