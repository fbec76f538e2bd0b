import 'server-only'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import type { Block } from '../../model/block'
import type { DocumentLayout } from '../../model/templates'
import { breakLines, type Run } from './line-break'
import { artifact, finish, ink, line, newPaper, type Paper, type Pdf, put, type Stamp, sheet, type TextStyle, use } from './page'

const width = sheet.right - sheet.left
const body: TextStyle = { face: 'serif', size: 12.75, leading: 24, color: ink.text }
const remedy: TextStyle = { ...body, size: 11.25, leading: 20 }
const cell: TextStyle = { face: 'sans', size: 10.5, leading: 16.5, color: ink.text }
const steps: TextStyle = { ...cell, leading: 18.75 }
const bold: TextStyle = { ...cell, face: 'sans-bold' }

/** A part of the page that is never cut in two; `again` (the head of its table) is drawn above it where it begins a page. */
interface Piece {
  readonly height: number
  readonly after: number
  readonly again?: Piece
  draw(top: number): void
  drawAgain?(top: number): void
}

function broken(pdf: Pdf, text: string, style: TextStyle, room: number, indent = 0): Run[][] {
  use(pdf, style)
  return breakLines(text, { width: room, em: style.size, indent, measure: (part) => pdf.widthOfString(part) })
}

function write(pdf: Pdf, lines: Run[][], style: TextStyle, x: number, top: number) {
  lines.forEach((runs, i) => {
    for (const run of runs) put(pdf, run.text, style, x + run.x, top + i * style.leading)
  })
}

function paragraph({ pdf, root }: Paper, text: string, style: TextStyle, indent: number, after: number): Piece {
  const lines = broken(pdf, text, style, width, indent)
  return {
    height: lines.length * style.leading,
    after,
    draw: (top) => root.add(pdf.struct('P', {}, () => write(pdf, lines, style, sheet.left, top))),
  }
}

function centred({ pdf, root }: Paper, type: 'H1' | 'P', text: string, style: TextStyle, after: number, spacing = 0): Piece {
  const wide = use(pdf, style).widthOfString(text) + ([...text].length - 1) * spacing
  return {
    height: style.leading,
    after,
    draw: (top) => root.add(pdf.struct(type, {}, () => put(pdf, text, style, (sheet.width - wide) / 2, top, spacing))),
  }
}

// the types of pdfkit do not know `scope` yet
type CellOptions = NonNullable<Parameters<Pdf['struct']>[1]> & { scope?: 'Row' | 'Column' }

interface Cell {
  readonly text: string
  readonly style: TextStyle
  readonly heading?: 'Row' | 'Column'
}

function table({ pdf, root }: Paper, rows: readonly (readonly Cell[])[], shares: readonly number[]): Piece[] {
  const struct = pdf.struct('Table')
  const lefts = shares.map((_, c) => sheet.left + shares.slice(0, c).reduce((total, share) => total + share, 0) * width)
  let opened = false
  const pieces = rows.map((row): Piece => {
    const lines = row.map((part, c) => broken(pdf, part.text, part.style, (shares[c] ?? 0) * width - 18))
    const height = Math.max(...lines.map((text) => text.length)) * cell.leading + 12
    const frame = (top: number) => {
      for (const [c, part] of row.entries()) {
        const box = [lefts[c] ?? 0, top, (shares[c] ?? 0) * width, height] as const
        if (part.heading) pdf.rect(...box).fill(line.ground)
        pdf.lineWidth(0.75).strokeColor(line.table)
        pdf.rect(...box).stroke()
      }
    }
    const words = (c: number, style: TextStyle, top: number) => write(pdf, lines[c] ?? [], style, (lefts[c] ?? 0) + 9, top + 6)
    const draw = (top: number) => {
      if (!opened) root.add(struct)
      opened = true
      artifact(pdf, () => frame(top))
      const tr = pdf.struct('TR')
      struct.add(tr)
      row.forEach((part, c) => {
        const options: CellOptions = part.heading ? { scope: part.heading } : {}
        tr.add(pdf.struct(part.heading ? 'TH' : 'TD', options, () => words(c, part.style, top)))
      })
    }
    // a head that comes again on the next page is for the eye only
    const drawAgain = (top: number) =>
      artifact(pdf, () => {
        frame(top)
        row.forEach((part, c) => {
          words(c, part.style, top)
        })
      })
    return { height, after: 0, draw, drawAgain }
  })
  const head = rows[0]?.every((part) => part.heading === 'Column') ? pieces[0] : undefined
  return pieces.map((piece, i) => ({ ...piece, again: piece === head ? undefined : head, after: i === pieces.length - 1 ? 13 : 0 }))
}

function frame({ pdf, root }: Paper, title: string, list: readonly string[]): Piece {
  const head: TextStyle = { ...bold, size: 12, leading: 18 }
  const room = width - 28
  const hang = use(pdf, steps).widthOfString('0. ') + (list.length > 9 ? steps.size * 0.56 : 0)
  const titleLines = broken(pdf, title, head, room)
  const items = list.map((text) => broken(pdf, text, steps, room - hang))
  const listTop = 11 + titleLines.length * head.leading + 5
  const height = listTop + items.reduce((total, item) => total + item.length, 0) * steps.leading + 11
  const x = sheet.left + 14
  const draw = (top: number) => {
    artifact(pdf, () =>
      pdf
        .rect(sheet.left + 0.75, top, width - 1.5, height)
        .lineWidth(1.5)
        .strokeColor(ink.primary)
        .stroke(),
    )
    root.add(pdf.struct('H2', {}, () => write(pdf, titleLines, head, x, top + 11)))
    const struct = pdf.struct('L')
    root.add(struct)
    let y = top + listTop
    items.forEach((item, i) => {
      const li = pdf.struct('LI')
      struct.add(li)
      li.add(pdf.struct('Lbl', {}, () => put(pdf, `${i + 1}.`, steps, x, y)))
      li.add(pdf.struct('LBody', {}, () => write(pdf, item, steps, x + hang, y)))
      y += item.length * steps.leading
    })
  }
  return { height, after: 11, draw }
}

