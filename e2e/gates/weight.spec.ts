// First-load script per page, compressed, against the budgets of the house (spike.md §10). Needs the built app.
import { gzipSync } from 'node:zlib'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { withAppDatabase } from '../support/app-database'
import { isBuilt, signedInVisitor, visitor } from '../support/http'

const KB = 1024
/** `form`: pages whose form is checked in the browser, with the words of every refusal. */
const budgets = { public: 135 * KB, signedIn: 195 * KB, form: 202 * KB }
type Budget = keyof typeof budgets

/** Bytes after gzip of every script that the document itself asks for. */
async function weigh(client: APIRequestContext, path: string): Promise<{ bytes: number; files: number }> {
  const page = await client.get(path)
  expect(page.status(), path).toBe(200)
  const html = await page.text()
  // a browser of today never asks for what is marked nomodule; the attribute may stand before or after the source
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag))
  const files = new Set(tags.flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? []))
  let bytes = 0
  for (const file of files) bytes += gzipSync(await (await client.get(file)).body(), { level: 6 }).length
  return { bytes, files: files.size }
}

/** Where a path names a row of the demo, the query that answers its place in the path. */
interface Page {
  readonly who: string | null
  readonly path: string
  readonly budget: Budget
  readonly row?: string
}

const all = (who: string | null, budget: Budget, ...paths: readonly string[]): Page[] => paths.map((path) => ({ who, path, budget }))

const pages: readonly Page[] = [
  ...all(null, 'public', '/', '/measures', '/measures/office', '/check', '/track', '/verify', '/numbers'),
  ...all(null, 'public', '/draws', '/notices', '/notices/objections'),
  { who: null, path: '/draws/[id]', budget: 'public', row: "SELECT number FROM draw WHERE state = 'published' AND public ORDER BY number LIMIT 1" },
  { who: null, path: '/notices/[id]', budget: 'public', row: "SELECT number FROM public_notice WHERE state = 'published' ORDER BY number LIMIT 1" },
  ...all(null, 'signedIn', '/sign-in'),
  ...all(null, 'form', '/register'),
  ...all('founder', 'signedIn', '/my', '/my/applications', '/my/support'),
  {
    who: 'founder',
    path: '/my/support/[number]',
    budget: 'signedIn',
    row: "SELECT g.number FROM support_agreement g JOIN app_user u ON u.person_id = g.person_id WHERE u.login_name = 'founder' AND g.state = 'in_force' LIMIT 1",
  },
  ...all('clerk', 'signedIn', '/counter', '/counter/people', '/counter/notices', '/counter/objections'),
  ...all('clerk', 'form', '/counter/rounds/new'),
  { who: 'clerk', path: '/counter/rounds/[id]', budget: 'form', row: "SELECT id FROM round WHERE chain = 'panel' ORDER BY opens_at LIMIT 1" },
  ...all('leader', 'signedIn', '/counter/approvals', '/cockpit/rehearsal'),
  ...all('finance', 'signedIn', '/counter/fund', '/counter/support'),
  ...all('reviewer', 'form', '/review'),
  {
    who: 'reviewer',
    path: '/review/[assignmentId]',
    budget: 'signedIn',
    row: "SELECT a.id FROM review_assignment a JOIN reviewer r ON r.id = a.reviewer_id JOIN app_user u ON u.person_id = r.person_id WHERE u.login_name = 'reviewer' AND a.state IN ('scoring', 'locked') ORDER BY a.state DESC, a.id LIMIT 1",
  },
  ...all('space', 'signedIn', '/counter/space'),
  ...all('auditor', 'signedIn', '/admin/audit', '/admin/jobs'),
]

async function addressOf({ path, row }: Page): Promise<string> {
  if (!row) return path
  const found = await withAppDatabase((client) => client.query<{ key: string }>(`SELECT key::text FROM (${row}) AS one (key)`))
  expect(found.rows, `the demo has a row for ${path}`).toHaveLength(1)
  return path.replace(/\[\w+\]/, found.rows[0]?.key ?? '')
}

for (const one of pages)
  test(`${one.path}${one.who ? ` as ${one.who}` : ''}`, async () => {
    test.skip(!(await isBuilt()), 'needs the built app')
    const client = one.who ? await signedInVisitor(one.who) : await visitor()
    const { bytes, files } = await weigh(client, await addressOf(one))
    await client.dispose()
    test.info().annotations.push({ type: 'weight', description: `${(bytes / KB).toFixed(1)} KB in ${files} files` })
    process.stdout.write(`${one.path}: ${(bytes / KB).toFixed(1)} KB in ${files} files\n`)
    expect(files).toBeGreaterThan(0)
    expect(bytes).toBeLessThanOrEqual(budgets[one.budget])
  })
