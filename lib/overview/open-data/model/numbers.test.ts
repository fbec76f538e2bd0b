import { expect, test } from 'vitest'
import { allocationMachine } from '@/lib/journeys/space/model/machine'
import { liveStates, numberDefinitions, numberKeys, unitStatus, unitWords } from './numbers'

test('free is only an available unit that nobody holds', () => {
  const free = (['available', 'reserved', 'maintenance', 'closed'] as const).flatMap((state) =>
    [undefined, ...liveStates].filter((holding) => unitStatus(state, holding) === 'free').map((holding) => [state, holding]),
  )
  expect(free).toEqual([['available', undefined]])
})

test('every status has its word', () => {
  for (const state of ['available', 'reserved', 'maintenance', 'closed'] as const)
    for (const holding of [undefined, ...liveStates]) expect(unitWords[unitStatus(state, holding)]).toBeTruthy()
})

test('the live states are those of the space room', () => {
  expect([...liveStates].sort()).toEqual([...(allocationMachine.groups.live ?? [])].sort())
})

test('every number says what it counts and where it comes from', () => {
  for (const key of numberKeys) {
    const { definition, source, columns } = numberDefinitions[key]
    expect(definition.length).toBeGreaterThan(8)
    expect(source.length).toBeGreaterThan(4)
    expect(columns.length).toBeGreaterThan(3)
  }
})
