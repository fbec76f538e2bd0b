// First-load script per page, compressed, against the budgets of the house (spike.md §10). Needs the built app.
import { gzipSync } from 'node:zlib'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { isBuilt, signedInVisitor, visitor } from '../support/http'

const KB = 1024
const budgets = { public: 135 * KB, signedIn: 195 * KB }

/** Bytes after gzip of every script that the document itself asks for. */
async function weigh(client: APIRequestContext, path: string): Promise<{ bytes: number; files: number }> {
  const html = await (await client.get(path)).text()
  // a browser of today never asks for what is marked nomodule; the attribute may stand before or after the source
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag))
  const files = new Set(tags.flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? []))
  let bytes = 0
  for (const file of files) bytes += gzipSync(await (await client.get(file)).body(), { level: 6 }).length
  return { bytes, files: files.size }
}

const pages: readonly (readonly [who: string | null, paths: readonly string[]])[] = [
  [null, ['/', '/measures', '/measures/office', '/check', '/track', '/verify', '/numbers']],
  [null, ['/sign-in', '/register']],
  ['founder', ['/my', '/my/applications']],
  ['clerk', ['/counter', '/counter/people']],
  ['space', ['/counter/space']],
  ['auditor', ['/admin/audit', '/admin/jobs']],
]

for (const [who, paths] of pages)
  for (const path of paths)
    test(`${path}${who ? ` as ${who}` : ''}`, async () => {
      test.skip(!(await isBuilt()), 'needs the built app')
      const client = who ? await signedInVisitor(who) : await visitor()
      const { bytes, files } = await weigh(client, path)
      await client.dispose()
      const form = who !== null || path === '/sign-in' || path === '/register'
      test.info().annotations.push({ type: 'weight', description: `${(bytes / KB).toFixed(1)} KB in ${files} files` })
      process.stdout.write(`${path}: ${(bytes / KB).toFixed(1)} KB in ${files} files\n`)
      expect(files).toBeGreaterThan(0)
      expect(bytes).toBeLessThanOrEqual(form ? budgets.signedIn : budgets.public)
    })
