import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, calendarDate, daysBetween } from '@/lib/kernel/calendar-date'
import { maskName } from '@/lib/kernel/masking'
import { isWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { lineOutcome, noticeOutcome, publicLine, publicText } from './line'
import { clockOf, deadlines, extendedTo } from './objection'
import { noticePeriod, stageOf } from './period'
import { objectSchema } from './schema'

const d = calendarDate
const off = (day: string, why: string) => [d(day), { kind: 'off' as const, why }] as const
/** The autumn of 2026: 25–27 September and 1–7 October off, Sunday 20 September and Saturday 10 October worked. */
const calendar: WorkCalendar = {
  years: new Set([2026]),
  days: new Map<CalendarDate, { kind: 'off' | 'work'; why: string }>([
    ...['2026-09-25', '2026-09-26', '2026-09-27'].map((day) => off(day, '中秋节')),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => off(`2026-10-0${n}`, '国庆节')),
    ...['2026-09-20', '2026-10-10'].map((day) => [d(day), { kind: 'work' as const, why: '调休' }] as const),
  ]),
}
const anyDay = fc.integer({ min: 0, max: 340 }).map((n) => addDays(d('2026-01-01'), n))

describe('公示 period', () => {
  test('across a holiday week and worked weekends', () => {
    expect(noticePeriod(calendar, d('2026-09-14'), 5)).toEqual({ fromOn: '2026-09-14', toOn: '2026-09-20', provisional: false })
    expect(noticePeriod(calendar, d('2026-09-24'), 5)).toEqual({ fromOn: '2026-09-24', toOn: '2026-10-09', provisional: false })
    expect(noticePeriod(calendar, d('2026-12-30'), 5)).toMatchObject({ toOn: '2027-01-07', provisional: true })
  })

  test('whatever the day: it holds as many working days as it says, and never fewer calendar days than that', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 5, max: 20 }), (from, days) => {
        const { toOn } = noticePeriod(calendar, from, days)
        let worked = 0
        for (let at = addDays(from, 1); at <= toOn; at = addDays(at, 1)) if (isWorkingDay(calendar, at).working) worked += 1
        expect(worked).toBe(days)
        expect(daysBetween(from, toOn)).toBeGreaterThanOrEqual(days)
      }),
    )
  })

  test('in force from its first day to its last, by the day alone; withdrawn is withdrawn', () => {
    const notice = (state: 'draft' | 'published' | 'withdrawn') => ({ state, fromOn: d('2026-09-14'), toOn: d('2026-09-20') })
    const on = (day: string) => stageOf(notice('published'), d(day))
    expect([on('2026-09-13'), on('2026-09-14'), on('2026-09-20'), on('2026-09-21')]).toEqual(['past', 'in_force', 'in_force', 'past'])
    expect(stageOf(notice('withdrawn'), d('2026-09-15'))).toBe('withdrawn')
  })
})

