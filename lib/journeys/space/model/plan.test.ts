import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { checkMachine } from '@/lib/kernel/machine'
import { expiryByWeek } from './expiry'
import { layoutOf } from './layout'
import { allocationMachine, allocationWords, unitEventWords, unitMachine } from './machine'
import { calledName, codesTogether, completeSelection, pick, planStateOf, planStates, planWords, shortName } from './plan'
import { unitEventsFor } from './units'
import { parseZoneKey, zoneKey, zoneName } from './zone'

describe('machines', () => {
  test('of holdings and of units are whole, and every state has its words', () => {
    expect(checkMachine(allocationMachine)).toEqual([])
    expect(checkMachine(unitMachine)).toEqual([])
    for (const state of allocationMachine.states) expect(allocationWords[state].staff).not.toBe('')
    for (const events of Object.values(unitMachine.transitions)) for (const event of Object.keys(events ?? {})) expect(unitEventWords).toHaveProperty(event)
  })

  test('live and ended holdings are two halves of the states', () => {
    const live = allocationMachine.groups.live ?? []
    expect([...live, ...allocationMachine.terminal].sort()).toEqual([...allocationMachine.states].sort())
  })

  test('every pair of states is drawn as one of the eight', () => {
    for (const unit of unitMachine.states)
      for (const holding of [null, ...(allocationMachine.groups.live ?? [])]) expect(planStates).toContain(planStateOf(unit, holding))
    expect(planStateOf('maintenance', 'occupied')).toBe('occupied')
    expect(planStateOf('available', null)).toBe('free')
    expect(new Set(Object.values(planWords)).size).toBe(planStates.length)
  })

  test('what can be done with several units at once is what can be done with each; nothing while one is held', () => {
    expect(unitEventsFor([{ state: 'available', held: false }])).toEqual(['reserve', 'maintain', 'close'])
    expect(
      unitEventsFor([
        { state: 'reserved', held: false },
        { state: 'closed', held: false },
      ]),
    ).toEqual(['open'])
    expect(
      unitEventsFor([
        { state: 'available', held: false },
        { state: 'available', held: true },
      ]),
    ).toEqual([])
    expect(unitEventsFor([])).toEqual([])
  })
})

describe('zones', () => {
  test.each([
    { kind: 'desk', carrier: '智造谷众创中心A座', floor: 2, area: 'C' },
    { kind: 'desk', carrier: '地下一层', floor: -1, area: null },
    { kind: 'flat', carrier: '攀登者青年公寓1号楼', floor: null, area: null },
  ] as const)('$carrier is read back from its address', (zone) => expect(parseZoneKey(zoneKey(zone))).toEqual(zone))

  test('anything else is no zone', () => {
    for (const key of ['', 'desk', 'desk~A座', 'desk~A座~二~C', 'boat~A座~1~A', '~A座']) expect(parseZoneKey(key)).toBeNull()
    fc.assert(
      fc.property(fc.string(), (text) => {
        const zone = parseZoneKey(text)
        return zone === null || zoneName(zone).includes(zone.carrier)
      }),
    )
  })
})

describe('selection', () => {
  const free = new Set(['A1', 'A2', 'A3', 'A4', 'A5'])
  const isFree = (code: string) => free.has(code)

  test('free desks are collected, a second click takes one out, the oldest gives way', () => {
    expect(pick(['A1'], 'A2', isFree, 4)).toEqual(['A1', 'A2'])
    expect(pick(['A1', 'A2'], 'A1', isFree, 4)).toEqual(['A2'])
    expect(pick(['A1', 'A2', 'A3', 'A4'], 'A5', isFree, 4)).toEqual(['A2', 'A3', 'A4', 'A5'])
  })

  test('an occupied desk stands alone and leaves when a free one is picked', () => {
    expect(pick(['A1', 'A2'], 'B1', isFree, 4)).toEqual(['B1'])
    expect(pick(['B1'], 'A1', isFree, 4)).toEqual(['A1'])
  })

  test('never more than allowed, never one twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2')), fc.integer({ min: 1, max: 4 }), (clicks, max) => {
        const selected = clicks.reduce<string[]>((now, code) => pick(now, code, isFree, max), [])
        expect(selected.length).toBeLessThanOrEqual(max)
        expect(new Set(selected).size).toBe(selected.length)
        if (selected.length > 1) expect(selected.every(isFree)).toBe(true)
      }),
    )
  })

  test('the nearest free desks complete a team; too few are not offered', () => {
    const at = (code: string, x: number, y: number) => ({ code, x, y })
    const all = [at('A1', 1, 1), at('A2', 2, 1), at('A3', 5, 1), at('B1', 1, 2)]
    expect(completeSelection([at('A1', 1, 1)], all, 2)).toEqual(['A1', 'A2'])
    expect(completeSelection([at('A1', 1, 1)], all, 3)).toEqual(['A1', 'A2', 'B1'])
    expect(completeSelection([at('A1', 1, 1)], all, 5)).toBeNull()
    expect(completeSelection([at('A1', 1, 1)], all, 1)).toBeNull()
    expect(completeSelection([], all, 2)).toBeNull()
  })
})

describe('words on the plan', () => {
  test('the common part of codes is said once', () => {
    expect(codesTogether(['ZC-3-D08', 'ZC-3-D09'])).toBe('ZC-3-D08、09')
    expect(codesTogether(['ZC-3-D08', 'MP-2-A09'])).toBe('ZC-3-D08、MP-2-A09')
    expect(codesTogether([])).toBe('')
  })
  test('a team is known by two signs, whole ones', () => {
    expect(shortName('石榴工坊')).toBe('石榴')
    expect(shortName('𠮷野家')).toBe('𠮷野')
    expect(shortName('“栈道”')).toBe('栈道')
    expect(calledName('云梯管家——老旧小区加装电梯运维服务')).toBe('云梯管家')
    expect(calledName('——')).toBe('——')
  })
})

test('desks of a floor never overlap and lie inside the walls', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 9 }), (columns, rows) => {
      const places = Array.from({ length: columns * rows }, (_, i) => ({ code: `D${i}`, x: (i % columns) + 1, y: Math.floor(i / columns) + 1 }))
      const { width, height, desks } = layoutOf(places)
      for (const a of desks) {
        expect(a.left >= 10 && a.top >= 10 && a.left + 58 <= width && a.top + 40 <= height).toBe(true)
        for (const b of desks) if (a !== b) expect(Math.abs(a.left - b.left) >= 54 || Math.abs(a.top - b.top) >= 34).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
  expect(layoutOf([{ code: 'x', x: null, y: null }])).toEqual({ width: 0, height: 0, desks: [] })
})

test('terms are counted in the week of their last day', () => {
  const today = calendarDate('2026-12-28')
  const weeks = expiryByWeek(today, ['2026-12-28', '2026-12-29', '2027-01-04', '2027-01-05', '2027-03-22', '2027-03-23'].map(calendarDate))
  expect(weeks).toHaveLength(12)
  // the term that ended yesterday is not to come; the last day of the term to 5 January is Monday the 4th, the second week
  expect(weeks.map((week) => week.count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(weeks[1]?.from).toBe('2027-01-04')
})
