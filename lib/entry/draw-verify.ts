// `npm run draw:verify -- <file or URL of a draw>`: computes a published draw again, earlier runs included. Prints
// `VERIFIED n entries`, or the first difference; exit 0 or 1. Needs neither the portal nor its database.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Difference, firstDifference } from '@/lib/foundation/draw/model/order'
import { drawRecordSchema } from '@/lib/foundation/draw/model/schema'

const USAGE = '用法 / usage: npm run draw:verify -- <文件或网址 file or URL>'
const WAIT_MS = 20_000
const fileSchema = drawRecordSchema.extend({ previousRuns: z.array(drawRecordSchema).default([]) })

/** What cannot be read at all: said in one line. */
class Unreadable extends Error {}

/** The page of a draw says what its record is: both addresses lead to the same file. */
function addressOf(text: string): URL {
  const url = new URL(text)
  if (url.pathname.startsWith('/draws/')) url.pathname = `/api/v1${url.pathname}`
  return url
}

async function textOf(source: string): Promise<string> {
  if (!/^https?:\/\//i.test(source)) {
    if (!existsSync(source)) throw new Unreadable(`没有这个文件 no such file: ${source}`)
    return readFileSync(source, 'utf8')
  }
  const answer = await fetch(addressOf(source), { signal: AbortSignal.timeout(WAIT_MS), headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Unreadable(`没有取到 not found: ${source} (${answer.status})`)
  return answer.text()
}

function parsed(text: string): z.output<typeof fileSchema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Unreadable('不是 JSON not JSON')
  }
  const record = fileSchema.safeParse(value)
  if (record.success) return record.data
  const [issue] = record.error.issues
  throw new Unreadable(`不是摇号记录 not the record of a draw: ${issue?.path.join('.') || '/'}`)
}

const said = (one: Difference, id: string): string =>
  `DIFFERENT ${id} ${one.at === 'entry' ? `${one.entryNo} ${one.field}` : one.at}: published ${one.published}, computed ${one.computed}`

/** The line to print and the exit code. */
export async function verifyDraw(source: string | undefined): Promise<{ line: string; code: 0 | 1 }> {
  if (!source) return { line: USAGE, code: 1 }
  try {
    const record = parsed(await textOf(source))
    for (const run of [record, ...record.previousRuns]) {
      const difference = firstDifference(run)
      if (difference) return { line: said(difference, run.id), code: 1 }
    }
    return { line: `VERIFIED ${record.entries.length} entries`, code: 0 }
  } catch (error) {
    if (error instanceof Unreadable) return { line: error.message, code: 1 }
    return { line: `没有取到 not reached: ${error instanceof Error ? error.message : String(error)}`, code: 1 }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { line, code } = await verifyDraw(process.argv[2])
  process.stdout.write(`${line}\n`)
  process.exitCode = code
}
