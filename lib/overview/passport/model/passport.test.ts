import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stages } from '@/lib/foundation/venture/model/stages'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { nextActions } from './actions'
import { type CellFacts, passportCells } from './cells'
import { expiries } from './expiry'
import { monthsBetween } from './months'
import { ridge, routeOf } from './route'
import { standingTitle } from './standing'
import { measureStrip } from './strip'

const day = calendarDate
const today = day('2026-09-16')
const left = (until: string) => Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000)
const quiet = { offers: 0, openCases: 0, approved: 0, refused: 0 }
const one = (answer: 'yes' | 'no' | 'unknown') => ({ key: answer, label: '', evidence: '', source: '', answer })

test('the title says where one is and what is missing', () => {
  expect(standingTitle('makerspace', [one('yes'), one('no'), one('no')], quiet)).toBe('你在 C1，离 C2 还差 2 项')
  expect(standingTitle('makerspace', [one('no'), one('unknown')], quiet)).toBe('你在 C1，离 C2 还差 1 项，1 项还没核')
  expect(standingTitle('makerspace', [one('yes'), one('unknown')], quiet)).toBe('你在 C1，离 C2 有 1 项还没核')
  expect(standingTitle('makerspace', [one('yes')], quiet)).toBe('你在 C1，可以升到 C2 了')
  expect(standingTitle('industrial_park', [], quiet)).toBe('你到顶峰了')
  expect(standingTitle(null, [], { ...quiet, openCases: 2 })).toBe('申请交了，2 件在办')
  expect(standingTitle(null, [], { ...quiet, offers: 1, openCases: 2 })).toBe('给你留了位置，等你确认')
  expect(standingTitle(null, [], { ...quiet, refused: 1 })).toBe('这次没有通过，改好了随时可以再申请')
  expect(standingTitle(null, [], { ...quiet, refused: 1, openCases: 1 })).toBe('申请交了，1 件在办')
  expect(standingTitle(null, [], quiet)).toBe('从这里出发')
})

test('full months, and never less than none', () => {
  expect(monthsBetween(day('2026-01-31'), day('2026-02-28'))).toBe(0)
  expect(monthsBetween(day('2026-01-16'), today)).toBe(8)
  expect(monthsBetween(today, day('2026-01-16'))).toBe(0)
})

test('on the route camps come in their order, those reached behind the climber, all within the limit', () => {
  const stage = fc.constantFrom(...stages.map((camp) => camp.stage))
  fc.assert(
    fc.property(
      stage,
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 12, max: 60 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 }),
      (at, months, limit, refs) => {
        const sorted = [...refs].sort((a, b) => a - b)
        const route = routeOf(at, months, limit, (camp) => sorted[stages.findIndex((one) => one.stage === camp)] ?? 0)
        const places = route.camps.map((camp) => camp.month)
        expect(route.now).toBeLessThanOrEqual(limit)
        for (const camp of route.camps) {
          expect(camp.month).toBeLessThanOrEqual(limit)
          if (camp.state === 'passed') expect(camp.month).toBeLessThanOrEqual(route.now)
          else expect(camp.month).toBeGreaterThanOrEqual(route.now)
        }
        expect([...places].sort((a, b) => a - b)).toEqual(places)
        expect(route.camps.filter((camp) => camp.state === 'next').length).toBe(at === 'industrial_park' ? 0 : 1)
      },
    ),
  )
})

test('the ridge stays on the sheet', () => {
  fc.assert(fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (share) => ridge(share) > 0 && ridge(share) < 1.06))
})

test('actions by deadline; what has none comes last', () => {
  const actions = nextActions(
    {
      offers: [{ caseNo: 'GW-1', units: ['A-1', 'A-2'], respondBy: new Date('2026-09-18T09:00:00Z') }],
      supplements: [{ caseNo: 'GY-1', item: '创业公寓', asked: ['学籍证明'], dueOn: day('2026-09-17') }],
      agreements: [{ number: 'XY-1', title: '看过协议，签字', text: '签了管委会再签，然后就能申请拨款' }],
      confirmations: [{ token: 't', venture: '听轴', leader: '周予安' }],
      draft: { id: 'd', title: '听轴', done: 3, of: 10, unconfirmed: 0 },
    },
    left,
  )
  expect(actions.map((action) => action.key)).toEqual(['supplement:GY-1', 'offer:GW-1', 'agreement:XY-1', 'confirm:t', 'draft:d'])
  expect(actions[1]?.due).toEqual({ on: '2026-09-18', text: '9月18日（周五）17:00 前', leftDays: 2 })
})

