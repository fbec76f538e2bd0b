// Next's disk cache with two additions (ADR 0007): the CSP header with the hashes of a page's inline scripts is stored
// with the page, and the times at which tags became old are shared by all processes through files in one folder.
// Internals of Next are used here: the version is pinned, and e2e/gates/csp.spec.ts watches.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const Base = require('next/dist/server/lib/incremental-cache/file-system-cache').default
const { tagsManifest } = require('next/dist/server/lib/incremental-cache/tags-manifest.external')

const base =
  "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
const dir = process.env.CACHE_TAG_DIR

function policy(html) {
  const hashes = new Set()
  for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g))
    if (!/\bsrc=/.test(attributes)) hashes.add(`'sha256-${createHash('sha256').update(body).digest('base64')}'`)
  return `${base}; script-src 'self' ${[...hashes].join(' ')}`
}

function withPolicy(entry) {
  const value = entry?.value ?? entry
  if (value?.kind === 'APP_PAGE' && typeof value.html === 'string') {
    value.headers ??= {}
    value.headers['content-security-policy'] ??= policy(value.html)
  }
  return entry
}

const fileOf = (tag) => path.join(/* turbopackIgnore: true */ dir, Buffer.from(tag).toString('base64url'))

/** The file's time is the message; renaming makes it appear whole. */
function touch(tag) {
  if (!dir) return
  fs.mkdirSync(dir, { recursive: true })
  const tmp = path.join(/* turbopackIgnore: true */ dir, `.${process.pid}`)
  fs.writeFileSync(tmp, '')
  fs.renameSync(tmp, fileOf(tag))
}

let seen = -1
function sync() {
  const stat = dir ? fs.statSync(/* turbopackIgnore: true */ dir, { throwIfNoEntry: false }) : undefined
  if (!stat || stat.mtimeMs === seen) return
  seen = stat.mtimeMs
  for (const name of fs.readdirSync(/* turbopackIgnore: true */ dir)) {
    if (name.startsWith('.')) continue
    const at = fs.statSync(/* turbopackIgnore: true */ path.join(/* turbopackIgnore: true */ dir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
    const tag = Buffer.from(name, 'base64url').toString()
    if (at > (tagsManifest.get(tag)?.expired ?? 0)) tagsManifest.set(tag, { expired: at })
  }
}

const started = new Map()
const tagsOf = (value, context) =>
  value?.kind === 'FETCH'
    ? [...(context?.tags ?? []), ...(value.tags ?? [])]
    : String(value?.headers?.['x-next-cache-tags'] ?? '')
        .split(',')
        .filter(Boolean)

module.exports = class CacheHandler extends Base {
  async get(key, context) {
    sync()
    const entry = await super.get(key, context)
    if (entry) started.delete(key)
    else if (!started.has(key)) started.set(key, Date.now())
    return withPolicy(entry)
  }

  /** A render that began before its data changed is not kept: it would be served as fresh for ever. */
  async set(key, value, context) {
    sync()
    const began = started.get(key) ?? Date.now() - 10_000
    started.delete(key)
    if (tagsOf(value, context).some((tag) => (tagsManifest.get(tag)?.expired ?? 0) >= began)) return
    return super.set(key, withPolicy(value), context)
  }

  async revalidateTag(tags, durations) {
    for (const tag of [tags].flat()) touch(tag)
    return super.revalidateTag(tags, durations)
  }
}
