import { expect, test } from 'vitest'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import { completeDraft } from '@/prisma/factories/drafts'
import { faultsOf, sectionKeys, sections } from './form'
import { mergePrefill, prefillFromCheck } from './prefill'
import { answerText, askedOf, topics, withLimits } from './questions'
import { minutesLeft, nextTask, submitFault, taskList } from './tasks'

const limits = { desks: 4, loanFen: 50_000_000 }
const facts = (data = completeDraft(), rest = {}) => ({ data, unconfirmed: 0, missingFiles: 0, wantedAny: true, limits, ...rest })
const statusOf = (key: string, from = facts()) => taskList(from).find((task) => task.key === key)?.status

test('every field of the form is asked once, and nothing else is asked', () => {
  for (const key of sectionKeys) {
    const asked = topics[key].questions.map((question) => question.name)
    expect([...asked].sort(), key).toEqual(Object.keys(sections[key].shape).sort())
    for (const { when } of topics[key].questions) if (when) expect(asked).toContain(when[0])
  }
})

test('every fault of an empty form is a sentence, beside a field that is asked', () => {
  for (const key of sectionKeys)
    for (const [field, code] of Object.entries(faultsOf(key, {}, limits))) {
      expect(isKnownCode(code), `${key}.${field}: ${code}`).toBe(true)
      expect(errorText(code)).not.toMatch(/没有做成/)
      expect(topics[key].questions.some((question) => question.name === field)).toBe(true)
    }
})

test('how much may be asked for follows the rule rows, in the check and in the words', () => {
  const more = { desks: 6, loanFen: 80_000_000 }
  const desk = (count: string, rules = limits) => faultsOf('desk', { want: 'yes', count, byWindow: 'no' }, rules).count
  expect([desk('4'), desk('5'), desk('0'), desk('５', more), desk('7', more)]).toEqual([
    undefined,
    'count.range:1:4',
    'count.range:1:4',
    undefined,
    'count.range:1:6',
  ])
  expect([desk(''), desk('两')]).toEqual(['text.empty', 'count.format'])
  const loan = (amount: string, rules = limits) => faultsOf('loan', { want: 'yes', amount, use: '买一台显微镜' }, rules).amount
  expect([loan('500000'), loan('500000.01'), loan('800,000', more)]).toEqual([undefined, 'money.over_cap:50000000', undefined])
  expect(errorText('money.over_cap:50000000')).toBe('不得超过 50 万元')
  expect(withLimits(topics.loan.note ?? '', more)).toBe('最高 80 万元')
  expect(withLimits(topics.desk.why, more)).toContain('一队最多 6 个')
  for (const { note, why, questions } of Object.values(topics))
    expect([note, why, ...questions.map((one) => one.hint)].map((text) => withLimits(text ?? '', limits)).join()).not.toMatch(/[{}]/)
})

test('a question that another answer calls for is asked only then', () => {
  expect(askedOf('desk', { want: 'no' }).map((q) => q.name)).toEqual(['want'])
  expect(askedOf('desk', { want: 'yes' }).map((q) => q.name)).toEqual(['want', 'count', 'byWindow'])
  expect(answerText({ name: 'graduatedOn', kind: 'month', label: '' }, '2025-06')).toBe('2025 年 6 月')
  expect(answerText(topics.desk.questions[0] ?? { name: '', kind: 'text', label: '' }, 'yes')).toBe('要')
})

test('the answers of the eligibility check become the beginning of a form', () => {
  const data = prefillFromCheck({
    status: 'graduated',
    graduatedOn: '2025-06-01',
    companyRegistered: 'no',
    worksInZone: 'yes',
    localHome: 'no',
    wants: 'desk,loan',
  })
  expect(data).toEqual({
    identity: { status: 'graduated', graduatedOn: '2025-06', localHome: 'no' },
    company: { registered: 'no', worksInZone: 'yes' },
    desk: { want: 'yes' },
    loan: { want: 'yes' },
  })
})

test('an address with anything else carries nothing over', () => {
  expect(
    prefillFromCheck({ status: 'none', graduatedOn: '2025-13', companyRegistered: 'maybe', wants: 'palace,project', project: 'x', wantsx: ['desk'] }),
  ).toEqual({})
  expect(prefillFromCheck({ wants: ['desk', 'flat'] })).toEqual({})
})

test('what was typed before stays; only empty topics are filled, and they are named', () => {
  const { data, filled } = mergePrefill({ company: { registered: 'yes' } }, { company: { registered: 'no' }, desk: { want: 'yes' } })
  expect(data.company).toEqual({ registered: 'yes' })
  expect(data.desk).toEqual({ want: 'yes' })
  expect(filled).toEqual({ desk: 'want' })
})

test('the task list is computed: done, half, waiting, blocked', () => {
  expect(taskList(facts()).every((task) => task.status === 'done' || task.key === 'check')).toBe(true)
  expect(statusOf('check')).toBe('todo')
  expect(statusOf('team', facts(undefined, { unconfirmed: 1 }))).toBe('waiting')
  expect(statusOf('files', facts(undefined, { missingFiles: 1 }))).toBe('todo')
  const { project: _, ...rest } = completeDraft()
  expect(statusOf('project', facts(rest))).toBe('todo')
  expect(statusOf('loan', facts({ ...rest, loan: { want: 'yes', amount: '1', use: '样机材料费' } }))).toBe('blocked')
  // who wants no loan is not held up by it
  expect(statusOf('loan', facts({ ...rest, loan: { want: 'no' } }))).toBe('done')
  expect(statusOf('check', facts(rest))).toBe('blocked')
})

test('the next topic is the next open one, then the last check, then none', () => {
  const draft = completeDraft()
  const { property: _, ...gap } = draft
  expect(nextTask(taskList(facts(gap)), 'project')).toBe('property')
  expect(nextTask(taskList(facts(gap)), 'coaching')).toBe('property')
  expect(nextTask(taskList(facts()), 'identity')).toBe('check')
  expect(minutesLeft(taskList(facts()))).toBe(0)
  expect(minutesLeft(taskList(facts(gap)))).toBe(topics.property.minutes)
})

test('why it cannot be submitted, in the order in which it matters', () => {
  expect(submitFault(facts())).toBeNull()
  expect(submitFault(facts(undefined, { wantedAny: false }))).toBe('nothing_wanted')
  expect(submitFault(facts(undefined, { missingFiles: 1, unconfirmed: 1 }))).toBe('not_complete')
  expect(submitFault(facts(undefined, { unconfirmed: 1 }))).toBe('unconfirmed')
})
