import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, calendarDate, daysBetween } from '@/lib/kernel/calendar-date'
import { isWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { claimOf, monthsNotServed, proRata, repaymentPlan } from './clawback'
import { grantWish } from './grant'
import { equalParts, splitAmount } from './instalments'
import { daysLate, dueAtEndOf, inOfficeHours, milestoneDue, reminderDays, reminderNow } from './milestones'
import { nextStepOf } from './next'
import { agreementBlocks } from './papers'
import { conditionMet } from './payment'

const d = calendarDate
/** 2026 with the days off of the notice that the tests touch; 20 September is a worked Sunday. */
const calendar: WorkCalendar = {
  years: new Set([2026, 2027]),
  days: new Map<CalendarDate, { kind: 'off' | 'work'; why: string }>([
    [d('2026-09-20'), { kind: 'work', why: '国庆节调休' }],
    [d('2026-10-01'), { kind: 'off', why: '国庆节' }],
    [d('2026-10-02'), { kind: 'off', why: '国庆节' }],
    [d('2026-10-05'), { kind: 'off', why: '国庆节' }],
    [d('2026-10-06'), { kind: 'off', why: '国庆节' }],
    [d('2026-10-07'), { kind: 'off', why: '国庆节' }],
  ]),
}

describe('instalments', () => {
  test('60/40 of a real amount', () => {
    expect(splitAmount(10_000_001n, [60, 40]).map((part) => part.amountFen)).toEqual([6_000_000n, 4_000_001n])
  })

  test('every split is exact to the fen, no part is nothing, only the last carries the remainder', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 100n, max: 10_000_000_000n }), fc.integer({ min: 1, max: 99 }), (amount, first) => {
        const parts = splitAmount(amount, [first, 100 - first])
        expect(parts.reduce((sum, part) => sum + part.amountFen, 0n)).toBe(amount)
        expect(parts.every((part) => part.amountFen > 0n)).toBe(true)
        expect(parts[0]?.amountFen).toBe((amount * BigInt(first)) / 100n)
      }),
    )
  })

  test('per cents that are not the whole, and amounts without parts, are refused', () => {
    expect(() => splitAmount(10_000n, [60, 30])).toThrow(RangeError)
    expect(() => splitAmount(99n, [60, 40])).toThrow(RangeError)
  })

  test('monthly parts sum to the amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000_000n }), fc.integer({ min: 1, max: 36 }), (amount, months) => {
        const parts = equalParts(amount, months)
        expect(parts).toHaveLength(months)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount)
      }),
    )
  })
})

describe('milestones', () => {
  test('the end of a month on a day off moves to the next working day and says so', () => {
    expect(dueAtEndOf(calendar, '2026-10')).toEqual({ dueOn: '2026-11-02', movedFrom: '2026-10-31', provisional: false })
    expect(milestoneDue(calendar, d('2026-10-01'))).toMatchObject({ dueOn: '2026-10-08', movedFrom: '2026-10-01' })
    expect(milestoneDue(calendar, d('2026-09-20'))).toMatchObject({ dueOn: '2026-09-20', movedFrom: null })
    expect(dueAtEndOf(calendar, '2028-02')).toMatchObject({ dueOn: '2028-02-29', provisional: true })
  })

  test('reminders fall on working days, before the day never late, after it never early', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (n) => {
        const due = addDays(d('2026-03-02'), n)
        const days = reminderDays(calendar, due, { farDays: 7, nearDays: 1 })
        expect(days.every((day) => isWorkingDay(calendar, day).working)).toBe(true)
        expect(daysBetween(days[0] ?? due, due)).toBeGreaterThanOrEqual(7)
        expect(daysBetween(days[1] ?? due, due)).toBeGreaterThanOrEqual(1)
        expect(daysBetween(due, days[2] ?? due)).toBeGreaterThanOrEqual(1)
        expect(daysBetween(due, days[3] ?? due)).toBeGreaterThanOrEqual(7)
        expect([...days].sort()).toEqual(days)
      }),
    )
  })

  test('each reminder once; a missed run sends the latest only', () => {
    const days = [d('2026-11-20'), d('2026-11-26'), d('2026-11-30'), d('2026-12-04')]
    expect(reminderNow(days, d('2026-11-19'), 0)).toBeNull()
    expect(reminderNow(days, d('2026-11-20'), 0)).toBe(1)
    expect(reminderNow(days, d('2026-11-21'), 1)).toBeNull()
    expect(reminderNow(days, d('2026-12-10'), 1)).toBe(4)
    expect(reminderNow(days, d('2026-12-10'), 4)).toBeNull()
  })

  test('office hours and days late', () => {
    expect(['08:29', '08:30', '16:59', '17:00'].map(inOfficeHours)).toEqual([false, true, true, false])
    expect([daysLate(d('2026-11-27'), d('2026-11-27')), daysLate(d('2026-11-27'), d('2026-12-04'))]).toEqual([0, 7])
  })
})

