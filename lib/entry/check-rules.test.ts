// One violating sample per rule: a rule that does not see its sample is no rule.
import { expect, test } from 'vitest'
import {
  appNeverTouchesPrisma,
  clientCannotReachServer,
  codesIn,
  fileRules,
  filesStayShort,
  functionsStayShort,
  modelAsksNoClock,
  serverSaysSo,
  wordFaults,
} from './check-rules'

const file = (path: string, text: string) => ({ path, text })

test('a model that asks for the time or for chance', () => {
  const model = 'lib/journeys/loan/model/schedule.ts'
  for (const line of ['const now = new Date()', 'const t = Date.now()', 'const d = Math.random()'])
    expect(modelAsksNoClock(file(model, line)).map((fault) => fault.rule)).toEqual(['model-asks-no-clock'])
  expect(modelAsksNoClock(file(model, 'new Date(0) // never new Date()'))).toEqual([])
  expect(modelAsksNoClock(file('lib/platform/clock.ts', 'Date.now()'))).toEqual([])
})

test('a file that is too long', () => {
  const long = 'x\n'.repeat(261)
  expect(filesStayShort(file('lib/kernel/long.ts', long))).toHaveLength(1)
  expect(filesStayShort(file('lib/kernel/long.ts', 'x\n'.repeat(260)))).toEqual([])
  expect(filesStayShort(file('prisma/seed/demo/long.ts', long))).toEqual([])
})

test('a function that is too long, however it is written', () => {
  const found = (head: string, body: number, end: string) =>
    functionsStayShort(file('lib/journeys/loan/server/repo.ts', `${head}\n${'    step()\n'.repeat(body)}${end}\nconst next = 1\n`)).map((fault) => fault.rule)
  const forms = [
    ['export async function pay(tx: Tx) {', '}'],
    ['export const pay: Command<Input, { no: string }> = (ctx, input) =>\n  ctx.transaction(async (tx) => {', '  })'],
    ['const pay = (tx: Tx) => ({', '})'],
    ['class Loan {\n  private pay(tx: Tx): void {', '  }\n}'],
  ] as const
  for (const [head, end] of forms) {
    expect(found(head, 90, end).length, head).toBe(1)
    expect(found(head, 86, end), head).toEqual([])
  }
  const two = `function one() {\n${'  step()\n'.repeat(60)}}\n\n/** Why. */\nfunction two() {\n${'  step()\n'.repeat(60)}}\n`
  expect(functionsStayShort(file('lib/kernel/two.ts', two))).toEqual([])
  expect(functionsStayShort(file('lib/kernel/two.test.ts', `function one() {\n${'  step()\n'.repeat(120)}}\n`))).toEqual([])
})

test('a client file that imports a server', () => {
  const client = (line: string) => clientCannotReachServer(file('app/my/form.tsx', `'use client'\n\n${line}\n`))
  expect(client("import { queue } from '@/lib/foundation/casework/server/queries'")).toHaveLength(1)
  expect(client("import { env } from '@/lib/platform/env'")).toHaveLength(1)
  expect(client("import {\n  db,\n} from '@/prisma/generated/client'")).toHaveLength(1)
  expect(client("import type { CaseView } from '@/lib/foundation/casework/server/case-view'")).toEqual([])
  expect(client("import { submit } from './actions'")).toEqual([])
})

test('a server file that does not say so', () => {
  const server = 'lib/journeys/loan/server/repo.ts'
  expect(serverSaysSo(file(server, "import { z } from 'zod'\nimport 'server-only'\n"))).toHaveLength(1)
  expect(serverSaysSo(file(server, "// why\nimport 'server-only'\nimport { z } from 'zod'\n"))).toEqual([])
})

test('a page that touches the database', () => {
  expect(appNeverTouchesPrisma(file('app/my/page.tsx', "import { db } from '@/lib/platform/db'"))).toHaveLength(1)
  expect(appNeverTouchesPrisma(file('app/my/page.tsx', "import { Prisma } from '@/prisma/generated/client'"))).toHaveLength(1)
  expect(appNeverTouchesPrisma(file('app/my/page.tsx', "import { queue } from '@/lib/foundation/casework/server/queries'"))).toEqual([])
})

test('codes without words, and words that nobody says', () => {
  const source = file(
    'lib/x/model/schema.ts',
    "import { z } from 'zod'\nconst s = z.string().min(2, 'one.two')\nthrow AppError.rule('three.four')\nthrow AppError.invalid({ name: 'five.six' })\n",
  )
  expect(codesIn(source).map((found) => found.code)).toEqual(['three.four', 'five.six', 'one.two'])
  const faults = wordFaults([source], { known: (code) => code === 'one.two', all: ['one.two', 'never.said'] }, 'lib/i18n/errors.ts')
  expect(faults.map((fault) => `${fault.rule} ${fault.detail}`)).toEqual([
    'codes-have-words three.four',
    'codes-have-words five.six',
    'words-are-said never.said',
  ])
  expect(fileRules).toHaveLength(6)
})
