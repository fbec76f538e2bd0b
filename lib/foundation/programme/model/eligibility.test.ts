import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { type Answers, answersToQuery, nextQuestion, readAnswers, supports } from './answers'
import { bindRules, rulesNamed, storedConditionSchema } from './condition'
import { judge } from './eligibility'
import { measures } from './measures'
import { rules } from './rules'

const values = Object.fromEntries(rules.map((rule) => [rule.key, rule.value]))
const today = calendarDate('2026-11-24')
const of = (code: string, answers: Answers, on = today) => {
  const measure = measures.find((one) => one.code === code)
  if (!measure) throw new Error(code)
  return judge(measure.condition, values, answers, on)
}
const all = (answers: Answers) => Object.fromEntries(['office', 'flat', 'coaching', 'loan'].map((code) => [code, of(code, answers).eligible]))

const settled = { worksInZone: 'yes', localHome: 'no' } as const

describe('typical persons', () => {
  test('a student without a company has everything but the loan, and is told how to get it', () => {
    const answers: Answers = { status: 'enrolled', companyRegistered: 'no', ...settled }
    expect(all(answers)).toEqual({ office: 'yes', flat: 'yes', coaching: 'yes', loan: 'no' })
    expect(of('loan', answers).conditions.find((one) => one.answer === 'no')).toMatchObject({ label: '公司注册在高新区', fix: '先办公司注册，窗口可以帮办' })
  })

  test('a graduate with a company has all four, until five years after the month', () => {
    const answers: Answers = { status: 'graduated', graduatedOn: '2024-06', companyRegistered: 'yes', ...settled }
    expect(all(answers)).toEqual({ office: 'yes', flat: 'yes', coaching: 'yes', loan: 'yes' })
    expect(of('coaching', answers).conditions).toEqual([
      expect.objectContaining({ label: '在校，或毕业 5 年以内', answer: 'yes', until: '2029-06-01', from: null, missing: [] }),
    ])
    expect(of('coaching', answers, calendarDate('2029-06-01')).eligible).toBe('yes')
    expect(of('coaching', answers, calendarDate('2029-06-02')).eligible).toBe('no')
  })

  test('a graduate of long ago is told since when it is over', () => {
    const judged = of('coaching', { status: 'graduated', graduatedOn: '2019-06' })
    expect(judged.eligible).toBe('no')
    expect(judged.conditions[0]).toMatchObject({ until: '2024-06-01', missing: [] })
  })

  test('neither student nor graduate: no, and nothing is said to be missing', () => {
    expect(of('coaching', { status: 'none' })).toEqual({ eligible: 'no', conditions: [expect.objectContaining({ answer: 'no', missing: [] })] })
  })

  test('a local home costs the flat only', () => {
    expect(all({ status: 'enrolled', companyRegistered: 'yes', worksInZone: 'yes', localHome: 'yes' })).toEqual({
      office: 'yes',
      flat: 'no',
      coaching: 'yes',
      loan: 'yes',
    })
  })

  test('what was not said is unknown and named, never a silent no', () => {
    expect(all({})).toEqual({ office: 'unknown', flat: 'unknown', coaching: 'unknown', loan: 'unknown' })
    expect(of('coaching', { status: 'graduated' }).conditions[0]?.missing).toEqual(['graduatedOn'])
    expect(of('flat', { status: 'enrolled', worksInZone: 'unsure', localHome: 'no' }).conditions.map((one) => one.missing)).toEqual([[], ['worksInZone'], []])
  })

  test('what only the application asks is taken as a first one has it, and marked', () => {
    const assumed = (answers: Answers) =>
      of('loan', answers)
        .conditions.filter((one) => one.assumed)
        .map((one) => one.label)
    expect(assumed({})).toEqual(['没有还没处理完的资金追回', '不在停止申请的期限里（骗取、挪用资金，停 24 个月）', '借款不超过 500,000 元'])
    expect(assumed({ openClawback: 'no', banned: 'no', amountFen: 50_000_000 })).toEqual([])
    expect(of('loan', { amountFen: 50_000_001 }).conditions.at(-1)).toMatchObject({ answer: 'no', fix: '把金额改到 500,000 元以内' })
  })

  test('a placeholder is unknown with its reason, whatever is answered', () => {
    fc.assert(
      fc.property(fc.constantFrom('enrolled', 'graduated', 'none'), (status) => {
        const judged = of('pending-05', { status, companyRegistered: 'yes', ...settled })
        expect(judged.eligible).toBe('unknown')
        expect(judged.conditions[0]?.pending).toBe('这条举措的内容还没有公布，不能判断')
      }),
    )
  })
})

