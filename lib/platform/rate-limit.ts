import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { blindIndex } from './crypto'
import { db } from './db'

/** The row of a key in a bucket: a keyed hash, so that no telephone number or address stands in the table. */
const idOf = (bucket: string, key: string) => `${bucket}:${Buffer.from(blindIndex(key)).toString('base64url').slice(0, 24)}`

/**
 * Counts one use of `key` in a window of seconds; throws `rate_limited` beyond `limit`. One upsert, shared by all
 * processes.
 */
export async function consume(bucket: string, key: string, limit: number, seconds: number): Promise<void> {
  const id = idOf(bucket, key)
  const rows = await db.$queryRaw<{ points: number; wait: number }[]>`
    INSERT INTO rate_window (id, points, ends_at) VALUES (${id}, 1, clock_timestamp() + ${seconds} * interval '1 second')
    ON CONFLICT (id) DO UPDATE SET
      points = CASE WHEN rate_window.ends_at <= clock_timestamp() THEN 1 ELSE rate_window.points + 1 END,
      ends_at = CASE WHEN rate_window.ends_at <= clock_timestamp() THEN excluded.ends_at ELSE rate_window.ends_at END
    RETURNING points, ceil(extract(epoch FROM ends_at - clock_timestamp()))::int AS wait`
  const row = rows[0]
  if (row && row.points > limit) throw new AppError('rate_limited', 'rate.limited', { seconds: row.wait })
}

/** Gives one use back, for doors where only failures count. */
export async function giveBack(bucket: string, key: string): Promise<void> {
  await db.$executeRaw`UPDATE rate_window SET points = greatest(points - 1, 0) WHERE id = ${idOf(bucket, key)}`
}
