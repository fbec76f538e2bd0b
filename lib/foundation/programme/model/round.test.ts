import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import { instantOf, missingOf, type RoundFacts, type RoundFields, roundFields, roundState } from './round'

const now = new Date('2026-09-01T02:00:00Z')
const offer = { measures: ['office', 'flat', 'loan', 'coaching', 'grant'], formVersions: [1, 2] }
const whole: RoundFacts = {
  opensAt: new Date('2026-10-01T00:00:00Z'),
  closesAt: new Date('2026-10-31T10:00:00Z'),
  measures: ['grant', 'office'],
  chain: 'panel',
  formVersion: 2,
  rubricId: 'r',
  weights: [20, 30, 20, 20, 10],
  panelSize: 5,
  minSheets: 3,
  promisedDays: 20,
  fundLineId: 'l',
}

test('a whole round lacks nothing; each thing that is taken away is named, in words', () => {
  expect(missingOf(whole, offer, now)).toEqual([])
  const without: readonly (readonly [Partial<RoundFacts>, string])[] = [
    [{ measures: [] }, 'round.measures'],
    [{ measures: ['grant', 'pending-05'] }, 'round.measure_unknown'],
    [{ opensAt: now }, 'round.late'],
    [{ closesAt: null }, 'round.closes'],
    [{ closesAt: whole.opensAt }, 'round.order'],
    [{ formVersion: 3 }, 'round.form'],
    [{ formVersion: 1 }, 'round.form_lacks'],
    [{ rubricId: null, weights: [] }, 'round.rubric'],
    [{ weights: [20, 30, 20, 20, 9] }, 'round.weights'],
    [{ panelSize: 4 }, 'round.panel_even'],
    [{ panelSize: 1, minSheets: 3 }, 'round.panel_even'],
    [{ minSheets: 2 }, 'round.min_sheets'],
    [{ minSheets: 7 }, 'round.min_sheets'],
    [{ promisedDays: null }, 'round.promise'],
    [{ fundLineId: null }, 'round.line'],
  ]
  for (const [change, code] of without) {
    expect(missingOf({ ...whole, ...change }, offer, now)).toContain(code)
    expect(isKnownCode(code), code).toBe(true)
    expect(errorText(code)).not.toMatch(/没有做成/)
  }
})

test('two signatures without experts need neither rubric nor end', () => {
  const direct = { ...whole, chain: 'direct', closesAt: null, rubricId: null, weights: [], promisedDays: null, measures: ['office'], fundLineId: null }
  expect(missingOf(direct, offer, now)).toEqual([])
})

test('the state follows from the dates', () => {
  const round = { publishedAt: now, opensAt: whole.opensAt, closesAt: whole.closesAt }
  expect(roundState({ ...round, publishedAt: null }, now)).toBe('draft')
  expect(roundState(round, now)).toBe('announced')
  expect(roundState(round, whole.opensAt)).toBe('open')
  expect(roundState(round, new Date('2026-10-31T10:00:00Z'))).toBe('closed')
  expect(roundState({ ...round, closesAt: null }, new Date('2030-01-01'))).toBe('open')
})

const typed: RoundFields = {
  name: '2026 年第二批项目资助',
  opensAt: '2026-10-01T09:00',
  closesAt: '2026-10-31T18:00',
  measures: ['grant'],
  chain: 'panel',
  formVersion: 2,
  rubricId: '',
  panelSize: '5',
  minSheets: '3',
  hideApplicant: true,
  hideReviewers: true,
  hideUntilLocked: true,
  promisedDays: '20',
  places: { desk: '', grant: '8' },
  fundLineId: '',
}

test('what is typed is read in Shanghai time; an even panel, an end before the beginning, a day that does not exist are told', () => {
  expect(roundFields.safeParse(typed).success).toBe(true)
  expect(instantOf('2026-10-01T09:00').toISOString()).toBe('2026-10-01T01:00:00.000Z')
  const faultsOf = (change: Partial<RoundFields>) =>
    roundFields.safeParse({ ...typed, ...change }).error?.issues.map((issue) => `${issue.path.join('.')}:${issue.message}`)
  expect(faultsOf({ panelSize: '4' })).toEqual(['panelSize:round.panel_even'])
  expect(faultsOf({ closesAt: '2026-10-01T09:00' })).toEqual(['closesAt:round.order'])
  expect(faultsOf({ opensAt: '2026-02-30T09:00' })).toContain('opensAt:round.opens')
  expect(faultsOf({ panelSize: '3', minSheets: '5' })).toEqual(['minSheets:round.min_sheets'])
  expect(faultsOf({ places: { desk: '0' } })).toEqual(['places.desk:round.places'])
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 40 }), (size) => {
      const ok = size >= 3 && size <= 15 && size % 2 === 1
      expect(roundFields.safeParse({ ...typed, panelSize: String(size), minSheets: '3' }).success).toBe(ok)
    }),
  )
})
