import 'server-only'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Tx } from './db'
import { env } from './env'
import { enqueue } from './jobs'

export const cacheTags = ['stats', 'measures'] as const
export type CacheTag = (typeof cacheTags)[number]

/**
 * Tells every web process that pages with this tag are old: one file whose time is the message (ADR 0007). Only after
 * commit: the worker's task `revalidate` and the command line call it, business code uses `revalidateAfterCommit`.
 */
export function touchTag(tag: CacheTag): void {
  const dir = env().CACHE_TAG_DIR
  if (!dir) return
  mkdirSync(dir, { recursive: true })
  const tmp = path.join(/* turbopackIgnore: true */ dir, `.${process.pid}`)
  writeFileSync(tmp, '')
  renameSync(tmp, path.join(/* turbopackIgnore: true */ dir, Buffer.from(tag).toString('base64url')))
}

/** Puts the message into the business transaction: pages become old when, and only when, the change is committed. */
export const revalidateAfterCommit = (tx: Tx, tag: CacheTag): Promise<void> => enqueue(tx, 'revalidate', { tag }, { key: `revalidate:${tag}` })
