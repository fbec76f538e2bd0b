import { expect, test } from 'vitest'
import { composedSchema } from '@/lib/foundation/document/model/composed'
import { type MinutesItem, minutesBlocks, resultText } from './minutes'

const item = (more: Partial<MinutesItem> = {}): MinutesItem => ({
  ordinal: 1,
  code: 'P-01',
  caseNo: 'ZZ-2026-0001-X',
  measure: '项目资助',
  discussion: false,
  value: 7850,
  spread: 2100,
  askedQuantity: 1,
  askedFen: 10_000_000n,
  outcome: 'concur',
  quantity: 1,
  amountFen: 8_000_000n,
  reason: '设备费核减两万元',
  tally: { for: 3, against: 1, abstain: 1 },
  absences: [{ name: '钟卓', reason: '三年内导师结对' }],
  disclosed: ['易昕，合作论文'],
  ...more,
})
const facts = (items: readonly MinutesItem[]) => ({
  title: '第二批项目资助审定会',
  round: '2026 年第二批项目资助',
  place: 'A 座 301',
  day: '2026-11-20',
  openedAt: new Date('2026-11-20T06:00:00Z'),
  closedAt: new Date('2026-11-20T08:30:00Z'),
  quorum: 4,
  members: [
    { name: '梁砚秋', role: 'chair', arrivedAt: new Date('2026-11-20T05:55:00Z') },
    { name: '尹中天', role: 'observer', arrivedAt: null },
  ],
  items,
})

test('a paper that can be drawn: blocks of the house, columns that fill one line', () => {
  const blocks = minutesBlocks(facts([item(), item({ ordinal: 2, outcome: null, amountFen: null, quantity: null, reason: null, absences: [], disclosed: [] })]))
  const office = { name: '中心', phone: '0731', address: 'A 座' }
  expect(composedSchema.safeParse({ office, blocks }).success).toBe(true)
  for (const block of blocks)
    if (block.type === 'table') {
      expect(block.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1)
      expect(block.widths).toHaveLength(block.head.length)
      for (const row of block.rows) expect(row).toHaveLength(block.head.length)
    }
})

test('votes as counts, who left and why, what is left to another meeting, places for those who came', () => {
  const blocks = minutesBlocks(facts([item(), item({ ordinal: 2, code: 'P-02', outcome: null, reason: null, absences: [], disclosed: [] })]))
  const text = JSON.stringify(blocks)
  for (const part of ['78.50', '21.00', '3/1/1', '同意 80,000.00 元', '未议定，留待下次', '钟卓，三年内导师结对', '易昕，合作论文', '14:00—16:30'])
    expect(text).toContain(part)
  expect(blocks.at(-1)).toEqual({ type: 'signatures', title: '到会人员签名', people: ['组长 梁砚秋'] })
})

test('an item in one cell', () => {
  expect([item(), item({ outcome: 'reject' }), item({ outcome: null }), item({ amountFen: null, quantity: 2 })].map(resultText)).toEqual([
    '同意 80,000.00 元',
    '不同意',
    '未议定，留待下次',
    '同意 2',
  ])
})
