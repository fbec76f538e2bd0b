import 'server-only'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from './env'

export type CacheTag = 'stats' | 'measures' | 'notices'

/**
 * Tells every web process that pages with this tag are old: one file whose time is the message (ADR 0007). Called
 * after commit by whoever changed the data, a worker or the command line included.
 */
export function touchTag(tag: CacheTag): void {
  const dir = env().CACHE_TAG_DIR
  if (!dir) return
  mkdirSync(dir, { recursive: true })
  const tmp = path.join(dir, `.${process.pid}`)
  writeFileSync(tmp, '')
  renameSync(tmp, path.join(dir, Buffer.from(tag).toString('base64url')))
}
