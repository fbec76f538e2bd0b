// `npm run break`: breaks every rule of the database and the important checks in the code, one at a time, and prints those
// whose loss nobody noticed. The code is broken in a copy below .test, so that nothing has to be restored, whatever
// happens. `npm run break -- database` or `-- code [words of a title]` runs a part.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { breakDatabase } from './database'
import { faultsOfDecision } from './faults-decision'
import { faultsOfHouse } from './faults-house'
import { faultsOfMoney } from './faults-money'
import { faultsOfWho } from './faults-who'
import type { Check, Mutation } from './mutation'

const mutations = [...faultsOfWho, ...faultsOfHouse, ...faultsOfDecision, ...faultsOfMoney]

const copy = path.resolve('.test/break-tree')
const left = new Set(['node_modules', '.next', '.git', '.data', '.test', 'public'])
const say = (text: string) => process.stdout.write(`${text}\n`)

function makeCopy(): void {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const part of [
    'app',
    'lib',
    'prisma',
    'e2e',
    'docs',
    'biome.json',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'prisma.config.ts',
    'proxy.ts',
    'next.config.mjs',
    'cache-handler.cjs',
  ])
    if (existsSync(part)) cpSync(part, path.join(copy, part), { recursive: true, filter: (from) => !left.has(path.basename(from)) })
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
}

const nameOf = (check: Check) => ('script' in check ? check.script : `${check.test}${check.only ? ` (${check.only})` : ''}`)

/** Runs a check in the copy; answers whether it is green. */
function green(check: Check): boolean {
  const env = { ...process.env, TEST_NAME: 'break' }
  const args =
    'script' in check
      ? ['--import', 'tsx', check.script]
      : ['node_modules/vitest/vitest.mjs', 'run', '--project', check.project, check.test, ...(check.only ? ['-t', check.only] : [])]
  return spawnSync(process.execPath, args, { cwd: copy, env, stdio: 'ignore' }).status === 0
}

/** Applies a mutation to the copy; answers how to take it back, or null when the text is not there. */
function apply({ file, find, replace }: Mutation): (() => void) | null {
  const at = path.join(copy, file)
  if (find === null) {
    mkdirSync(path.dirname(at), { recursive: true })
    writeFileSync(at, replace)
    return () => rmSync(path.dirname(at), { recursive: true })
  }
  const text = existsSync(at) ? readFileSync(at, 'utf8') : ''
  if (text.split(find).length !== 2) return null
  writeFileSync(
    at,
    text.replace(find, () => replace),
  )
  return () => writeFileSync(at, text)
}

function breakCode(words: string): string[] {
  makeCopy()
  const chosen = mutations.filter((mutation) => mutation.title.includes(words))
  const survivors: string[] = []
  const sound = new Map<string, boolean>()
  for (const mutation of chosen) {
    const name = nameOf(mutation.check)
    if (!sound.has(name)) sound.set(name, green(mutation.check))
    const restore = sound.get(name) ? apply(mutation) : null
    if (!restore) {
      survivors.push(`${mutation.title}: ${sound.get(name) ? `the text to break is not in ${mutation.file}` : `${name} is red without any fault`}`)
      continue
    }
    const survived = green(mutation.check)
    restore()
    if (survived) survivors.push(`${mutation.title}: ${name} stayed green`)
    say(`${survived ? 'SURVIVED' : 'noticed '} ${mutation.title}`)
  }
  rmSync(copy, { recursive: true, force: true })
  say(`code: ${chosen.length} faults`)
  return survivors
}

const [part = 'all', ...words] = process.argv.slice(2)
const survivors: string[] = []
if (part !== 'code') survivors.push(...(await breakDatabase(say)).survivors)
if (part !== 'database') survivors.push(...breakCode(words.join(' ')))
for (const survivor of survivors) say(`survivor: ${survivor}`)
say(`${survivors.length} survivors`)
process.exit(survivors.length === 0 ? 0 : 1)
