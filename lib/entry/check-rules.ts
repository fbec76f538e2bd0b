// What the linter cannot say, as pure rules over the text of files; lib/entry/check.ts reads the tree.

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface Fault {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly detail: string
}

type Check = (file: SourceFile) => Fault[]

const isTest = (path: string) => path.endsWith('.test.ts')
const isModel = (path: string) => /^lib\/(?:kernel|(?:foundation|journeys)\/[^/]+\/model)\//.test(path) && !isTest(path)
const isServer = (path: string) =>
  /^lib\/(?:platform|overview\/[^/]+\/server|(?:foundation|journeys)\/[^/]+\/server)\//.test(path) && path.endsWith('.ts') && !isTest(path)

const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g, (found) => found.replace(/[^\n]/g, ' '))

function matches(file: SourceFile, rule: string, pattern: RegExp): Fault[] {
  return [...code(file.text).matchAll(pattern)].map((found) => ({ path: file.path, line: lineOf(file.text, found.index), rule, detail: found[0].trim() }))
}

/** Models get the moment and chance as arguments: they answer the same tomorrow. */
export const modelAsksNoClock: Check = (file) =>
  isModel(file.path) ? matches(file, 'model-asks-no-clock', /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(/g) : []

export const MAX_LINES = 260
const mayBeLong = /^(?:prisma\/(?:generated|migrations|seed)\/|next-env\.d\.ts)/

export const filesStayShort: Check = (file) => {
  if (!/\.(?:ts|tsx|mjs|cjs)$/.test(file.path) || mayBeLong.test(file.path)) return []
  const lines = file.text.trimEnd().split('\n').length
  return lines > MAX_LINES ? [{ path: file.path, line: MAX_LINES, rule: 'files-stay-short', detail: `${lines} lines, at most ${MAX_LINES}` }] : []
}

const MAX_FUNCTION_LINES = 90
const opens = [
  /^(?:export (?:default )?)?(?:async )?function\b/,
  /^(?:export )?const \w+(?:: .*?)? = (?:async )?(?:<[^=]*>)?(?:\(|\w+ =>)/,
  /^(?!(?:if|for|while|switch|catch|return)\b)(?:(?:private|protected|static|async|get|set) )*\w+\(.*\{$/,
]

/** Reads the extent of a function off the indentation, which the formatter keeps: it ends before the next line that is no deeper and closes nothing. */
export const functionsStayShort: Check = (file) => {
  if (!/^lib\/.*\.(?:ts|mjs)$/.test(file.path) || isTest(file.path)) return []
  const lines = code(file.text).split('\n')
  const depth = (line: string) => line.length - line.trimStart().length
  return lines.flatMap((line, at) => {
    if (!opens.some((open) => open.test(line.trimStart()))) return []
    const after = lines.findIndex((next, i) => i > at && next.trim() !== '' && depth(next) <= depth(line) && !/^[)}\]]/.test(next.trimStart()))
    const length = lines
      .slice(at, after < 0 ? undefined : after)
      .join('\n')
      .trimEnd()
      .split('\n').length
    return length > MAX_FUNCTION_LINES
      ? [{ path: file.path, line: at + 1, rule: 'functions-stay-short', detail: `${length} lines, at most ${MAX_FUNCTION_LINES}` }]
      : []
  })
}

/** A type is gone before the browser sees the file; everything else that is imported travels with it. */
export const clientCannotReachServer: Check = (file) =>
  /^\s*['"]use client['"]/.test(code(file.text))
    ? matches(
        file,
        'client-cannot-reach-server',
        /^(?:import(?! type\b)|export(?! type\b)[^'"\n]*from)[^'"]*['"][^'"]*(?:\/server\/|\/platform\/|@\/prisma\/|server-only)[^'"]*['"]/gm,
      )
    : []

export const serverSaysSo: Check = (file) => {
  if (!isServer(file.path)) return []
  const first = /^import\s[^\n]*/m.exec(code(file.text))
  return first && /['"]server-only['"]/.test(first[0])
    ? []
    : [{ path: file.path, line: 1, rule: 'server-says-so', detail: "the first import is not 'server-only'" }]
}

export const appNeverTouchesPrisma: Check = (file) =>
  file.path.startsWith('app/') && !isTest(file.path)
    ? matches(file, 'app-never-touches-prisma', /from\s+['"](?:@prisma\/|@\/prisma\/|[^'"]*\/platform\/db['"]|[^'"]*\/repo['"])[^'"]*['"]?/g)
    : []

export const fileRules: readonly Check[] = [modelAsksNoClock, filesStayShort, functionsStayShort, clientCannotReachServer, serverSaysSo, appNeverTouchesPrisma]

const name = "'([a-z_0-9]+(?:\\.[a-z_0-9]+)+(?::[0-9:]+)?)'"
const thrown = [
  new RegExp(`AppError\\.(?:rule|conflict|denied)\\(\\s*${name}`, 'g'),
  new RegExp(`new AppError\\(\\s*'[a-z_]+',\\s*${name}`, 'g'),
  new RegExp(`\\bdeny\\(${name}\\)`, 'g'),
  new RegExp(`\\bmessage:\\s*${name}`, 'g'),
]
const fields = /AppError\.invalid\(\{([^}]*)\}\)/g
const zodMessage = new RegExp(`\\.(?:min|max|length|regex|enum|literal|int|email|uuid|refine)\\([^\\n]*?,\\s*${name}\\s*\\)`, 'g')

/** Codes that reach a person: thrown, denied, or the message of a field. */
export function codesIn(file: SourceFile): { code: string; line: number }[] {
  const text = code(file.text)
  const found: { code: string; line: number }[] = []
  const add = (value: string | undefined, index: number) => value && found.push({ code: value, line: lineOf(text, index) })
  for (const pattern of thrown) for (const hit of text.matchAll(pattern)) add(hit[1], hit.index)
  for (const hit of text.matchAll(fields)) for (const value of (hit[1] ?? '').matchAll(new RegExp(name, 'g'))) add(value[1], hit.index)
  if (/from 'zod'/.test(text)) for (const hit of text.matchAll(zodMessage)) add(hit[1], hit.index)
  return found
}

export interface Words {
  readonly known: (code: string) => boolean
  readonly all: readonly string[]
}

/** Every code has words, and every sentence is said somewhere (as a whole code, or by a prefix built at run time). */
export function wordFaults(files: readonly SourceFile[], words: Words, wordsPath: string): Fault[] {
  const faults = files.flatMap((file) =>
    codesIn(file)
      .filter((used) => !words.known(used.code))
      .map((used) => ({ path: file.path, line: used.line, rule: 'codes-have-words', detail: used.code })),
  )
  const rest = files.filter((file) => file.path !== wordsPath).map((file) => file.text)
  const said = (code: string) => {
    const [prefix = ''] = code.split('.')
    return rest.some((text) => text.includes(`'${code}'`) || text.includes(`'${code}:`) || text.includes(`\`${code}:`) || text.includes(`\`${prefix}.\${`))
  }
  const silent = words.all.filter((code) => !said(code)).map((code) => ({ path: wordsPath, line: 1, rule: 'words-are-said', detail: code }))
  return [...faults, ...silent]
}
