import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { samples } from '../../model/samples'
import { type DocumentKind, documentKinds, formatDocumentNumber, layoutOf } from '../../model/templates'
import { contentFingerprint } from './fingerprint'
import type { Stamp } from './page'
import { renderDocument } from './render'

const stampOf = (kind: DocumentKind): Stamp => {
  const number = formatDocumentNumber(kind, 2026, 331)
  const fingerprint = contentFingerprint(kind, number, samples[kind])
  return { number, qrUrl: 'https://climber.example/v/8f3a2c', checkAddress: 'climber.example/v', fingerprint, issuedOn: calendarDate('2026-11-24') }
}
const draw = (kind: DocumentKind, data: unknown = samples[kind], stamp = stampOf(kind)) => renderDocument(layoutOf(kind, data), stamp)
const count = (pdf: Buffer, pattern: RegExp) => pdf.toString('latin1').match(pattern)?.length ?? 0
const pagesOf = (pdf: Buffer) => count(pdf, /\/Type \/Page\b(?!s)/g)
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('latin1')
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const unescaped = (raw: string) => raw.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)

/** All characters that the document can give back when somebody copies or searches: the targets of its ToUnicode maps. */
function characters(pdf: Buffer): Set<string> {
  const raw = pdf.toString('latin1')
  const found = new Set<string>()
  for (const match of raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)) {
    let text: string
    try {
      text = inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      continue
    }
    if (!text.includes('beginbfrange')) continue
    for (const code of text.matchAll(/<([0-9a-f]{4})>/gi)) found.add(String.fromCharCode(Number.parseInt(code[1] ?? '', 16)))
  }
  return found
}

describe.each(documentKinds)('%s', (kind) => {
  test('is one tagged Chinese A4 page with a title, small, its fonts inside', async () => {
    const pdf = await draw(kind)
    const raw = pdf.toString('latin1')
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(pagesOf(pdf)).toBe(1)
    expect(pdf.length).toBeLessThan(150_000)
    for (const part of ['/Marked true', '/StructTreeRoot', '/DisplayDocTitle true', '/Lang (zh-CN)', '595.28 841.89']) expect(raw).toContain(part)
    for (const type of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Figure'])
      expect(count(pdf, new RegExp(`/S /${type}\\n`, 'g'))).toBeGreaterThan(0)
    const { title } = layoutOf(kind, samples[kind])
    expect(unescaped(raw).includes(utf16(`${title} ${stampOf(kind).number}`))).toBe(true)
    expect(count(pdf, /\/FontFile2 /g)).toBe(4)
  })

  test('gives its words back as text', async () => {
    const known = characters(await draw(kind))
    const { title, office, blocks } = layoutOf(kind, samples[kind])
    const said = blocks.map((block) => ('text' in block ? block.text : '')).join('')
    for (const sign of `${title}${office}${said}电子签章处扫码核对真伪`.replace(/\s/g, '')) expect(known).toContain(sign)
  })

  test('is the same to the byte when drawn again, and another one when a word changes', async () => {
    const [first, again] = [await draw(kind), await draw(kind)]
    expect(createHash('sha256').update(again).digest('hex')).toBe(createHash('sha256').update(first).digest('hex'))
    const other = JSON.parse(JSON.stringify(samples[kind]).replaceAll('周予安', '林晚舟').replaceAll('澜溪', '兰溪'))
    expect((await draw(kind, other)).equals(first)).toBe(false)
    expect((await draw(kind, samples[kind], { ...stampOf(kind), issuedOn: calendarDate('2026-11-25') })).equals(first)).toBe(false)
  })
})

test('a long list runs on over the pages, and its heads are said once', async () => {
  const rows = Array.from({ length: 24 }, (_, i) => ({ what: `第 ${i + 1} 份材料看不清`, where: '原单位', by: '2026年12月8日（周二）' }))
  const pdf = await draw('supplement', { ...samples.supplement, rows })
  expect(pagesOf(pdf)).toBe(2)
  expect(count(pdf, /\/S \/TH\n/g)).toBe(3)
  expect(count(pdf, /\/S \/TR\n/g)).toBe(25)
})

describe('fingerprint', () => {
  const number = formatDocumentNumber('refusal', 2026, 1)

  test('is the SHA-256 of kind, number and sorted content', () => {
    const expected = createHash('sha256').update(`refusal\n${number}\n{"a":[1,{"x":null,"y":"字"}],"b":true}`).digest('hex')
    expect(contentFingerprint('refusal', number, { b: true, a: [1, { y: '字', x: null }] })).toBe(expected)
  })

  test('does not change with the order of keys or a trip through the database, but with every word', () => {
    const of = (data: unknown) => contentFingerprint('refusal', number, data)
    expect(of({ b: 1, a: 2, c: undefined })).toBe(of(JSON.parse('{"a":2,"b":1}')))
    expect(of(samples.refusal)).not.toBe(of({ ...samples.refusal, reason: `${samples.refusal.reason}。` }))
    expect(of({ rows: ['a', 'b'] })).not.toBe(of({ rows: ['b', 'a'] }))
    expect(contentFingerprint('refusal', number, {})).not.toBe(contentFingerprint('acceptance', number, {}))
  })
})
