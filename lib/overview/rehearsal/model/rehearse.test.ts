import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RehearsalCase, rehearse, type Stand } from './rehearse'

const stand: Stand = {
  lines: [
    { id: 'a', name: '项目资助', budgetFen: 1000, availableFen: 600 },
    { id: 'b', name: '机动', budgetFen: 200, availableFen: 200 },
  ],
  usedFen: 400,
  limitFen: 1200,
  today: 0.5,
}
const one = (caseNo: string, amountFen: number, at: number, lineId = 'a'): RehearsalCase => ({
  caseNo,
  title: caseNo,
  lineId,
  amountFen,
  at,
  when: '',
  state: 'public_notice',
})

test('the case that is approved last tips the line, whatever the order of the ticks', () => {
  const cases = [one('Z-3', 300, 0.9), one('Z-1', 200, 0.6), one('Z-2', 200, 0.7)]
  const out = rehearse(stand, cases)
  expect(out.lines[0]).toMatchObject({ count: 3, tickedFen: 700, afterFen: -100, tips: 'Z-3' })
  expect(out).toMatchObject({ fits: false, tips: '', endFen: 1100, tickedFen: 700 })
})

test('to the fen: what is just there fits, one fen more does not', () => {
  expect(rehearse(stand, [one('Z-1', 600, 0.6)]).fits).toBe(true)
  expect(rehearse(stand, [one('Z-1', 601, 0.6)])).toMatchObject({ fits: false })
})

test('a line may hold what the year does not: the year is its own limit', () => {
  const tight = { ...stand, limitFen: 900 }
  expect(rehearse(tight, [one('Z-1', 400, 0.6), one('Z-2', 150, 0.8, 'b')])).toMatchObject({ tips: 'Z-2', fits: false })
})

test('a day that has passed is drawn today; the line ends with the year and never falls', () => {
  const cases = fc.array(fc.record({ n: fc.nat(999), amount: fc.integer({ min: 1, max: 500 }), at: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(cases, (list) => {
      const out = rehearse(
        stand,
        list.map(({ n, amount, at }, i) => one(`Z-${n}-${i}`, amount, at)),
      )
      const xs = out.steps.map((point) => point.at)
      const ys = out.steps.map((point) => point.fen)
      expect([...xs].sort((a, b) => a - b)).toEqual(xs)
      expect([...ys].sort((a, b) => a - b)).toEqual(ys)
      expect([xs[0], xs.at(-1), ys.at(-1)]).toEqual([stand.today, 1, out.endFen])
      expect(out.endFen).toBe(out.usedFen + out.tickedFen)
      expect(out.lines.reduce((sum, line) => sum + line.tickedFen, 0)).toBe(out.tickedFen)
    }),
  )
})
