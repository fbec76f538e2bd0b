// Every machine of the house, found by its file: sound, equal to the database's enum, worded, guarded, drawn.
// UPDATE_MACHINES=1 writes docs/machines.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkMachine, type Machine, toMermaid } from '@/lib/kernel/machine'

type AnyMachine = Machine<string, string>
interface Found {
  readonly file: string
  readonly machine: AnyMachine
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
}

const isMachine = (value: unknown): value is AnyMachine => typeof value === 'object' && value !== null && 'transitions' in value && 'initial' in value

const files = ['lib/foundation', 'lib/journeys'].flatMap((floor) =>
  readdirSync(floor)
    .map((room) => `${floor}/${room}/model/machine.ts`)
    .filter((file) => existsSync(file)),
)
const found: Found[] = []
for (const file of files) {
  const exported: Record<string, unknown> = await import(path.resolve(file))
  for (const machine of Object.values(exported).filter(isMachine)) found.push({ file, machine, words: exported[`${machine.name}Words`] as Found['words'] })
}

const schema = readdirSync('prisma/schema')
  .map((file) => readFileSync(`prisma/schema/${file}`, 'utf8'))
  .join('\n')
const pascal = (name: string) => name.replace(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase())
const enumOf = (name: string) =>
  new RegExp(`^enum ${pascal(name)}State \\{\\n([^}]*)\\}`, 'm')
    .exec(schema)?.[1]
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))

/** Lists of holdings that stand written out, in SQL too, where the machine of a journey cannot be imported. */
const writtenOut = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
  .flatMap((file) =>
    [...readFileSync(`lib/${file}`, 'utf8').matchAll(/'held'(?:, '[a-z_]+')*, 'occupied'(?:, '[a-z_]+')*/g)].map((list) => ({
      file,
      list: list[0].replaceAll("'", '').split(', '),
    })),
  )

test('who counts holdings counts the states that the machine calls live', () => {
  const machine = found.find((one) => one.machine.name === 'allocation')?.machine
  // a list with the ends in it is about all holdings, one with other words about the states of the plan
  const ofHoldings = writtenOut.filter(({ list }) => !list.includes('vacated') && list.every((word) => machine?.states.includes(word)))
  expect(ofHoldings.length).toBeGreaterThan(5)
  for (const { file, list } of ofHoldings) expect([...list].sort(), file).toEqual([...(machine?.groups.live ?? [])].sort())
})

/** The form's own states are spoken of by its cases; a unit's state is worded by the plan together with its holding. */
const withoutWords = new Set(['application', 'unit'])

function document({ machine, words, file }: Found): string {
  const audiences = [...new Set(Object.values(words ?? {}).flatMap((row) => Object.keys(row)))].filter((name) => name !== 'kind')
  const table = words
    ? [
        `| state | ${audiences.join(' | ')} |`,
        `|---|${audiences.map(() => '---|').join('')}`,
        ...machine.states.map((s) => `| ${s} | ${audiences.map((a) => words[s]?.[a] ?? '').join(' | ')} |`),
      ]
    : []
  return `# ${machine.name}\n\nGenerated from \`${file}\`.\n\n\`\`\`mermaid\n${toMermaid(machine)}\`\`\`\n${table.length > 0 ? `\n${table.join('\n')}\n` : ''}`
}

test('there are machines', () => {
  expect(found.map(({ machine }) => machine.name)).toEqual(expect.arrayContaining(['case', 'application', 'allocation', 'unit', 'person']))
})

test.each(found)('$machine.name: every state is reached, terminal ones have no exit, no dead ends', ({ machine }) => {
  expect(checkMachine(machine)).toEqual([])
  for (const [group, states] of Object.entries(machine.groups))
    expect({ group, unknown: states.filter((s) => !machine.states.includes(s)) }).toEqual({ group, unknown: [] })
})

test.each(found.filter(({ machine }) => enumOf(machine.name)))('$machine.name: its states are those of the database', ({ machine }) => {
  expect([...machine.states].sort()).toEqual(enumOf(machine.name)?.sort())
})

test.each(found.filter(({ machine }) => enumOf(machine.name)))('$machine.name: the guard of the database knows its transitions', ({ machine }) => {
  expect(readFileSync('prisma/seed/reference/index.ts', 'utf8')).toContain(`${machine.name}Machine`)
})

test.each(found.filter(({ machine }) => !withoutWords.has(machine.name)))('$machine.name: every state has words for every audience', ({ machine, words }) => {
  expect(Object.keys(words ?? {}).sort()).toEqual([...machine.states].sort())
  const empty = Object.entries(words ?? {}).flatMap(([state, row]) =>
    Object.entries(row).flatMap(([audience, text]) => (text.trim() === '' ? [`${state}.${audience}`] : [])),
  )
  expect(empty).toEqual([])
})

test.each(found)('$machine.name: docs/machines is current', (one) => {
  const file = `docs/machines/${one.machine.name}.md`
  if (process.env.UPDATE_MACHINES) {
    mkdirSync('docs/machines', { recursive: true })
    writeFileSync(file, document(one))
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(document(one))
})

test('docs/machines holds nothing else', () => {
  expect(readdirSync('docs/machines').sort()).toEqual(found.map(({ machine }) => `${machine.name}.md`).sort())
})