const bare: CellFacts = {
  today,
  holdings: [],
  running: {},
  loan: null,
  mentor: null,
  closed: {},
  waitingFlat: null,
  rules: { loanCapYuan: 500_000, freeNights: 7, deskMax: 4 },
}
const cells = (facts: Partial<CellFacts>) => Object.fromEntries(passportCells({ ...bare, ...facts }).map((cell) => [cell.key, cell]))

test('six cells; what is not there says what can be done, or why not', () => {
  expect(passportCells(bare).map((cell) => cell.key)).toEqual(['desk', 'rent', 'loan', 'mentor', 'inn', 'flat'])
  expect(cells({}).loan?.note).toBe('可以申请，最高 500,000 元')
  expect(cells({ closed: { loan: '公司还没注册' } }).loan?.note).toBe('公司还没注册')
  expect(cells({}).inn).toMatchObject({ value: '0', used: 0, note: '剩 7 晚，到驿站窗口登记' })
})

test('numbers of the cells are those of the rows', () => {
  const desk = { kind: 'desk' as const, place: '众创中心 3 层', state: 'occupied', from: day('2026-01-16'), lastDay: day('2027-01-15') }
  const held = cells({
    holdings: [
      { ...desk, code: 'A-1' },
      { ...desk, code: 'A-2' },
    ],
  })
  expect(held.desk).toMatchObject({ value: '2', frame: '到 2027-01-15', used: 67 })
  expect(held.rent).toMatchObject({ value: '8', frame: '这一期 12 个月' })
  expect(cells({ loan: { amountFen: 20_000_000n, balanceFen: 15_000_000n } }).loan).toMatchObject({ value: '150,000', used: 25 })
  expect(cells({ holdings: [{ ...desk, code: 'A-1', state: 'offered' }] }).desk).toMatchObject({ unit: '个给你留着', pending: true })
  expect(cells({ waitingFlat: 4 }).flat).toMatchObject({ value: '第 4', pending: true })
})

test('the strip: in use, open, not eligible and not to be judged yet, with the reason', () => {
  const measure = (code: string, eligible: 'yes' | 'no' | 'unknown', conditions: Parameters<typeof measureStrip>[0][number]['conditions'] = []) => ({
    code,
    no: 1,
    name: code,
    openForApply: true,
    eligible,
    conditions,
  })
  const strip = measureStrip(
    [
      measure('office', 'no'),
      measure('flat', 'yes'),
      measure('loan', 'no', [{ label: '公司注册在高新区', answer: 'no', pending: null, fix: '先办公司注册' }]),
      measure('pending', 'unknown', [{ label: '公布的条件', answer: 'unknown', pending: '还没有公布', fix: null }]),
    ],
    new Set(['office']),
    new Set(),
  )
  expect(strip.map(({ state, reason }) => [state, reason])).toEqual([
    ['used', '在用'],
    ['open', '可以申请'],
    ['not', '不符合「公司注册在高新区」：先办公司注册'],
    ['unknown', '还没有公布'],
  ])
})

test('what ends, nearest first; the past is left out and equal terms are one line', () => {
  const term = { kind: 'desk' as const, on: day('2027-03-31') }
  const list = expiries({
    today,
    offers: [{ caseNo: 'GW-1', units: ['A-1'], on: day('2026-09-18') }],
    cases: [{ caseNo: 'DK-1', item: '贷款', on: day('2026-09-15'), supplement: false }],
    terms: [
      { ...term, code: 'A-1' },
      { ...term, code: 'A-2' },
    ],
    limitOn: day('2030-01-16'),
    graduationUntil: null,
  })
  expect(list.map((one) => [one.on, one.title])).toEqual([
    ['2026-09-18', '确认 A-1 的最后一天'],
    ['2027-03-31', '工位使用期满（A-1、A-2）'],
    ['2030-01-16', '孵化最长年限到期'],
  ])
  expect(new Set(list.map((one) => one.key)).size).toBe(list.length)
})
