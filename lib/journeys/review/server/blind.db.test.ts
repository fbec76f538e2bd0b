import { deflateRawSync } from 'node:zlib'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { planPdf, type ReviewStory, reviewStory, type StoryEntry } from '@/lib/entry/review-story'
import { db } from '@/lib/platform/db'
import { confirmCopy, hideWords, makeCopy, writeSummary } from './commands/copy'
import { readBlindPaper } from './paper'
import { pagesOfPlan } from './plan-text'
import { reviewRoom } from './room'
import { openSheet } from './sheet-view'

const founder = '霍榕笙'
let story: ReviewStory
let entry: StoryEntry

beforeAll(async () => {
  await openTestDatabase()
  story = await reviewStory({
    founders: [founder],
    plan: ({ name, phone }) =>
      planPdf([
        `${name}的项目计划书`,
        '三、技术方案',
        `团队${name}在湘州理工大学的试验台采集了 6 类轴承的声音，一共四百一十二小时。`,
        `权利人为湘潭石榴智造0科技有限公司，专利号 ZL 2025 2 1234567.8，联系电话 ${phone}，见 www.shiliu.cn。`,
      ]),
  })
  entry = story.entries[0] as StoryEntry
})
afterAll(closeTestDatabase)

/** Everything that names the applicant, in the spellings in which bytes carry it. */
const secrets = () => {
  const words = [
    founder,
    '霍榕',
    '榕笙',
    '湘州理工',
    '石榴',
    '轴承声纹监测仪',
    entry.founder.phone,
    '1234567',
    'shiliu',
    entry.founder.personId,
    entry.applicationId,
    entry.caseId,
  ]
  return words.flatMap((word) => [word, encodeURIComponent(word), Buffer.from(word, 'utf16le').swap16().toString('hex')])
}
const told = (text: string) => secrets().filter((word) => text.includes(word) || text.toLowerCase().includes(word.toLowerCase()))