describe('conditions as rows', () => {
  test.each(measures.map((measure) => [measure.code, measure] as const))('%s is read back as it was stored, and its rules exist', (_code, { condition }) => {
    expect(storedConditionSchema.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition)
    for (const key of rulesNamed(condition)) expect(values).toHaveProperty([key])
  })

  test('another cap in the rule row is another answer', () => {
    const loan = measures.find((one) => one.code === 'loan')
    const judged = loan && judge(loan.condition, { ...values, 'loan.cap_yuan': 300_000 }, { amountFen: 40_000_000 }, today)
    expect(judged?.conditions.at(-1)).toMatchObject({ label: '借款不超过 300,000 元', answer: 'no' })
  })

  test('a missing rule stops, it is never guessed', () => {
    expect(() => bindRules({ fact: 'x', op: 'lte', rule: 'nowhere', label: '', clause: '' }, {})).toThrow('rule nowhere')
  })

  test('a damaged row is refused', () => {
    expect(storedConditionSchema.safeParse({ fact: 'enrolled', op: 'like', value: 1, label: '', clause: '' }).success).toBe(false)
  })
})

describe('answers in an address', () => {
  const said = fc.constantFrom('yes', 'no', 'unsure')
  const answersArbitrary = fc.record<Answers>(
    {
      status: fc.constantFrom('enrolled', 'graduated', 'none'),
      graduatedOn: fc.constantFrom('2019-01', '2024-06', '2026-12'),
      companyRegistered: said,
      worksInZone: said,
      localHome: said,
      wants: fc.subarray([...supports]),
    },
    { requiredKeys: [] },
  )

  test('come back as they were', () => {
    fc.assert(
      fc.property(answersArbitrary, (answers) => {
        const back = readAnswers(Object.fromEntries(new URLSearchParams(answersToQuery(answers))))
        expect(back).toEqual({ answers, monthFault: false })
      }),
    )
  })

  test('the form gets no «unsure»', () => {
    expect(answersToQuery({ status: 'enrolled', companyRegistered: 'unsure', wants: ['desk', 'loan'] }, { forForm: true })).toBe(
      'status=enrolled&wants=desk,loan',
    )
  })

  test('nonsense counts as not given; a wrong or an empty month is told', () => {
    expect(readAnswers({ status: 'king', worksInZone: ['yes', 'no'], wants: ['desk', 'moon'], graduatedOn: '去年' })).toEqual({
      answers: { worksInZone: 'yes', wants: ['desk'] },
      monthFault: true,
    })
    expect(readAnswers({ status: 'graduated', graduatedOn: ' ' }).monthFault).toBe(true)
    expect(readAnswers({ status: 'graduated' }).monthFault).toBe(false)
  })

  test('five questions in order; the month belongs to the first', () => {
    expect(nextQuestion({})).toEqual({ question: 'status', no: 1 })
    expect(nextQuestion({ status: 'graduated' })).toEqual({ question: 'graduatedOn', no: 1 })
    expect(nextQuestion({ status: 'enrolled' })).toEqual({ question: 'companyRegistered', no: 2 })
    expect(nextQuestion({ status: 'none', companyRegistered: 'no', worksInZone: 'no', localHome: 'no' })).toEqual({ question: 'wants', no: 5 })
    expect(nextQuestion({ status: 'none', companyRegistered: 'no', worksInZone: 'no', localHome: 'no', wants: [] })).toBeNull()
  })
})