describe('what the public reads', () => {
  const name = fc.array(fc.constantFrom(...'张王李欧阳小明建国望舒'), { minLength: 2, maxLength: 5 }).map((signs) => signs.join(''))
  const mobile = fc.integer({ min: 0, max: 99_999_999 }).map((n) => `199${String(n).padStart(8, '0')}`)
  const identity = fc.integer({ min: 0, max: 9999 }).map((n) => `43030219990101${String(n).padStart(3, '0').slice(-3)}X`)
  const words = fc.constantFrom('的轴承监测仪', '团队：', '负责人', '，电话 ', '（第二代）', ' ')

  test('no name of the people concerned, no telephone and no identity number is left in a line', () => {
    fc.assert(
      fc.property(name, name, mobile, identity, fc.array(words, { minLength: 1, maxLength: 4 }), (applicant, mate, phone, id, parts) => {
        const project = [
          applicant,
          ...parts,
          mate,
          phone,
          parts[0] ?? '',
          id,
          `1 ${phone.slice(1)}`,
          phone.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        ].join('，')
        const line = publicLine({ name: applicant, others: [mate], project, support: '项目资助', quantity: null, amountFen: 1n })
        const text = JSON.stringify({ ...line, amountFen: 1 })
        for (const secret of [applicant, mate, phone, id]) expect(text).not.toContain(secret)
        expect(text.normalize('NFKC').replaceAll(/[ -]/g, '')).not.toContain(phone)
      }),
    )
  })

  test('two signs 王*, longer 王*明, one sign *; a compound surname keeps its first and the last sign', () => {
    expect(['王小明', '王明', '王', '欧阳望舒'].map(maskName)).toEqual(['王*明', '王*', '*', '欧**舒'])
    expect(publicText('王小明和小明的项目', ['王小明'])).toBe('王*明和小明的项目')
    expect(publicText('产量 1990000 件，型号 430302', ['王小明'])).toBe('产量 1990000 件，型号 430302')
  })

  test('the word on a line and the one line that stays', () => {
    expect(lineOutcome({ open: 1, handled: 1 }, true)).toBe('异议处理中')
    expect(lineOutcome({ open: 0, handled: 1 }, false)).toBe('异议已处理')
    expect([lineOutcome({ open: 0, handled: 0 }, true), lineOutcome({ open: 0, handled: 0 }, false)]).toEqual(['公示中', '无异议'])
    const quiet = { open: 0, handled: 0 }
    const none = { decided: 0, amended: 0 }
    expect(noticeOutcome([quiet, quiet, quiet], false, none)).toBe('3 项，无异议')
    expect(noticeOutcome([quiet, { open: 0, handled: 2 }], false, none)).toBe('2 项，1 项异议已处理')
    expect(noticeOutcome([quiet, { open: 1, handled: 2 }], true, none)).toBe('2 项，1 项有异议，正在处理')
    expect(noticeOutcome([quiet], false, { decided: 1, amended: 0 })).toBe('1 项，无异议；本批申请人复核 1 件，都维持原结果')
    expect(noticeOutcome([quiet], true, { decided: 3, amended: 2 })).toBe('1 项，公示中；本批申请人复核 3 件，2 件改变结果')
  })
})

describe('deadlines of an objection', () => {
  const days = { ack: 1, decide: 10 }
  const state = (name: 'received' | 'admissible' | 'decided' | 'notified') => ({ state: name, ...deadlines(calendar, d('2026-09-14'), days) })

  test('one day to take it up, ten to decide, ten more once', () => {
    expect(deadlines(calendar, d('2026-09-14'), days)).toEqual({ ackDueOn: '2026-09-15', decideDueOn: '2026-09-28' })
    expect(extendedTo(calendar, d('2026-09-28'), 10)).toBe('2026-10-16')
  })

  test('the clock that runs: taking up, deciding, telling, then none; negative when late', () => {
    const on = (name: Parameters<typeof state>[0], day: string) => clockOf(calendar, state(name), d(day))
    expect(on('received', '2026-09-14')).toEqual({ what: 'ack', dueOn: '2026-09-15', left: 1 })
    expect(on('received', '2026-09-17')).toMatchObject({ left: -2 })
    expect(on('admissible', '2026-09-28')).toMatchObject({ what: 'decide', left: 0 })
    expect(on('decided', '2026-09-29')).toMatchObject({ what: 'tell', left: -1 })
    expect(on('notified', '2026-10-30')).toBeNull()
  })

  test('whatever the day: it is taken up before it is decided, and an extension never shortens', () => {
    fc.assert(
      fc.property(anyDay, (day: CalendarDate) => {
        const due = deadlines(calendar, day, days)
        expect(due.ackDueOn > day && due.decideDueOn > due.ackDueOn).toBe(true)
        expect(extendedTo(calendar, due.decideDueOn, 10) > due.decideDueOn).toBe(true)
      }),
    )
  })
})

describe('the form', () => {
  const said = { notice: 'GS-2026-0001', line: 1, anonymous: false, name: '', contact: '', facts: '', evidence: '' }
  const faults = (input: object) => objectSchema.safeParse({ ...said, ...input }).error?.issues.map((issue) => issue.path.join('.')) ?? []

  test('says all its faults at once; anonymous needs neither name nor contact', () => {
    expect(faults({}).sort()).toEqual(['contact', 'evidence', 'facts', 'name'])
    expect(faults({ anonymous: true }).sort()).toEqual(['evidence', 'facts'])
    expect(faults({ name: '白既明', contact: '19907390888', facts: '这是一个事实', evidence: '网站上查得到' })).toEqual([])
  })
})