describe('clawback', () => {
  test('the founder is asked to answer by its day before anything else', () => {
    const facts = {
      state: 'in_force',
      held: true,
      instalments: [],
      milestones: [],
      clawbacks: [{ state: 'notice_sent', answerDueOn: d('2026-12-02') }],
    } as const
    expect(nextStepOf(facts, 'usable')).toMatchObject({ who: 'you', anchor: 'clawbacks', urgent: true, dueOn: '2026-12-02' })
  })

  const term = { from: d('2026-03-10'), months: 24 }

  test('misuse and fraud: all of it; honest failure: nothing', () => {
    expect(claimOf('misuse', 6_000_000n, term, d('2026-09-10')).claimedFen).toBe(6_000_000n)
    expect(claimOf('fraud', 6_000_000n, term, d('2026-09-10')).claimedFen).toBe(6_000_000n)
    expect(claimOf('honest_failure', 6_000_000n, term, d('2026-09-10')).claimedFen).toBe(0n)
  })

  test('early departure: by the months that were not served, a begun month is served', () => {
    expect(monthsNotServed(term.from, 24, d('2026-03-10'))).toBe(23)
    expect(monthsNotServed(term.from, 24, d('2026-09-09'))).toBe(18)
    expect(monthsNotServed(term.from, 24, d('2026-09-10'))).toBe(17)
    expect(monthsNotServed(term.from, 24, d('2028-03-10'))).toBe(0)
    expect(claimOf('early_departure', 6_000_000n, term, d('2026-09-10'))).toEqual({
      claimedFen: 4_250_000n,
      monthsTotal: 24,
      monthsLeft: 17,
      formula: '已拨付 60,000.00 元 × 未履行 17 个月 ÷ 约定 24 个月 = 42,500.00 元',
    })
  })

  test('pro rata is never more than was paid, grows with the months, and is right to half a fen', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 100_000_000_000n }), fc.integer({ min: 1, max: 120 }), fc.nat(), (paid, total, n) => {
        const left = n % (total + 1)
        const claimed = proRata(paid, left, total)
        expect(claimed >= 0n && claimed <= paid).toBe(true)
        const twice = 2n * (claimed * BigInt(total) - paid * BigInt(left))
        expect(twice <= BigInt(total) && twice > -BigInt(total)).toBe(true)
      }),
    )
  })

  test('repayment in parts: a month apart, on working days, nothing where nothing is owed', () => {
    expect(repaymentPlan(calendar, d('2026-09-01'), 1_000n, 3)).toEqual([
      { no: 1, dueOn: '2026-10-08', movedFrom: '2026-10-01', amountFen: 333n },
      { no: 2, dueOn: '2026-11-02', movedFrom: '2026-11-01', amountFen: 333n },
      { no: 3, dueOn: '2026-12-01', movedFrom: null, amountFen: 334n },
    ])
    expect(repaymentPlan(calendar, d('2026-09-01'), 0n, 3)).toEqual([])
  })
})

test('an instalment waits for its milestone and every one before it', () => {
  const milestones = (a: 'due' | 'accepted', b: 'due' | 'accepted') => [
    { id: 'a', no: 1, state: a },
    { id: 'b', no: 2, state: b },
  ]
  const second = { condition: 'milestone', milestoneId: 'b' }
  expect(conditionMet({ condition: 'on_contract', milestoneId: null }, milestones('due', 'due'))).toBe(true)
  expect(conditionMet(second, milestones('due', 'accepted'))).toBe(false)
  expect(conditionMet(second, milestones('accepted', 'due'))).toBe(false)
  expect(conditionMet(second, milestones('accepted', 'accepted'))).toBe(true)
  expect(conditionMet({ condition: 'milestone', milestoneId: 'c' }, milestones('accepted', 'accepted'))).toBe(false)
})

test('the agreement says both forms of the amount, every part, and where a day was moved', () => {
  const sum = (fen: bigint, words: string) => ({ fen, words })
  const blocks = agreementBlocks({
    office: '高新区创新创业服务中心',
    party: { holder: '听轴科技（负责人 周予安）', project: '轴承声纹监测仪', caseNo: 'ZZ-2026-0001-A' },
    sum: sum(10_000_000n, '壹拾万圆整'),
    instalments: [
      { no: 1, percent: 60, sum: sum(6_000_000n, '陆万圆整'), milestone: null },
      { no: 2, percent: 40, sum: sum(4_000_000n, '肆万圆整'), milestone: 1 },
    ],
    milestones: [{ no: 1, title: '样机', evidence: '检测报告', dueOn: d('2026-11-02'), movedFrom: d('2026-10-31'), provisional: false }],
    use: '样机试制',
    termMonths: 24,
    answerDays: 5,
    banMonths: 24,
  })
  const text = JSON.stringify(blocks)
  for (const part of [
    '100,000.00',
    '壹拾万圆整',
    '60,000.00（陆万圆整）',
    '里程碑 1 验收通过后',
    '原定 10月31日，遇休息日顺延',
    '样机试制',
    '不少于 5 个工作日',
  ])
    expect(text).toContain(part)
})

test('the plan is read from the submitted form; a form without one has no milestones', () => {
  expect(
    grantWish({
      project: { name: ' 声纹仪 ' },
      grant: { want: 'yes', amount: '100000', use: '样机试制和检测', steps: '1', goal1: '样机', by1: '2027-03', proof1: '报告' },
    }),
  ).toEqual({
    project: '声纹仪',
    use: '样机试制和检测',
    milestones: [{ title: '样机', evidence: '报告', by: '2027-03' }],
  })
  expect(grantWish({ grant: { want: 'no' } }).milestones).toEqual([])
  expect(grantWish(null)).toEqual({ project: '', use: '', milestones: [] })
})
