import { expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { nextActions } from './actions'

test('a clawback to answer stands where its last day puts it, before materials that have longer', () => {
  const actions = nextActions(
    {
      offers: [],
      supplements: [{ caseNo: 'GY-1', item: '创业公寓', asked: ['学籍证明'], dueOn: calendarDate('2026-12-07') }],
      agreements: [
        { number: 'XY-1', title: '看过协议，签字', text: '签了管委会再签' },
        { number: 'XY-2', title: '答复追回通知', text: '12月2日（周三）前写下你的说法', dueOn: calendarDate('2026-12-02') },
      ],
      confirmations: [],
      draft: null,
    },
    () => 5,
  )
  expect(actions.map((action) => action.key)).toEqual(['agreement:XY-2', 'supplement:GY-1', 'agreement:XY-1'])
  expect(actions[0]?.due).toEqual({ on: '2026-12-02', text: '12月2日（周三）前', leftDays: 5 })
})
