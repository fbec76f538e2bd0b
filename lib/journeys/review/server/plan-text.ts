import 'server-only'
import { inflateRawSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { logger } from '@/lib/platform/logger'
import { type BlindBlock, type BlindPage, joinLines, paginate } from '../model/blind-copy'
import { withoutBars } from '../model/redact'

const MAX_XML_BYTES = 20 * 1024 * 1024
const MAX_PAGES = 200

/** Fewer signs than this on a whole file is a scan: there is no text to show. */
const LEAST_SIGNS = 40

/** The text of a PDF page by page; nothing of the file itself, of its metadata or of its pictures goes on. */
async function pagesOfPdf(bytes: Uint8Array): Promise<BlindPage[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false })
  return text.slice(0, MAX_PAGES).flatMap((page): BlindPage[] => {
    const blocks = joinLines(withoutBars(page).split(/\r?\n/))
    return blocks.length > 0 ? [{ title: '项目计划书', source: 'plan', blocks }] : []
  })
}

/** One member of a zip archive by its name, from the central directory; null when there is none or it is too large. */
function unzipMember(archive: Buffer, name: string): Buffer | null {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) return null
  let at = archive.readUInt32LE(end + 16)
  for (let i = 0; i < archive.readUInt16LE(end + 10) && archive.readUInt32LE(at) === 0x02014b50; i += 1) {
    const [method, packed, nameLength] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const [extra, comment, local] = [archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)]
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      const body = archive.subarray(from, from + packed)
      return method === 0 ? body : inflateRawSync(body, { maxOutputLength: MAX_XML_BYTES })
    }
    at += 46 + nameLength + extra + comment
  }
  return null
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const decoded = (text: string) =>
  text
    .replace(/&#(x[0-9a-f]+|\d+);/gi, (_, code: string) => {
      const point = code.startsWith('x') || code.startsWith('X') ? Number.parseInt(code.slice(1), 16) : Number(code)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
    })
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? '')

const token = /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<(\/?)w:(p|tr|tc|tbl|tab|br|cr|pStyle)(?:\s([^>]*?))?\/?>/g

/** Paragraphs and tables of `word/document.xml`; head and foot lines, comments and pictures stay out. */
function blocksOfDocumentXml(xml: string): BlindBlock[] {
  const blocks: BlindBlock[] = []
  let [line, heading, cells, depth]: [string, boolean, string[] | null, number] = ['', false, null, 0]
  let cell = ''
  const endParagraph = () => {
    const text = withoutBars(line).replace(/\s+/g, ' ').trim()
    if (cells) cell = cell === '' ? text : `${cell} ${text}`.trim()
    else if (text !== '') blocks.push({ kind: heading ? 'heading' : 'text', text })
    line = ''
    heading = false
  }
  for (const [, text, closing, tag, attributes] of xml.matchAll(token)) {
    if (text !== undefined) line += decoded(text)
    else if (tag === 'pStyle') heading = /w:val="(?:Heading|Title|标题|[1-4]")/i.test(attributes ?? '')
    else if (tag === 'tab' || tag === 'br' || tag === 'cr') line += ' '
    else if (tag === 'p' && closing) endParagraph()
    else if (tag === 'tbl') depth += closing ? -1 : 1
    else if (tag === 'tr' && depth === 1) {
      if (!closing) cells = []
      else if (cells) {
        if (cells.some((one) => one !== '')) blocks.push({ kind: 'row', text: cells.join('\t') })
        cells = null
      }
    } else if (tag === 'tc' && depth === 1 && closing) {
      cells?.push(cell)
      cell = ''
    }
  }
  return blocks
}

function pagesOfDocx(bytes: Buffer): BlindPage[] {
  const xml = unzipMember(bytes, 'word/document.xml')?.toString('utf8')
  return xml ? paginate(blocksOfDocumentXml(xml), '项目计划书', 'plan').slice(0, MAX_PAGES) : []
}

const signsOf = (pages: readonly BlindPage[]) => pages.reduce((sum, page) => sum + page.blocks.reduce((n, block) => n + [...block.text].length, 0), 0)

/** The text of an uploaded plan; empty for scans, pictures, and files that cannot be read. */
export async function pagesOfPlan(file: { readonly mediaType: string; readonly bytes: Buffer }): Promise<BlindPage[]> {
  try {
    const pages =
      file.mediaType === 'application/pdf' ? await pagesOfPdf(file.bytes) : file.mediaType.includes('wordprocessingml') ? pagesOfDocx(file.bytes) : []
    return signsOf(pages) >= LEAST_SIGNS ? pages : []
  } catch (error) {
    logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'plan could not be read as text')
    return []
  }
}
