import 'server-only'
import { drawing } from '@/lib/foundation/document/server/door'
import { dateInShanghai, formatTimeZh } from '@/lib/kernel/calendar-date'
import type { BlindBlock, BlindPage } from '../model/blind-copy'
import { barSizeOf } from '../model/redact'

const { artifact, breakLines, ink, line, newPaper, put, sheet, use } = drawing
type Paper = ReturnType<typeof newPaper>
type Pdf = Paper['pdf']
type Style = Parameters<typeof use>[1]

const faces: Record<BlindBlock['kind'], Style> = {
  heading: { face: 'sans-bold', size: 12, leading: 22, color: ink.text },
  text: { face: 'sans', size: 10.5, leading: 19, color: ink.text },
  row: { face: 'sans', size: 9.5, leading: 16, color: ink.text },
}
const small: Style = { face: 'sans', size: 9, leading: 14, color: ink.faint }
const title: Style = { face: 'sans-bold', size: 16, leading: 26, color: ink.text }

/** Widths of a bar in em: one of three, whatever was there. */
const barWidth = { s: 4, m: 7, l: 11 } as const
const top = 86
const bottom = 790
const width = sheet.right - sheet.left

/** A bar as one private sign per size, so that a line never ends inside it. */
const signOf = { s: '\ue001', m: '\ue002', l: '\ue003' } as const
const sizeOf: ReadonlyMap<string, number> = new Map(Object.entries(signOf).map(([size, sign]) => [sign, barWidth[size as keyof typeof barWidth]]))
const withSigns = (text: string) => text.replace(/[\ue001-\ue003]/g, '').replace(/▇+/g, (bar) => signOf[barSizeOf(bar)])
const parts = (text: string) => text.split(/([\ue001-\ue003])/).filter((part) => part !== '')

function measured(pdf: Pdf, style: Style) {
  return (text: string) => {
    use(pdf, style)
    return parts(text).reduce((sum, part) => sum + (sizeOf.has(part) ? (sizeOf.get(part) ?? 0) * style.size : pdf.widthOfString(part)), 0)
  }
}

/** One line with its bars: a filled rectangle stands where something was taken out, with no text under it. */
function writeLine({ pdf }: Paper, runs: readonly { text: string; x: number }[], style: Style, left: number, at: number): void {
  const measure = measured(pdf, style)
  for (const run of runs) {
    let x = left + run.x
    for (const part of parts(run.text)) {
      const w = measure(part)
      if (sizeOf.has(part)) pdf.rect(x + 1, at + (style.leading - style.size) / 2, w - 2, style.size * 1.1).fill(ink.label)
      else put(pdf, part, style, x, at)
      x += w
    }
  }
}

interface Cursor {
  y: number
}

/** The lines of a block, on as many pages as it takes. */
function writeBlock(paper: Paper, block: BlindBlock, cursor: Cursor): void {
  const style = faces[block.kind]
  const cells = block.kind === 'row' ? block.text.split('\t') : [block.text]
  const room = width / cells.length
  const columns = cells.map((cell) =>
    breakLines(withSigns(cell), { width: room - (cells.length > 1 ? 10 : 0), em: style.size, measure: measured(paper.pdf, style) }),
  )
  const lines = Math.max(1, ...columns.map((column) => column.length))
  const alt = block.text.replace(/▇+/g, '（已隐藏）')
  paper.root.add(
    paper.pdf.struct(block.kind === 'heading' ? 'H2' : 'P', { actual: alt }, () => {
      for (let i = 0; i < lines; i += 1) {
        if (cursor.y + style.leading > bottom) {
          paper.pdf.addPage()
          cursor.y = top
        }
        for (const [c, column] of columns.entries()) writeLine(paper, column[i] ?? [], style, sheet.left + c * room + (cells.length > 1 ? 5 : 0), cursor.y)
        cursor.y += style.leading
      }
    }),
  )
  if (block.kind === 'row') artifact(paper.pdf, () => paper.pdf.rect(sheet.left, cursor.y + 1, width, 0.75).fill(line.thin))
  cursor.y += block.kind === 'row' ? 4 : 7
}

/** Who read it and when, across the whole sheet. */
function watermark(pdf: Pdf, text: string): void {
  pdf
    .save()
    .rotate(-28, { origin: [sheet.width / 2, sheet.height / 2] })
    .fillOpacity(0.09)
  for (let y = -100; y < sheet.height + 200; y += 110)
    for (let x = -120; x < sheet.width + 120; x += 240) put(pdf, text, { face: 'sans', size: 13, leading: 20, color: ink.text }, x, y)
  pdf.restore()
}

export interface BlindPaper {
  readonly pages: readonly BlindPage[]
  readonly code: string
  readonly reviewerNo: string
  readonly blind: boolean
  readonly at: Date
}

/** The material of one entry as PDF. Its metadata say the code and nothing else. */
export function drawBlindCopy({ pages, code, reviewerNo, blind, at }: BlindPaper): Promise<Buffer> {
  const day = dateInShanghai(at)
  const paper = newPaper('评审材料', { number: code, qrUrl: '', checkAddress: '', fingerprint: '', issuedOn: day })
  const { pdf } = paper
  const cursor = { y: top }
  pages.forEach((page, i) => {
    if (i > 0) pdf.addPage()
    cursor.y = top
    if (page.title !== pages[i - 1]?.title) {
      paper.root.add(pdf.struct('H1', {}, () => put(pdf, page.title, title, sheet.left, cursor.y)))
      cursor.y += title.leading + 8
    }
    for (const block of page.blocks) writeBlock(paper, block, cursor)
  })
  const { start, count } = pdf.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    pdf.switchToPage(i)
    artifact(pdf, () => {
      put(pdf, blind ? '评审材料（盲评版）' : '评审材料', small, sheet.left, 52)
      const label = `${code} · 第 ${i + 1} / ${count} 页`
      put(pdf, label, { ...small, face: 'serif' }, sheet.right - use(pdf, { ...small, face: 'serif' }).widthOfString(label), 52)
      pdf.rect(sheet.left, 72, width, 0.75).fill(line.thin)
      watermark(pdf, `专家 ${reviewerNo}  ${day} ${formatTimeZh(at)}`)
    })
  }
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => done(Buffer.concat(chunks)))
    pdf.on('error', fail)
    pdf.end()
  })
}
