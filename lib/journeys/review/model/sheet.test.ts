import { describe, expect, it } from 'vitest'
import type { Criterion, Level } from '@/lib/foundation/programme/model/rubric'
import { medianOf } from './aggregate'
import { faultsOfSheet, needsComment, othersMedian, totalOf, unscored } from './sheet'

const anchors = ['一', '二', '三', '四', '五']
const criteria: Criterion[] = [
  { key: 'market', name: '市场', weight: 40, anchors },
  { key: 'technology', name: '技术', weight: 60, anchors },
]
const rules = { below: 60, above: 90 }
const score = (level: Level, comment = '') => ({ level, confidence: null, comment })

describe('a sheet', () => {
  it('asks for a reason at 0, 25, 50 and 100 per cent, not at 75', () => {
    expect(([0, 1, 2, 3, 4] as const).map((level) => needsComment(level, rules))).toEqual([true, true, true, false, true])
  })

  it('can be locked when all is scored and every extreme has its sentence', () => {
    expect(faultsOfSheet(criteria, {}, rules).map((fault) => fault.code)).toEqual(['review.unscored', 'review.unscored'])
    expect(faultsOfSheet(criteria, { market: score(3), technology: score(2, ' 。') }, rules)).toEqual([
      { criterion: 'technology', code: 'review.comment_missing' },
    ])
    expect(faultsOfSheet(criteria, { market: score(3), technology: score(2, '数据不全') }, rules)).toEqual([])
  })

  it('sums in hundredths and counts what is open', () => {
    expect(totalOf(criteria, { market: score(3) })).toBe(3000)
    expect(totalOf(criteria, { market: score(4), technology: score(4) })).toBe(10000)
    expect(unscored(criteria, { market: score(0) })).toBe(1)
  })

  it('tells the median of the others only after locking, from two sheets on, where the round shows it', () => {
    expect(othersMedian({ locked: true }, [6000, 7000, 9000], true, medianOf)).toBe(7000)
    expect(othersMedian({ locked: false }, [6000, 7000, 9000], true, medianOf)).toBeNull()
    expect(othersMedian({ locked: true }, [6000], true, medianOf)).toBeNull()
    expect(othersMedian({ locked: true }, [6000, 7000], false, medianOf)).toBeNull()
  })
})
