import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from './block'
import { samples } from './samples'
import { documentKinds, documentTitles, formatDocumentNumber, layoutOf, parseDocumentNumber, templatedKinds } from './templates'

const wordsOf = (block: Block): string => JSON.stringify(block)
const find = <T extends Block['type']>(blocks: readonly Block[], type: T) => blocks.find((block): block is Extract<Block, { type: T }> => block.type === type)

describe('document numbers', () => {
  test('are printed with the prefix of their kind, the year in square brackets and four digits', () => {
    expect(templatedKinds.map((kind) => formatDocumentNumber(kind, 2026, 1))).toEqual([
      '潭高新受〔2026〕第 0001 号',
      '潭高新告〔2026〕第 0001 号',
      '潭高新不受〔2026〕第 0001 号',
      '潭高新配〔2026〕第 0001 号',
    ])
  })

  test('survive being printed and read again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documentKinds), fc.integer({ min: 2000, max: 9999 }), fc.integer({ min: 1, max: 999_999 }), (kind, year, seq) => {
        const number = formatDocumentNumber(kind, year, seq)
        expect(parseDocumentNumber(number)).toEqual({ ok: true, value: number })
      }),
    )
  })

  test.each(['潭高新配〔2026〕第0331号', '潭高新配(2026)331', ' 潭高新配 [2026] 第 331 号 ', '潭高新配【２０２６】第０３３１号', '潭高新配（2026）第 0331 号'])(
    '%s is read as typed',
    (typed) => {
      expect(parseDocumentNumber(typed)).toEqual({ ok: true, value: '潭高新配〔2026〕第 0331 号' })
    },
  )

  test.each(['', '潭高新〔2026〕第 0331 号', '潭高新配〔26〕第 0331 号', '潭高新配〔2026〕第 0 号', '潭高新配〔2026〕第 号', '潭高新配〔2026〕第 0331 号附件'])(
    '%s is refused',
    (typed) => {
      expect(parseDocumentNumber(typed)).toEqual({ ok: false, error: 'format' })
    },
  )
})

describe('layout', () => {
  test.each(templatedKinds)('%s addresses the holder and states item, case, plain words, remedy and telephone', (kind) => {
    const layout = layoutOf(kind, samples[kind])
    expect(layout.title).toContain(documentTitles[kind])
    expect(layout.office).toBe(samples[kind].office.name)
    expect(layout.blocks[0]).toEqual({ type: 'addressee', text: '周予安：' })
    expect(find(layout.blocks, 'paragraph')?.text).toContain(`「${samples[kind].item}」（办件编号 ${samples[kind].caseNo}）`)
    expect(find(layout.blocks, 'plain')).toBeDefined()
    expect(layout.blocks.at(-1)?.type).toBe('remedy')
    expect(find(layout.blocks, 'remedy')?.text).toContain(samples[kind].office.phone)
  })

  test('the days of 复核 are those stored at issue; a document from before they were stored says what it said', () => {
    const said = (data: object) => JSON.stringify(layoutOf('refusal', { ...samples.refusal, ...data }).blocks)
    expect(said({})).toContain('收到之日起 5 个工作日内，由没有参与办理的人员处理，10 个工作日内')
    expect(said({ review: { applyDays: 7, decideDays: 15 } })).toContain('收到之日起 7 个工作日内，由没有参与办理的人员处理，15 个工作日内')
    expect(find(layoutOf('supplement', { ...samples.supplement, review: { applyDays: 7, decideDays: 15 } }).blocks, 'remedy')?.text).toContain(
      '7 个工作日内申请复核，由没有参与办理的人员处理，15 个工作日内',
    )
  })

  test('acceptance names every material and both dates, and marks them when the year has no notice yet', () => {
    const values = (provisional: boolean) => find(layoutOf('acceptance', { ...samples.acceptance, provisional }).blocks, 'facts')?.rows.map((row) => row.value)
    expect(values(false)).toContain('身份证、学籍或学历证明、项目计划书、团队成员承诺书')
    expect(values(false)).toContain('2026年12月8日（周二）前，10 个工作日')
    expect(values(true)).toContain('2026年12月22日（周二）前（暂定），20 个工作日')
  })

  test('supplement lists what, where and until when, one row each, and cites article 32', () => {
    const { blocks } = layoutOf('supplement', samples.supplement)
    expect(find(blocks, 'table')?.head).toEqual(['缺哪份', '去哪开', '什么时候前'])
    expect(find(blocks, 'table')?.rows).toEqual(samples.supplement.rows.map((row) => [row.what, row.where, row.by]))
    expect(find(blocks, 'paragraph')?.text).toContain('行政许可法》第三十二条')
    expect(find(blocks, 'table')?.widths.reduce((a, b) => a + b)).toBeCloseTo(1)
  })

  test('refusal gives reason, basis, review by others, reconsideration and court', () => {
    const all = layoutOf('refusal', samples.refusal).blocks.map(wordsOf).join('')
    for (const words of [samples.refusal.reason, samples.refusal.legalBasis, '没有参与办理的人员', '60 日内依法申请行政复议', '6 个月内依法提起行政诉讼'])
      expect(all).toContain(words)
  })

  test('allocation says which place, what it costs, and has three steps under the deadline', () => {
    const { title, blocks } = layoutOf('allocation', samples.allocation)
    expect(title).toBe('免费工位配租通知书')
    expect(find(blocks, 'facts')?.rows[0]?.value).toBe('智造谷众创中心A座 3 层 D 区 ZC-3-D17、ZC-3-D18')
    expect(find(blocks, 'steps')?.title).toBe('请在 2026年11月27日（周五）17:00 前确认')
    expect(find(blocks, 'steps')?.steps).toHaveLength(3)
    expect(layoutOf('allocation', { ...samples.allocation, item: '创业公寓' }).title).toBe('创业公寓配租通知书')
  })

  test('data of another kind, or with more than the kind knows, are not drawn', () => {
    expect(() => layoutOf('refusal', samples.acceptance)).toThrow()
    expect(() => layoutOf('refusal', { ...samples.refusal, idNumber: '1' })).toThrow()
  })
})
