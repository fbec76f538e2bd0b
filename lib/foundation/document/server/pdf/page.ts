import 'server-only'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { encode } from 'uqr'
import type { CalendarDate } from '@/lib/kernel/calendar-date'

export type Pdf = InstanceType<typeof PDFDocument>
export type Struct = ReturnType<Pdf['struct']>

/** A document being drawn, and the root of its structure tree. */
export interface Paper {
  readonly pdf: Pdf
  readonly root: Struct
}

export const ink = { text: '#152120', label: '#283432', soft: '#475452', faint: '#5F6D6A', primary: '#0F5468', accent: '#E57A17' }
export const line = { table: '#98A5A2', thin: '#DDE3E1', dash: '#C5CECB', ground: '#F4F6F5' }
/** A4 in points, with the margins of the design; `bottom` is where the text ends, the foot stands below it. */
export const sheet = { width: 595.28, height: 841.89, left: 57, right: 538.28, top: 96, bottom: 728 }

type Face = 'sans' | 'sans-bold' | 'serif' | 'serif-bold'
const faces: Record<Face, [family: string, weight: string]> = {
  sans: ['sans', '400Regular'],
  'sans-bold': ['sans', '700Bold'],
  serif: ['serif', '400Regular'],
  'serif-bold': ['serif', '700Bold'],
}

export interface TextStyle {
  readonly face: Face
  /** Type size and line height in points. */
  readonly size: number
  readonly leading: number
  readonly color: string
}

export interface Stamp {
  readonly number: string
  /** What the QR code holds: the address where this document can be checked. */
  readonly qrUrl: string
  /** The same for people who type, without scheme. */
  readonly checkAddress: string
  /** 64 hex digits of `contentFingerprint`; half of them are printed. */
  readonly fingerprint: string
  readonly issuedOn: CalendarDate
}

// joined at call time and hidden from the build's file tracer, which would otherwise follow the path into the repository
function fontFile([family, weight]: [string, string]): string {
  const base = process.env.FONT_DIR ?? path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', '@expo-google-fonts')
  return path.join(base, `noto-${family}-sc`, weight, `Noto${family === 'sans' ? 'Sans' : 'Serif'}SC_${weight}.ttf`)
}

/** An empty tagged document in Chinese. Its dates and its id come from the content, so the same input gives the same bytes. */
export function newPaper(title: string, stamp: Stamp): Paper {
  const at = new Date(`${stamp.issuedOn}T00:00:00Z`)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: '',
    bufferPages: true,
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: `${title} ${stamp.number}`, Author: '攀登者', CreationDate: at, ModDate: at },
  })
  for (const face of Object.keys(faces) as Face[]) pdf.registerFont(face, fontFile(faces[face]))
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  return { pdf, root }
}

export function use(pdf: Pdf, style: TextStyle): Pdf {
  return pdf.font(style.face).fontSize(style.size).fillColor(style.color)
}

/** One line of text at `x`, in the middle of a line that begins at `top`. */
export function put(pdf: Pdf, text: string, style: TextStyle, x: number, top: number, spacing = 0): void {
  use(pdf, style)
  pdf.text(text, x, top + (style.leading - pdf.currentLineHeight()) / 2, { lineBreak: false, characterSpacing: spacing })
}

/** Draws what is no content: frames, grounds, heads. Screen readers pass it over. */
export function artifact(pdf: Pdf, drawing: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  drawing()
  pdf.endMarkedContent()
}

function drawMark(pdf: Pdf, x: number, y: number, size: number) {
  pdf
    .save()
    .translate(x, y)
    .scale(size / 32)
    .lineCap('round')
    .strokeColor(ink.primary)
  pdf.lineWidth(3.4).path('M17.6 7.2C16.2 14.6 11.6 21.4 4.4 26.4').stroke()
  pdf.path('M14.9 15.6C17.6 20.4 21.8 24 27.6 26.4').stroke()
  pdf.lineWidth(2).strokeOpacity(0.55).path('M12.4 26.9C14 25.2 15.9 25.2 17.6 26.9').stroke()
  pdf.circle(24, 8.6, 3.1).fill(ink.accent)
  pdf.restore()
}

