import 'server-only'
import type { Block, DocumentLayout } from '@/lib/foundation/document/model/templates'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { breakLines } from './line-break'
import { finish, ink, newPdf, type Pdf, type Stamp, sheet } from './page'

const width = sheet.right - sheet.left

interface Pen {
  readonly pdf: Pdf
  y: number
}

/** Starts a new page when the next block would run into the foot. */
function need(pen: Pen, height: number) {
  if (pen.y + height <= sheet.bottom) return
  pen.pdf.addPage()
  pen.y = sheet.top
}

interface TextStyle {
  readonly font: 'sans' | 'sans-bold' | 'serif' | 'serif-bold'
  readonly size: number
  readonly leading: number
  readonly color?: string
}

function lines(pdf: Pdf, text: string, style: TextStyle, w: number, indent = 0) {
  pdf.font(style.font).fontSize(style.size)
  return breakLines(text, w, (t) => pdf.widthOfString(t), indent)
}

function write(pdf: Pdf, text: string[], style: TextStyle, x: number, y: number, indent = 0) {
  pdf.font(style.font).fontSize(style.size).fillColor(style.color ?? ink.text)
  text.forEach((line, i) => {
    pdf.text(line, x + (i === 0 ? indent : 0), y + i * style.leading, { lineBreak: false })
  })
}

const body: TextStyle = { font: 'serif', size: 12.5, leading: 22 }
const cell: TextStyle = { font: 'sans', size: 10.5, leading: 17 }

function paragraph(pen: Pen, text: string, style: TextStyle, indent: number) {
  const broken = lines(pen.pdf, text, style, width, indent)
  need(pen, broken.length * style.leading)
  const { y } = pen
  pen.pdf.addStructure(pen.pdf.struct('P', {}, () => write(pen.pdf, broken, style, sheet.left, y, indent)))
  pen.y += broken.length * style.leading
}

function table(pen: Pen, rows: readonly (readonly string[])[], widths: readonly number[], style: (row: number, column: number) => TextStyle, head: boolean) {
  const { pdf } = pen
  const struct = pdf.struct('Table')
  pdf.addStructure(struct)
  rows.forEach((row, r) => {
    const cells = row.map((text, c) => lines(pdf, text, style(r, c), (widths[c] ?? 0) * width - 20))
    const height = Math.max(...cells.map((text) => text.length)) * cell.leading + 12
    need(pen, height)
    const tr = pdf.struct('TR')
    struct.add(tr)
    let x = sheet.left
    row.forEach((_text, c) => {
      const w = (widths[c] ?? 0) * width
      const title = head ? r === 0 : c === 0
      const y = pen.y
      const [left, broken] = [x, cells[c] ?? []]
      tr.add(
        pdf.struct(title ? 'TH' : 'TD', {}, () => {
          if (title) pdf.rect(left, y, w, height).fill(ink.ground)
          pdf.rect(left, y, w, height).lineWidth(0.6).strokeColor(ink.line).stroke()
          write(pdf, broken, style(r, c), left + 10, y + 6)
        }),
      )
      x += w
    })
    tr.end()
    pen.y += height
  })
  struct.end()
}

function box(pen: Pen, title: string, text: readonly string[]) {
  const { pdf } = pen
  const broken = text.map((line) => lines(pdf, line, cell, width - 32))
  const height = 40 + broken.reduce((total, part) => total + part.length * 19, 0) + 8
  need(pen, height)
  const top = pen.y
  pdf.addStructure(
    pdf.struct('Div', {}, () => {
      pdf.rect(sheet.left, top, width, height).lineWidth(1.4).strokeColor(ink.primary).stroke()
      write(pdf, [title], { font: 'sans-bold', size: 12, leading: 20 }, sheet.left + 16, top + 12)
      let y = top + 38
      for (const part of broken) {
        write(pdf, part, { ...cell, leading: 19 }, sheet.left + 16, y)
        y += part.length * 19
      }
    }),
  )
  pen.y += height
}

const draw: { [T in Block['type']]: (pen: Pen, block: Extract<Block, { type: T }>) => void } = {
  addressee: (pen, block) => paragraph(pen, block.text, body, 0),
  paragraph: (pen, block) => paragraph(pen, block.text, body, body.size * 2),
  plain: (pen, block) => paragraph(pen, block.text, { font: 'sans', size: 10.5, leading: 18, color: ink.primary }, 0),
  facts: (pen, block) =>
    table(
      pen,
      block.rows.map((row) => [row.label, row.value]),
      [0.17, 0.83],
      (r, c) => (c === 1 && block.rows[r]?.strong ? { ...cell, font: 'sans-bold', size: 11.5 } : cell),
      false,
    ),
  table: (pen, block) => table(pen, [block.head, ...block.rows], block.widths, (r) => (r === 0 ? { ...cell, font: 'sans-bold' } : cell), true),
  box: (pen, block) => box(pen, block.title, block.lines),
}

/** Office and date at the right, with the dashed place that a signing adapter replaces. No seal is ever drawn. */
function signature(pen: Pen, office: string, stamp: Stamp) {
  const { pdf } = pen
  pen.y += 6
  need(pen, 84)
  const date = formatDateZh(stamp.issuedOn, { year: true })
  const centre = sheet.right - 78
  const y = pen.y
  pdf.addStructure(
    pdf.struct('P', {}, () => {
      pdf.circle(centre, y + 42, 42).lineWidth(0.6).dash(3, { space: 2 }).strokeColor(ink.line).stroke().undash()
      pdf.font('sans').fontSize(9).fillColor(ink.faint)
      pdf.text('电子签章处', centre - pdf.widthOfString('电子签章处') / 2, y + 12, { lineBreak: false })
      pdf.font('serif').fontSize(12.5).fillColor(ink.text)
      pdf.text(office, Math.min(centre - pdf.widthOfString(office) / 2, sheet.right - pdf.widthOfString(office)), y + 32, { lineBreak: false })
      pdf.text(date, centre - pdf.widthOfString(date) / 2, y + 54, { lineBreak: false })
    }),
  )
}

/** Draws a document: tagged A4 PDF with head, foot, QR and fingerprint. Same input, same bytes. */
export function renderDocument(layout: DocumentLayout, stamp: Stamp): Promise<Buffer> {
  const pdf = newPdf(stamp)
  const pen: Pen = { pdf, y: sheet.top + 6 }
  pdf.addStructure(
    pdf.struct('H1', {}, () => {
      pdf.font('serif-bold').fontSize(22).fillColor(ink.text)
      const spaced = pdf.widthOfString(layout.title) + ([...layout.title].length - 1) * 2.4
      pdf.text(layout.title, (sheet.width - spaced) / 2, pen.y, { lineBreak: false, characterSpacing: 2.4 })
    }),
  )
  pen.y += 40
  pdf.addStructure(
    pdf.struct('P', {}, () => {
      pdf.font('sans').fontSize(10).fillColor(ink.soft)
      pdf.text(stamp.number, (sheet.width - pdf.widthOfString(stamp.number)) / 2, pen.y, { lineBreak: false })
    }),
  )
  pen.y += 30
  for (const block of layout.blocks) {
    const drawBlock = draw[block.type] as (pen: Pen, block: Block) => void
    drawBlock(pen, block)
    pen.y += block.type === 'addressee' ? 0 : 10
  }
  signature(pen, layout.office, stamp)
  return finish(pdf, stamp)
}