function plain({ pdf, root }: Paper, text: string): Piece {
  const style: TextStyle = { ...steps, color: ink.primary }
  const lines = broken(pdf, text, style, width - 12)
  const height = lines.length * style.leading
  const draw = (top: number) => {
    artifact(pdf, () => pdf.rect(sheet.left, top + 3, 2.5, height - 6).fill(ink.accent))
    root.add(pdf.struct('P', {}, () => write(pdf, lines, style, sheet.left + 12, top)))
  }
  return { height, after: 6, draw }
}

const label: TextStyle = { ...cell, color: ink.label }

function piecesOf(paper: Paper, block: Block): Piece[] {
  switch (block.type) {
    case 'addressee':
      return [paragraph(paper, block.text, body, 0, 0)]
    case 'paragraph':
      return [paragraph(paper, block.text, body, body.size * 2, 8)]
    case 'remedy':
      return [paragraph(paper, block.text, remedy, remedy.size * 2, 8)]
    case 'plain':
      return [plain(paper, block.text)]
    case 'steps':
      return [frame(paper, block.title, block.steps)]
    case 'signatures': {
      const head: Cell[] = [
        { text: block.title, style: bold, heading: 'Column' },
        { text: '签字', style: bold, heading: 'Column' },
      ]
      return table(
        paper,
        [
          head,
          ...block.people.map((who): Cell[] => [
            { text: who, style: cell, heading: 'Row' },
            { text: ' ', style: cell },
          ]),
        ],
        [0.4, 0.6],
      )
    }
    case 'facts': {
      const rows = block.rows.map((row) => [
        { text: row.label, style: label, heading: 'Row' as const },
        { text: row.value, style: row.strong ? { ...bold, size: 11.5 } : cell },
      ])
      return table(paper, rows, [0.175, 0.825])
    }
    case 'table': {
      const head = block.head.map((text) => ({ text, style: bold, heading: 'Column' as const }))
      return table(paper, [head, ...block.rows.map((row) => row.map((text) => ({ text, style: cell })))], block.widths)
    }
  }
}

const seal = { radius: 49.5, height: 112 }

/** Office and date at the right, in the dashed place that a signing adapter fills. No seal is ever drawn. */
function signature({ pdf, root }: Paper, office: string, stamp: Stamp): Piece {
  const style: TextStyle = { ...body, size: 12, leading: 22.5 }
  const note: TextStyle = { face: 'sans', size: 9, leading: 13.5, color: ink.faint }
  const lines = [office, formatDateZh(stamp.issuedOn, { year: true })].map((text) => broken(pdf, text, style, width)[0] ?? [])
  const wide = (runs: Run[]) => {
    const last = runs.at(-1)
    return last ? last.x + use(pdf, style).widthOfString(last.text) : 0
  }
  const widths = lines.map(wide)
  const centre = sheet.right - Math.max(seal.radius + 21, ...widths.map((w) => w / 2))
  const draw = (top: number) => {
    artifact(pdf, () => {
      pdf
        .circle(centre, top + seal.height - 4 - seal.radius, seal.radius)
        .lineWidth(0.9)
        .dash(3, { space: 2.5 })
        .strokeColor(line.dash)
        .stroke()
        .undash()
      put(pdf, '电子签章处', note, centre - use(pdf, note).widthOfString('电子签章处') / 2, top + 24)
    })
    lines.forEach((runs, i) => {
      root.add(pdf.struct('P', {}, () => write(pdf, [runs], style, centre - (widths[i] ?? 0) / 2, top + 42 + i * style.leading)))
    })
  }
  return { height: seal.height, after: 0, draw }
}

/** Lays the pieces down the page; the signature stands at its foot and takes the last paragraph along to a new page. */
function flow(pdf: Pdf, pieces: readonly Piece[], sign: Piece) {
  let y = sheet.top + 9
  pieces.forEach((piece, i) => {
    const last = i === pieces.length - 1
    if (y + piece.height + (last ? sign.height : 0) > sheet.bottom) {
      pdf.addPage()
      y = sheet.top + 12
      if (piece.again) {
        piece.again.drawAgain?.(y)
        y += piece.again.height
      }
    }
    piece.draw(y)
    y += piece.height + piece.after
  })
  sign.draw(Math.max(y - (pieces.at(-1)?.after ?? 0), sheet.bottom - sign.height))
}

/** Draws a document: tagged A4 PDF with head, foot, QR and fingerprint. Same input, same bytes. */
export function renderDocument(layout: DocumentLayout, stamp: Stamp): Promise<Buffer> {
  const paper = newPaper(layout.title, stamp)
  const title: TextStyle = { face: 'serif-bold', size: 22.5, leading: 36, color: ink.text }
  const number: TextStyle = { face: 'sans', size: 9.75, leading: 15, color: ink.soft }
  const pieces = [
    centred(paper, 'H1', layout.title, title, 3, 2.7),
    centred(paper, 'P', stamp.number, number, 14),
    ...layout.blocks.flatMap((block) => piecesOf(paper, block)),
  ]
  flow(paper.pdf, pieces, signature(paper, layout.office, stamp))
  return finish(paper, stamp)
}