function drawQr(pdf: Pdf, text: string, x: number, y: number, size: number) {
  const { data } = encode(text, { border: 0, ecc: 'M' })
  const cell = size / data.length
  data.forEach((row, r) => {
    for (let c = 0; c < row.length; c += 1) {
      if (!row[c]) continue
      const from = c
      while (row[c + 1]) c += 1
      // a hair taller than the cell, or viewers show white seams
      pdf.rect(x + from * cell, y + r * cell, (c - from + 1) * cell, cell + 0.05)
    }
  })
  pdf.fill('#0B1414')
}

const strong = (size: number): TextStyle => ({ face: 'sans-bold', size, leading: 15, color: ink.text })
const small = (size: number): TextStyle => ({ face: 'sans', size, leading: 15, color: ink.soft })

function header(pdf: Pdf, page: number, pages: number) {
  drawMark(pdf, sheet.left, 48.5, 19.5)
  put(pdf, '攀登者', strong(13), sheet.left + 25, 51)
  pdf.rect(sheet.left + 73, 53.5, 0.75, 10.5).fill(line.dash)
  // the dot is a full square in the sans face; the serif one is narrow
  let x = sheet.left + 83
  const parts: [string, TextStyle][] = [
    ['湘潭高新区', small(9.75)],
    [' · ', { ...small(9.75), face: 'serif' }],
    ['智造谷攀登者计划', small(9.75)],
  ]
  for (const [text, style] of parts) {
    put(pdf, text, style, x, 51)
    x += pdf.widthOfString(text)
  }
  const count = `第 ${page} 页，共 ${pages} 页`
  x = sheet.right - use(pdf, small(9)).widthOfString(count)
  put(pdf, count, small(9), x, 52.5)
  pdf.rect(sheet.left, 77.5, sheet.right - sheet.left, 1.5).fill(ink.primary)
}

const groups = (hex: string) => (hex.slice(0, 32).match(/.{8}/g) ?? []).join('  ')

function footer(pdf: Pdf, stamp: Stamp, tag: (type: string, alt: string | null, drawing: () => void) => void) {
  const x = sheet.left + 75
  tag('Figure', `核对真伪的二维码：${stamp.qrUrl}`, () => drawQr(pdf, stamp.qrUrl, sheet.left + 2, 747, 59))
  tag('P', null, () => {
    put(pdf, '扫码核对真伪', strong(9), x, 754)
    const after = x + pdf.widthOfString('扫码核对真伪') + 9
    put(pdf, `或打开 ${stamp.checkAddress}，输入编号和指纹前 8 位`, small(9), after, 754)
  })
  tag('P', null, () => put(pdf, `编号 ${stamp.number}`, small(9), x, 769))
  tag('P', null, () => put(pdf, `指纹 ${groups(stamp.fingerprint)}`, small(9), x, 784))
}

/** Draws head and foot on every page and answers the bytes. The foot is content once, at the end, so that it is read out too. */
export function finish({ pdf, root }: Paper, stamp: Stamp): Promise<Buffer> {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    pdf.switchToPage(i)
    artifact(pdf, () => {
      header(pdf, i + 1, count)
      pdf.rect(sheet.left, 733, sheet.right - sheet.left, 0.75).fill(line.thin)
    })
    const last = i === start + count - 1
    footer(pdf, stamp, (type, alt, drawing) => {
      if (last) root.add(pdf.struct(type, alt === null ? {} : { alt }, drawing))
      else artifact(pdf, drawing)
    })
  }
  return new Promise((done, fail) => {
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => done(Buffer.concat(parts)))
    pdf.on('error', fail)
    pdf.end()
  })
}
