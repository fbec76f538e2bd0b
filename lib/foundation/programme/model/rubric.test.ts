import { describe, expect, it } from 'vitest'
import { criteriaSchema, pointsOf } from './rubric'

const anchors = ['说不清原理', '有想法，没验证', '有样机，数据不全', '样机达标，还没送检', '送检达标，有报告']
const criterion = (key: string, weight: number) => ({ key, name: '技术可行', weight, anchors })

describe('rubric', () => {
  it('takes criteria whose weights sum to 100', () => {
    expect(criteriaSchema.safeParse([criterion('market', 40), criterion('technology', 60)]).success).toBe(true)
  })

  it('refuses 99, 101, the same key twice, four anchors and a weight that is not whole', () => {
    const refused = [
      [criterion('market', 40), criterion('technology', 59)],
      [criterion('market', 41), criterion('technology', 60)],
      [criterion('market', 40), criterion('market', 60)],
      [{ ...criterion('market', 100), anchors: anchors.slice(1) }],
      [criterion('market', 40.5), criterion('technology', 59.5)],
      [],
    ]
    for (const criteria of refused) expect(criteriaSchema.safeParse(criteria).success).toBe(false)
  })

  it('counts points in hundredths: 75 per cent of 30 is 22.5', () => {
    expect(pointsOf(30, 3)).toBe(2250)
    expect(pointsOf(20, 2)).toBe(1000)
    expect(pointsOf(7, 1)).toBe(175)
  })
})
