import { expect, test } from 'vitest'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import { completeDraft } from '@/prisma/factories/drafts'
import { faultsOf, sectionKeys, sections } from './form'
import { mergePrefill, prefillFromCheck } from './prefill'
import { answerText, askedOf, topics } from './questions'
import { minutesLeft, nextTask, submitFault, taskList } from './tasks'

const facts = (data = completeDraft(), rest = {}) => ({ data, unconfirmed: 0, missingFiles: 0, wantedAny: true, ...rest })
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
    for (const [field, code] of Object.entries(faultsOf(key, {}))) {
      expect(isKnownCode(code), `${key}.${field}: ${code}`).toBe(true)
      expect(errorText(code)).not.toMatch(/没有做成/)
      expect(topics[key].questions.some((question) => question.name === field)).toBe(true)
    }
})

test('a question that another answer calls for is asked only then', () => {
  expect(askedOf('desk', { want: 'no' }).map((q) => q.name)).toEqual(['want'])
  expect(askedOf('desk', { want: 'yes' }).map((q) => q.name)).toEqual(['want', 'count', 'byWindow'])
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
