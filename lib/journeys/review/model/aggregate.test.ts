import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregate, type LockedSheet, medianOf, outcomeOf, pointsText, severity } from './aggregate'

const sheet = (id: string, total: number, level = 2): LockedSheet => ({ id, total, levels: { market: level } })
const sheetsOf = (...totals: number[]) => totals.map((total, i) => sheet(`s${i}`, total))

describe('aggregate', () => {
  it('is the mean below five sheets, and the mean without one highest and one lowest from five on', () => {
    expect(aggregate(sheetsOf(6000, 7000, 8000), 5)).toMatchObject({ mean: 7000, trimmedMean: null, value: 7000, median: 7000, spread: 2000 })
    expect(aggregate(sheetsOf(1000, 7000, 7500, 8000, 10000), 5)).toMatchObject({ mean: 6700, trimmedMean: 7500, value: 7500, spread: 9000 })
    expect(aggregate(sheetsOf(7000, 7000, 7000, 9000, 9000), 5)).toMatchObject({ trimmedMean: 7667 })
  })

  it('says nothing without a sheet, and rounds half up', () => {
    expect(aggregate([], 5)).toBeNull()
    expect(aggregate(sheetsOf(1, 2), 5)).toMatchObject({ mean: 2, median: 2 })
  })

  it('calls for discussion above 20 points of spread, not at 20', () => {
    expect(outcomeOf({ spread: 2000 }, 20)).toBe('score')
    expect(outcomeOf({ spread: 2001 }, 20)).toBe('discuss')
  })

  it('gives each criterion its own figures', () => {
    expect(aggregate([sheet('a', 5000, 2), sheet('b', 7500, 3), sheet('c', 10000, 4)], 5)?.byCriterion).toEqual({
      market: { mean: 7500, median: 7500, lowest: 5000, highest: 10000 },
    })
  })

  const totals = fc.array(
    fc.integer({ min: 0, max: 400 }).map((n) => n * 25),
    { minLength: 1, maxLength: 15 },
  )

  it('whatever the sheets: order changes nothing, every figure lies between lowest and highest', () => {
    fc.assert(
      fc.property(totals, fc.integer({ min: 3, max: 7 }), (values, trimFrom) => {
        const sheets = sheetsOf(...values)
        const result = aggregate(sheets, trimFrom)
        expect(aggregate([...sheets].reverse(), trimFrom)).toEqual(result)
        if (!result) throw new Error('no result')
        for (const figure of [result.mean, result.median, result.value, result.trimmedMean ?? result.mean]) {
          expect(figure).toBeGreaterThanOrEqual(result.lowest)
          expect(figure).toBeLessThanOrEqual(result.highest)
        }
        expect(result.trimmedMean === null).toBe(values.length < trimFrom)
      }),
    )
  })

  it('from five sheets on, one reviewer alone cannot move the value beyond what the others gave', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10000 }), { minLength: 4, maxLength: 9 }), fc.integer({ min: 0, max: 10000 }), (others, mine) => {
        const value = aggregate(sheetsOf(...others, mine), 5)?.value ?? -1
        expect(value).toBeGreaterThanOrEqual(Math.min(...others))
        expect(value).toBeLessThanOrEqual(Math.max(...others))
      }),
    )
  })

  it('moves with every sheet: a higher total never lowers the value', () => {
    fc.assert(
      fc.property(totals, fc.nat(), fc.integer({ min: 1, max: 2000 }), (values, which, more) => {
        const at = which % values.length
        const raised = values.map((one, i) => (i === at ? one + more : one))
        expect(aggregate(sheetsOf(...raised), 5)?.value ?? 0).toBeGreaterThanOrEqual(aggregate(sheetsOf(...values), 5)?.value ?? 0)
      }),
    )
  })

  it('the median is the middle', () => {
    expect(medianOf([3, 1, 2])).toBe(2)
    expect(medianOf([1, 2, 3, 100])).toBe(3)
  })
})

describe('severity', () => {
  it('is the mean difference to the others on the same entries; alone on an entry says nothing', () => {
    const sheets = [
      { entry: 'P-01', reviewer: '07', total: 6000 },
      { entry: 'P-01', reviewer: '12', total: 8000 },
      { entry: 'P-01', reviewer: '15', total: 8000 },
      { entry: 'P-02', reviewer: '07', total: 5000 },
      { entry: 'P-02', reviewer: '12', total: 6000 },
      { entry: 'P-03', reviewer: '15', total: 100 },
    ]
    expect(severity(sheets)).toEqual([
      { reviewer: '07', sheets: 2, difference: -1500 },
      { reviewer: '12', sheets: 2, difference: 1000 },
      { reviewer: '15', sheets: 1, difference: 1000 },
    ])
  })

  it('writes points as they are read', () => {
    expect([4750, 8000, 7667, 0].map(pointsText)).toEqual(['47.5', '80', '76.67', '0'])
  })
})