describe('what a blind reviewer receives', () => {
  test('page and room carry no name; the detector finds them in the form they were made of', async () => {
    const { ctx, id } = await story.sheet(entry, 0)
    const view = await openSheet(ctx, id)
    if (!ctx.actor) throw new Error('nobody')
    expect(told(JSON.stringify([view, await reviewRoom(ctx.actor)]))).toEqual([])
    expect(JSON.stringify(view.pages)).toContain('采集了 6 类轴承')
    expect(JSON.stringify(view.pages)).toContain('▇')
    const source = await db.application.findUniqueOrThrow({ where: { id: entry.applicationId } })
    expect(told(JSON.stringify(source)).length).toBeGreaterThan(4)
  })

  test('the PDF carries none either: not in its text, its bytes, its name, its metadata; the reader stands on every page', async () => {
    const { ctx, id, reviewer } = await story.sheet(entry, 0)
    const paper = await readBlindPaper({ actor: ctx.actor, requestId: ctx.requestId }, id)
    expect(paper.name).toBe('P-01.pdf')
    const pdf = await getDocumentProxy(new Uint8Array(paper.body))
    const { text } = await extractText(pdf, { mergePages: false })
    expect(told(text.join(' ').replace(/\s/g, ''))).toEqual([])
    expect(text.join('').replace(/\s/g, '')).toContain('采集了6类轴承')
    for (const page of text) expect(page.replace(/\s/g, '')).toContain(`专家${reviewer.no}`)
    const { info } = await getMeta(pdf)
    expect(info).toMatchObject({ Title: '评审材料 P-01', Author: '攀登者' })
    expect(told(paper.body.toString('latin1'))).toEqual([])
    // the file that was handed in is found by the same means
    const handedIn = await planPdf([`${founder}的项目计划书`])
    expect(told((await extractText(await getDocumentProxy(new Uint8Array(handedIn)), { mergePages: true })).text)).not.toEqual([])
    expect(await db.auditEvent.count({ where: { action: 'review.viewed', subjectId: id, detail: { path: ['what'], equals: 'paper' } } })).toBe(1)
  })

  test('nobody else gets the PDF: not another expert, not staff, nobody before opening', async () => {
    const { id } = await story.sheet(entry, 0)
    const other = await story.sheet(entry, 1)
    const clerk = ctxOf(story.clerk, ['intake'], at('2026-11-25'))
    for (const actor of [other.ctx.actor, clerk.actor]) await expect(readBlindPaper({ actor, requestId: 'r' }, id)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(readBlindPaper({ actor: null, requestId: 'r' }, id)).rejects.toMatchObject({ kind: 'unauthenticated' })
    await expect(readBlindPaper({ actor: clerk.actor, requestId: 'r' }, 'no-uuid')).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('the clerk', () => {
  const office = () => ctxOf(story.clerk, ['intake'], at('2026-11-25'))
  const copy = () => db.blindCopy.findUniqueOrThrow({ where: { entryId: entry.id } })

  test('a word more: hidden, the confirmation is gone, the panel cannot open until somebody has read it again', async () => {
    const before = await copy()
    expect(before.confirmedAt).not.toBeNull()
    await expect(hideWords(office(), { entryId: entry.id, version: before.version, words: ['没有的词'] })).rejects.toMatchObject({ code: 'review.word_absent' })
    await hideWords(office(), { entryId: entry.id, version: before.version, words: ['６ 类轴承'] })
    const after = await copy()
    expect(JSON.stringify(after.pages)).not.toContain('类轴承')
    expect([after.confirmedAt, after.confirmedBy, after.version]).toEqual([null, null, before.version + 1])
    expect(after.sha256).not.toBe(before.sha256)
    const { ctx, id } = await story.sheet(entry, 0)
    await expect(openSheet(ctx, id)).rejects.toMatchObject({ code: 'review.copy_missing' })
    await expect(hideWords(office(), { entryId: entry.id, version: before.version, words: ['声音'] })).rejects.toMatchObject({ code: 'review.copy_stale' })
    await expect(confirmCopy(office(), { entryId: entry.id, version: after.version, sha256: before.sha256 })).rejects.toMatchObject({
      code: 'review.copy_stale',
    })
    await confirmCopy(office(), { entryId: entry.id, version: after.version, sha256: after.sha256 })
    await expect(confirmCopy(office(), { entryId: entry.id, version: (await copy()).version, sha256: after.sha256 })).rejects.toMatchObject({
      code: 'review.copy_confirmed',
    })
    expect((await openSheet(ctx, id)).pages.length).toBeGreaterThan(1)
  })

  test('a summary is redacted too and survives a new making; the audit knows hashes, not words', async () => {
    await writeSummary(office(), { entryId: entry.id, version: (await copy()).version, text: `由${founder}带队做的监测装置，已经在两家泵厂试用了四个月。` })
    await makeCopy(office(), { entryId: entry.id })
    const pages = JSON.stringify((await copy()).pages)
    expect(pages).toContain('带队做的监测装置')
    expect(told(pages)).toEqual([])
    const audit = await db.auditEvent.findMany({ where: { subjectId: entry.id } })
    expect(told(JSON.stringify(audit.map((row) => row.detail)))).toEqual([])
    expect(audit.map((row) => row.action)).toEqual(
      expect.arrayContaining(['review.copy_made', 'review.words_hidden', 'review.copy_confirmed', 'review.summary_written']),
    )
  })

  test('the database: a changed copy is not confirmed, and none is deleted', async () => {
    await expect(db.blindCopy.updateMany({ where: { entryId: entry.id }, data: { sha256: '0'.repeat(64) } })).rejects.toThrow(/stale version|write conflict/)
    await expect(db.blindCopy.deleteMany({ where: { entryId: entry.id } })).rejects.toThrow(/permission denied|never deleted/)
  })
})

test('a round that shows who applies shows names and hides telephone and numbers', async () => {
  const open = await reviewStory({ founders: [founder], blind: false })
  const { ctx, id } = await open.sheet(open.entries[0] as StoryEntry, 0)
  const text = JSON.stringify((await openSheet(ctx, id)).pages)
  expect(text).toContain(founder)
  expect(text).not.toContain(open.entries[0]?.founder.phone)
})

describe('plans', () => {
  /** A zip with one deflated member: as much of a .docx as is read. */
  function docx(xml: string): Buffer {
    const name = Buffer.from('word/document.xml')
    const body = deflateRawSync(Buffer.from(xml))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(body.length, 20)
    central.writeUInt16LE(name.length, 28)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(30 + name.length + body.length, 16)
    return Buffer.concat([local, name, body, central, name, end])
  }
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

  test('a Word file gives paragraphs, headings and tables, a name over two runs in one piece', async () => {
    const long = '我们做贴在外壳上的声音传感器，不停机、不布线，手机提前三天收到提醒，已经在两家厂试用了四个月。'
    const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`
    const xml = `<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run('技术方案')}</w:p><w:p>${run('由周')}${run('予安提出 A&amp;B')}</w:p>
      <w:p>${run(long)}</w:p><w:tbl><w:tr>${cell('指标')}${cell('本方案')}</w:tr><w:tr>${cell('误报')}${cell('每月 0.8 次')}</w:tr></w:tbl></w:body></w:document>`
    const [page] = await pagesOfPlan({ mediaType: word, bytes: docx(xml) })
    expect(page?.blocks).toEqual([
      { kind: 'heading', text: '技术方案' },
      { kind: 'text', text: '由周予安提出 A&B' },
      { kind: 'text', text: long },
      { kind: 'row', text: '指标\t本方案' },
      { kind: 'row', text: '误报\t每月 0.8 次' },
    ])
  })

  test('a scan, a broken file and a picture give nothing, and no error', async () => {
    expect(await pagesOfPlan({ mediaType: 'application/pdf', bytes: await planPdf(['扫描件']) })).toEqual([])
    expect(await pagesOfPlan({ mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 broken') })).toEqual([])
    expect(await pagesOfPlan({ mediaType: word, bytes: Buffer.from('PK broken') })).toEqual([])
    expect(await pagesOfPlan({ mediaType: 'image/png', bytes: Buffer.alloc(100) })).toEqual([])
  })
})
