import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Ranked, rankEntries } from './ranking'

const entry = (code: string, value: number | null, desk = 0, flat = 0, grantFen = 0n): Ranked => ({ code, value, spread: 0, desk, flat, grantFen, loanFen: 0n })

it('follows the values until places run out; a smaller wish behind may still fit', () => {
  const lines = rankEntries(
    [entry('P-01', 7000, 3), entry('P-02', 9000, 4), entry('P-03', 6500, 1), entry('P-04', 5900, 1), entry('P-05', null, 1)],
    { desk: 5 },
    6000,
  )
  expect(lines.map(({ entry: { code }, rank, standing, used }) => [code, rank, standing, used.desk])).toEqual([
    ['P-02', 1, 'recommended', 4],
    ['P-01', 2, 'beyond', 4],
    ['P-03', 3, 'recommended', 5],
    ['P-04', 4, 'not_recommended', 5],
    ['P-05', null, 'open', 5],
  ])
  expect(lines[1]?.over).toEqual(['desk'])
})

it('the last fen fits, one more does not; equal values share a rank', () => {
  const lines = rankEntries([entry('P-01', 8000, 0, 0, 5_00n), entry('P-02', 8000, 0, 0, 1n)], { grantFen: 5_00n }, 6000)
  expect(lines.map(({ rank, standing }) => [rank, standing])).toEqual([
    [1, 'recommended'],
    [1, 'beyond'],
  ])
})

it('whatever is asked: what is recommended stays within the limits, and nobody is lost', () => {
  const wish = fc.tuple(fc.integer({ min: 0, max: 10000 }), fc.nat(4), fc.nat(1), fc.bigInt(0n, 50n))
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), fc.nat(20), fc.nat(10), fc.bigInt(0n, 200n), (wishes, desk, flat, grantFen) => {
      const entries = wishes.map(([value, d, f, g], i) => entry(`P-${i}`, value, d, f, g))
      const lines = rankEntries(entries, { desk, flat, grantFen }, 6000)
      expect(lines).toHaveLength(entries.length)
      const taken = lines.filter((line) => line.standing === 'recommended').map((line) => line.entry)
      expect(taken.reduce((sum, one) => sum + one.desk, 0)).toBeLessThanOrEqual(desk)
      expect(taken.reduce((sum, one) => sum + one.flat, 0)).toBeLessThanOrEqual(flat)
      expect(taken.reduce((sum, one) => sum + one.grantFen, 0n)).toBeLessThanOrEqual(grantFen)
    }),
  )
})
