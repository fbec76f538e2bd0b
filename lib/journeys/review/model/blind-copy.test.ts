import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BlindPage, countBars, joinLines, pagesOfForm, paginate, readingMinutes, redactPages, termsOf } from './blind-copy'
import { searchTerms } from './redact'

const identities = { people: ['周予安', '林知夏'], organisations: ['湘潭石榴智造科技有限公司', '湘州理工大学', '石榴工坊'], words: ['轴承声纹监测仪'] }
const terms = termsOf(identities)
const text = (pages: readonly BlindPage[]) => JSON.stringify(pages)

describe('the blind copy', () => {
  it('takes of the form what a reviewer needs, and nothing that says who it is', () => {
    const pages = pagesOfForm({
      identity: { school: '湘州理工大学', idNumber: 'stored' },
      project: { name: '轴承声纹监测仪', oneLine: '听出轴承快坏了', field: '机电装备', summary: '由周予安提出。', fullTime: '2' },
      company: { companyName: '湘潭石榴智造科技有限公司' },
      desk: { want: 'yes', count: '2' },
      loan: { want: 'no', amount: '300000', use: '设备' },
      other: { anything: '不认识的内容' },
    })
    expect(pages.map((page) => page.title)).toEqual(['项目', '工位'])
    expect(text(pages)).not.toMatch(/湘州|石榴|stored|轴承声纹监测仪|300000|不认识/)
    expect(text(redactPages(pages, terms).pages)).not.toMatch(/周|予安/)
  })

  it('shows what is asked of the fund with its milestones as a table', () => {
    const grant = { want: 'yes', amount: '100000', use: '样机 60,000 元\n送检 40,000 元', steps: '1', goal1: '送检合格', by1: '2027-03', proof1: '检测报告' }
    const [page] = pagesOfForm({ grant })
    expect(page?.title).toBe('项目资助')
    expect(page?.blocks.filter((block) => block.kind === 'row').map((block) => block.text)).toEqual([
      '做到什么\t哪个月前\t拿什么证明',
      '送检合格\t2027-03\t检测报告',
    ])
    expect(text([page as BlindPage])).toContain('100,000')
    expect(pagesOfForm({ grant: { ...grant, want: 'no' } })).toEqual([])
  })

  it('survives a form that is no form', () => {
    for (const data of [null, 3, 'x', [], { project: 'x' }, { project: { summary: 3 } }]) expect(pagesOfForm(data)).toEqual([])
  })

  it('hides a name that is broken over a block and over a page', () => {
    const page = (...blocks: string[]): BlindPage => ({ title: '计划书', source: 'plan', blocks: blocks.map((one) => ({ kind: 'text', text: one })) })
    const { pages, hidden } = redactPages([page('负责人周', '予安在此', '和林'), page('知夏一起', '轴承\t39')], terms)
    expect(pages.map((one) => one.blocks.map((block) => block.text.replace(/▇+/g, '#')))).toEqual([
      ['负责人#', '#在此', '和#'],
      ['#一起', '轴承\t39'],
    ])
    expect(hidden).toBe(4)
    expect(countBars(pages)).toBe(4)
  })

  it('a round that shows who applies hides telephone and numbers only', () => {
    const page: BlindPage = { title: '计划书', source: 'plan', blocks: [{ kind: 'text', text: '周予安 199 0731 0000 湘州理工大学' }] }
    expect(redactPages([page], { people: [], words: [] }, false).pages[0]?.blocks[0]?.text).toMatch(/^周予安 ▇+ 湘州理工大学$/)
  })

  it('joins the lines of a PDF to paragraphs and finds headings', () => {
    expect(
      joinLines([
        '三、技术方案',
        '3.2 声纹特征与阈值',
        '团队在试验台采集了六类轴承，一共四百',
        '一十二小时声音。',
        '与振动法对比，提前量从九小时提高到七',
        '十二小时。',
      ]),
    ).toEqual([
      { kind: 'heading', text: '三、技术方案' },
      { kind: 'heading', text: '3.2 声纹特征与阈值' },
      { kind: 'text', text: '团队在试验台采集了六类轴承，一共四百一十二小时声音。' },
      { kind: 'text', text: '与振动法对比，提前量从九小时提高到七十二小时。' },
    ])
  })

  it('cuts running text into pages, never behind a heading', () => {
    const blocks = Array.from({ length: 30 }, (_, i) => ({ kind: i % 5 === 0 ? ('heading' as const) : ('text' as const), text: '字'.repeat(80) }))
    const pages = paginate(blocks, '计划书', 'plan')
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.flatMap((page) => page.blocks)).toEqual(blocks)
    for (const page of pages) expect(page.blocks.at(-1)?.kind).toBe('text')
    expect(readingMinutes(18, 1, 5)).toBe(18)
    expect(readingMinutes(2, 1.2, 5)).toBe(5)
  })

  it('whatever is on the pages: no term is left in any of them, nor over their ends', () => {
    const piece = fc.oneof(
      fc.constantFrom('周', '予安', '予', '安', '林知', '夏', '石榴智', '造', '轴承声纹', '监测仪', '的', '，', ' '),
      fc.string({ maxLength: 3 }),
    )
    const block = fc.record({ kind: fc.constantFrom('text' as const, 'row' as const), text: fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')) })
    const page = fc.record({ title: fc.constant('计划书'), source: fc.constant('plan' as const), blocks: fc.array(block, { maxLength: 5 }) })
    fc.assert(
      fc.property(fc.array(page, { maxLength: 4 }), (pages) => {
        const clean = pages.map((one) => ({ ...one, blocks: one.blocks.map((b) => ({ ...b, text: b.text.replace(/▇/g, '') })) }))
        const after = redactPages(clean, terms).pages
        const left = after
          .flatMap((one) => one.blocks.map((b) => b.text))
          .join('')
          .normalize('NFKD')
          .replace(/[\p{M}\s\p{Cf}\p{Cc}\p{Z}·•・‧∙⋅.\-‐-―_*~|/\\ー—]/gu, '')
          .toLowerCase()
        for (const term of searchTerms(terms)) expect(left).not.toContain(term)
        expect(after.map((one) => one.blocks.length)).toEqual(clean.map((one) => one.blocks.length))
      }),
      { numRuns: 800 },
    )
  })
})
