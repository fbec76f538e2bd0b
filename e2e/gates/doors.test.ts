// Every way into the portal has a row in the matrix, and every row leads somewhere: pages, route handlers, server actions.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commandRows, openDoors } from './matrix'
import { pageRows } from './pages'

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) yield* files(at)
    else yield at
  }
}

const all = [...files('app')]
/** `app/(public)/track/page.tsx` → `/track` */
const addressOf = (file: string) =>
  `/${path.posix
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`

const doorsOf = (name: string, kind: string) => all.filter((file) => path.posix.basename(file) === name).map((file) => `${kind} ${addressOf(file)}`)

test('a row for every page and route handler, and no row without one', () => {
  expect(pageRows.map((row) => `${row.kind} ${row.path}`).sort()).toEqual([...doorsOf('page.tsx', 'page'), ...doorsOf('route.ts', 'route')].sort())
})

const serverFiles = all.filter((file) => /^['"]use server['"]/.test(readFileSync(file, 'utf8').trimStart()))
const actions = serverFiles.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^export const \w+ = action\(\s*'([^']+)'/gm)].map((found) => found[1] ?? ''),
)

test('a row for every server action, and no row without one', () => {
  const rows = [...openDoors, ...commandRows.filter((row) => !row.behind && !row.noDoorYet).map((row) => row.door)]
  expect([...new Set(actions)].sort()).toEqual([...rows].sort())
})

test('whoever needs no session says so in the open, and stands in the matrix as open', () => {
  const anonymous = serverFiles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/action\(\s*'([^']+)'[^\n]*anonymous: true/g)].map((found) => found[1] ?? ''),
  )
  expect(anonymous.sort()).toEqual([...openDoors].sort())
})

/** Exports of a server file that are not made by `action`: each is a door too, and must be known here with its reason. */
const ownDoors: Readonly<Record<string, string>> = { signOut: 'ends the caller’s own session; checks the origin itself' }

test('nothing else in a server file is callable from outside', () => {
  const others = serverFiles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:async function|const|function) (\w+)\b(?! = action\()/gm)].map((found) => ({
      name: found[1] ?? '',
      file,
    })),
  )
  expect(others.filter(({ name }) => !Object.hasOwn(ownDoors, name))).toEqual([])
})

test('a route handler behind a command exists', () => {
  const routes = new Set(doorsOf('route.ts', 'route'))
  for (const row of commandRows) if (row.behind) expect(routes).toContain(`route ${row.behind}`)
})
