// `npm run check:layers`: the rules of the house that the linter cannot say. Prints one line per fault; exit 1 if any.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isKnownCode } from '../i18n/errors'
import { fileRules, type SourceFile, wordFaults } from './check-rules'

const roots = ['app', 'lib', 'prisma', 'e2e']
const skipped = new Set(['node_modules', 'generated', 'ledgers'])
const wordsPath = 'lib/i18n/errors.ts'

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    const at = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(at)
    else if (/\.(?:ts|tsx|mjs|cjs)$/.test(entry.name)) yield at
  }
}

const files: SourceFile[] = roots.flatMap((root) => [...walk(root)].map((at) => ({ path: at, text: readFileSync(at, 'utf8') })))
const catalogue = files.find((file) => file.path === wordsPath)?.text ?? ''
const all = [...catalogue.matchAll(/^ {2}'?([a-z_0-9]+(?:\.[a-z_0-9]+)*)'?: /gm)].flatMap((found) => found[1] ?? [])
const product = files.filter((file) => !file.path.endsWith('.test.ts') && !file.path.startsWith('e2e/') && !file.path.startsWith('lib/entry/check'))

const faults = [...files.flatMap((file) => fileRules.flatMap((rule) => rule(file))), ...wordFaults(product, { known: isKnownCode, all }, wordsPath)]
for (const fault of faults) process.stdout.write(`${fault.path}:${fault.line} ${fault.rule}: ${fault.detail}\n`)
process.stdout.write(`layers: ${files.length} files, ${faults.length} faults\n`)
process.exitCode = faults.length === 0 ? 0 : 1
