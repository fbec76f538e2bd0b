// The linter's configuration itself: overrides replace each other silently, so each layer rule has a file that breaks it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const samples: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['app-never-touches-prisma', 'app/x/page.tsx', "import { db } from '@/lib/platform/db'\nexport default () => <p>{String(db)}</p>\n"],
  ['app-never-touches-prisma', 'app/x/page.tsx', "export { PrismaClient } from '@/prisma/generated/client'\n"],
  ['journeys-are-strangers', 'lib/journeys/loan/server/repo.ts', "import 'server-only'\nexport { lockOfCase } from '@/lib/journeys/space/server/repo'\n"],
  [
    'journeys-are-strangers',
    'lib/journeys/loan/server/commands/ask.ts',
    "import type { Claim } from '@/lib/journeys/space/server/claim'\nexport type C = Claim\n",
  ],
  ['only-through-the-door', 'lib/journeys/loan/server/repo.ts', "export { queue } from '@/lib/foundation/casework/server/queries'\n"],
  ['only-through-the-door', 'lib/journeys/loan/server/commands/ask.ts', "export { queue } from '@/lib/foundation/casework/server/queries'\n"],
  ['only-through-the-door', 'lib/foundation/casework/server/repo.ts', "export { rows } from '../../document/server/repo'\n"],
  ['only-through-the-door', 'lib/foundation/casework/server/commands/ask.ts', "export { rows } from '../../../document/server/repo'\n"],
  ['platform-knows-no-rooms', 'lib/platform/audit.ts', "export { repo } from '@/lib/foundation/casework/server/repo'\n"],
  ['platform-knows-no-rooms', 'lib/platform/audit.ts', "export { measures } from '@/lib/foundation/programme/model/measures'\n"],
  ['only-through-the-door', 'lib/foundation/ledger-import/server/kinds/desks.ts', "export { queue } from '@/lib/foundation/casework/server/queries'\n"],
  ['journeys-are-strangers', 'lib/foundation/casework/server/repo.ts', "export { claim } from '@/lib/journeys/space/server/door'\n"],
  ['overview-only-reads', 'lib/overview/cockpit/server/board.ts', "export { allocate } from '@/lib/journeys/space/server/commands/allocate'\n"],
  ['overview-only-reads', 'lib/overview/cockpit/server/board.ts', "export { lock } from '@/lib/foundation/casework/server/repo'\n"],
  ['factories-write-rows', 'prisma/factories/desk.ts', "export { claim } from '@/lib/journeys/space/server/claim'\n"],
  ['tests-use-the-front-door', 'e2e/journeys/apply.ts', "export { queue } from '@/lib/foundation/casework/server/queries'\n"],
  ['server-draws-nothing', 'lib/foundation/casework/server/repo.ts', "export { useState } from 'react'\n"],
  ['model-is-pure', 'lib/journeys/loan/model/schedule.ts', "export { readFileSync } from 'node:fs'\n"],
  ['model-is-pure', 'lib/journeys/loan/model/schedule.ts', "export const load = () => import('@/lib/platform/db')\n"],
  ['model-is-pure', 'lib/foundation/casework/model/clock.ts', "export { repo } from '../server/repo'\n"],
  ['model-is-pure', 'lib/journeys/loan/model/schedule.ts', "export { offerTerms } from '@/lib/journeys/space/model/offer'\n"],
  ['kernel-stands-alone', 'lib/kernel/money.ts', "export { z } from 'zod'\n"],
]

const harmless: readonly (readonly [file: string, text: string])[] = [
  ['app/x/page.tsx', "export { queue as default } from '@/lib/foundation/casework/server/queries'\n"],
  ['lib/journeys/loan/server/repo.ts', "import 'server-only'\n\nexport { lockCase } from '@/lib/foundation/casework/server/door'\n"],
  ['lib/foundation/casework/server/commands/ask.ts', "import 'server-only'\n\nexport { issueDocument } from '../../../document/server/door'\n"],
  ['lib/journeys/loan/model/schedule.ts', "export { dueOn } from '@/lib/kernel/working-days'\n"],
]

const circle: readonly (readonly [file: string, text: string])[] = [
  ['lib/platform/a.ts', "import { b } from './b'\n\nexport const a = () => b\n"],
  ['lib/platform/b.ts', "import { a } from './a'\n\nexport const b = () => a\n"],
]

/** The sample's own file: its folder decides which rules hold, its number keeps it apart. */
const placed = (kind: string, i: number, file: string) => file.replace(/(\.tsx?)$/, `-${kind}${i}$1`)
const seen = new Map<string, string>()
let folder: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'climber-lint-')))
  cpSync('biome.json', path.join(folder, 'biome.json'))
  const put = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  for (const [i, [, file, text]] of samples.entries()) put(placed('bad', i, file), text)
  for (const [i, [file, text]] of harmless.entries()) put(placed('good', i, file), text)
  for (const [file, text] of circle) put(file, text)
  const done = spawnSync(path.resolve('node_modules/.bin/biome'), ['lint', '--reporter=github', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  for (const line of `${done.stdout}${done.stderr}`.split('\n')) {
    const file = /file=([^,]+),/.exec(line)?.[1]
    if (!file) continue
    const at = path.relative(folder, path.resolve(folder, file))
    seen.set(at, `${seen.get(at) ?? ''}${line}\n`)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(samples.map(([rule, file, text], i) => ({ rule, file: placed('bad', i, file), text })))('$rule sees $text in $file', ({ rule, file }) => {
  expect(seen.get(file) ?? '').toContain(rule)
})

test.each(harmless.map(([file, text], i) => ({ file: placed('good', i, file), text })))('$file may say $text', ({ file }) => {
  expect(seen.get(file) ?? '').not.toContain('noRestrictedImports')
})

test('a circle of imports is seen', () => {
  expect(seen.get('lib/platform/a.ts') ?? '').toContain('noImportCycles')
})
