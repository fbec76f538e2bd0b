import 'server-only'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { encode } from 'uqr'
import type { CalendarDate } from '@/lib/kernel/calendar-date'

export type Pdf = InstanceType<typeof PDFDocument>

export const ink = { text: '#152120', soft: '#475452', faint: '#5F6D6A', primary: '#0F5468', accent: '#E57A17', line: '#98A5A2', ground: '#F4F6F5' }
/** A4 in points; the margins drawn in the design (about 20 mm of text margin). */
export const sheet = { width: 595.28, height: 841.89, left: 57, right: 538, top: 100, bottom: 726 }

// built at call time, so that the build's file tracer does not follow a constant path into the repository
const font = (family: 'sans' | 'serif', weight: '400Regular' | '700Bold') => {
  const name = `Noto${family === 'sans' ? 'Sans' : 'Serif'}SC_${weight}.ttf`
  const base = process.env.FONT_DIR ?? path.join(process.cwd(), 'node_modules', '@expo-google-fonts')
  return path.join(base, `noto-${family}-sc`, weight, name)
}

export interface Stamp {
  readonly number: string
  readonly title: string
  readonly qrUrl: string
  readonly checkAddress: string
  readonly fingerprint: string
  readonly issuedOn: CalendarDate
}

/** A tagged, Chinese A4 document; the same input gives the same bytes (dates and ids come from the content). */
export function newPdf(stamp: Stamp): Pdf {
  const at = new Date(`${stamp.issuedOn}T00:00:00Z`)
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    bufferPages: true,
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: `${stamp.title} ${stamp.number}`, Author: '攀登者', CreationDate: at, ModDate: at },
  })
  pdf.registerFont('sans', font('sans', '400Regular'))
  pdf.registerFont('sans-bold', font('sans', '700Bold'))
  pdf.registerFont('serif', font('serif', '400Regular'))
  pdf.registerFont('serif-bold', font('serif', '700Bold'))
  return pdf
}

function drawMark(pdf: Pdf, x: number, y: number, size: number) {
  pdf.save().translate(x, y).scale(size / 32)
  pdf.lineCap('round').strokeColor(ink.primary)
  pdf.lineWidth(3.4).path('M17.6 7.2C16.2 14.6 11.6 21.4 4.4 26.4').stroke()
  pdf.lineWidth(3.4).path('M14.9 15.6C17.6 20.4 21.8 24 27.6 26.4').stroke()
  pdf.circle(24, 8.6, 3.1).fill(ink.accent)
  pdf.restore()
}

function drawQr(pdf: Pdf, text: string, x: number, y: number, size: number) {
  const { data } = encode(text, { border: 0, ecc: 'M' })
  const cell = size / data.length
  data.forEach((row, r) => {
    row.forEach((dark, c) => {
      if (dark) pdf.rect(x + c * cell, y + r * cell, cell + 0.05, cell + 0.05)
    })
  })
  pdf.fill(ink.text)
}

const groups = (hex: string) => (hex.slice(0, 32).match(/.{8}/g) ?? []).join(' ')

function header(pdf: Pdf, page: number, pages: number) {
  drawMark(pdf, sheet.left, 46, 20)
  pdf.font('sans-bold').fontSize(13).fillColor(ink.text).text('攀登者', sheet.left + 26, 48, { lineBreak: false })
  pdf.rect(sheet.left + 74, 51, 0.6, 12).fill(ink.line)
  pdf.font('sans').fontSize(9.5).fillColor(ink.soft).text('湘潭高新区 · 智造谷攀登者计划', sheet.left + 84, 51.5, { lineBreak: false })
  const count = `第 ${page} 页，共 ${pages} 页`
  pdf.fontSize(9).text(count, sheet.right - pdf.widthOfString(count), 52.5, { lineBreak: false })
  pdf.rect(sheet.left, 77, sheet.right - sheet.left, 1.4).fill(ink.primary)
}

function footer(pdf: Pdf, stamp: Stamp) {
  pdf.rect(sheet.left, 738, sheet.right - sheet.left, 0.5).fill(ink.line)
  drawQr(pdf, stamp.qrUrl, sheet.left + 2, 750, 58)
  const x = sheet.left + 76
  pdf.font('sans-bold').fontSize(9).fillColor(ink.text).text('扫码核对真伪', x, 751, { lineBreak: false })
  pdf.font('sans').fillColor(ink.soft).text(`或打开 ${stamp.checkAddress}，输入编号和指纹前 8 位`, x + 64, 751, { lineBreak: false })
  pdf.text(`编号 ${stamp.number}`, x, 769, { lineBreak: false })
  pdf.text(`指纹 ${groups(stamp.fingerprint)}`, x, 787, { lineBreak: false })
}

/** Draws head and foot on every page (artifacts, not content) and answers the bytes. */
export function finish(pdf: Pdf, stamp: Stamp): Promise<Buffer> {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    pdf.switchToPage(i)
    pdf.markContent('Artifact', { type: 'Pagination' })
    header(pdf, i + 1, count)
    footer(pdf, stamp)
    pdf.endMarkedContent()
  }
  return new Promise((done, fail) => {
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => done(Buffer.concat(parts)))
    pdf.on('error', fail)
    pdf.end()
  })
}
