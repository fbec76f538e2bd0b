import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formDefinitionSchema, formDiff } from '@/lib/foundation/programme/model/form-definition'
import { readGrantPlan } from '@/lib/foundation/programme/model/grant-plan'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import { completeDraft, grantDraft } from '@/prisma/factories/drafts'
import { faultsOf, sectionKeys, sections } from './form'
import { definitionOf, formVersions, sectionsOf } from './form-version'
import { mergePrefill, prefillFromCheck, takeOver } from './prefill'
import { answerText, askedOf, topics, withLimits } from './questions'
import { minutesLeft, nextTask, submitFault, taskList, wantedSupports } from './tasks'

const limits = { desks: 4, loanFen: 50_000_000, grantFen: 30_000_000 }
const rolling = sectionsOf({ formVersion: 1, measures: ['office', 'flat', 'loan', 'coaching'] })
const facts = (data = completeDraft(), rest = {}) => ({ data, unconfirmed: 0, missingFiles: 0, wantedAny: true, limits, sections: rolling, ...rest })
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
  const more = { desks: 6, loanFen: 80_000_000, grantFen: 30_000_000 }
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
  const { data, filled } = mergePrefill(
    { company: { registered: 'yes' } },
    { company: { registered: 'no' }, desk: { want: 'yes' }, grant: { want: 'yes' } },
    rolling,
  )
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

const panel = sectionsOf({ formVersion: 2, measures: ['grant', 'office'] })

test('a round asks the sections of its version, and of the supports what it offers', () => {
  expect(rolling).not.toContain('grant')
  expect(panel).toEqual(['identity', 'project', 'property', 'company', 'desk', 'grant'])
  expect(taskList(facts(grantDraft(), { sections: panel })).map((task) => task.key)).toEqual([
    'identity',
    'team',
    'project',
    'property',
    'company',
    'grant',
    'desk',
    'files',
    'check',
  ])
  expect(wantedSupports(grantDraft(), panel)).toEqual(['grant'])
  // what the round does not offer is not asked for, whatever stands in the data
  expect(wantedSupports(grantDraft(), rolling)).toEqual([])
})

test('项目资助: amount within the cap, use, and milestones in order with their proof', () => {
  const grant = grantDraft().grant ?? {}
  const faults = (change: Record<string, string>) => faultsOf('grant', { ...grant, ...change }, limits)
  expect(faults({})).toEqual({})
  expect(faults({ amount: '300000' })).toEqual({})
  expect(faults({ amount: '300000.01' })).toEqual({ amount: 'money.over_cap:30000000' })
  expect(faults({ steps: '3' })).toEqual({ goal3: 'text.too_short:4', by3: 'date.format', proof3: 'text.too_short:4' })
  expect(faults({ by2: '2027-02' })).toEqual({ by2: 'grant.step_order' })
  expect(faults({ steps: '', use: '买' })).toEqual({ steps: 'choice.missing', use: 'text.too_short:10' })
  expect(faultsOf('grant', { want: 'no' }, limits)).toEqual({})
  const asked = (change: Record<string, string>) => askedOf('grant', { ...grant, ...change }).map((question) => question.name)
  expect(asked({ steps: '1' })).toEqual(['want', 'amount', 'use', 'steps', 'goal1', 'by1', 'proof1'])
  // the steps that were chosen before do not come back when the support is not wanted any more
  expect(asked({ want: 'no' })).toEqual(['want'])
  expect(readGrantPlan({ grant })).toEqual({
    amountFen: 10_000_000n,
    use: '样机试制 60,000 元\n第三方送检 40,000 元',
    steps: [
      { goal: '样机在两家泵厂连续运行三个月', by: '2027-03', proof: '两家泵厂盖章的运行记录' },
      { goal: '送检合格，签下五家付费客户', by: '2027-09', proof: '检测报告和五份合同' },
    ],
  })
  expect(readGrantPlan({ grant: { ...grant, want: 'no' } })).toBeNull()
})

test('沿用上次填写: only what the new form asks, each field marked; what no longer fits the limits is open again', () => {
  const earlier = { ...completeDraft('4'), project: { ...completeDraft().project, gone: 'x' } }
  const { data, taken } = takeOver(earlier, panel)
  expect(Object.keys(data)).toEqual(['identity', 'project', 'property', 'company', 'desk'])
  expect(data.project).not.toHaveProperty('gone')
  expect(taken.desk).toBe('want,count,byWindow')
  const fewer = { ...limits, desks: 2 }
  expect(statusOf('desk', facts(data, { sections: panel }))).toBe('done')
  expect(statusOf('desk', facts(data, { sections: panel, limits: fewer }))).toBe('doing')
})

// a version that is in use is never changed: who changes its words makes a new version and adds its fingerprint here
test('the versions of the form are as they were published', () => {
  const fingerprints = formVersions.map(({ version }) =>
    createHash('sha256')
      .update(JSON.stringify(definitionOf(version)))
      .digest('hex')
      .slice(0, 12),
  )
  expect(fingerprints).toEqual(['6173b53cc2e6', '3ca00a018ff0'])
  for (const { version } of formVersions) expect(formDefinitionSchema.parse(JSON.parse(JSON.stringify(definitionOf(version))))).toEqual(definitionOf(version))
})

test('the difference of two versions names every added, gone and changed question', () => {
  const [first, second] = [definitionOf(1), definitionOf(2)]
  const diff = formDiff(first, second)
  expect(diff.filter((one) => one.change !== 'same').map((one) => [one.key, one.change])).toEqual([['grant', 'added']])
  const back = formDiff(second, first)
  expect(back.filter((one) => one.change !== 'same').map((one) => [one.key, one.change, one.questions.every((q) => q.change === 'removed')])).toEqual([
    ['grant', 'removed', true],
  ])
  const reworded = structuredClone(first)
  const question = reworded.sections[0]?.questions[0]
  if (question) question.label = '你是'
  expect(
    formDiff(first, reworded)[0]
      ?.questions.map((one) => one.change)
      .slice(0, 2),
  ).toEqual(['changed', 'same'])
  fc.assert(
    fc.property(fc.subarray(second.sections), fc.subarray(second.sections), (before, after) => {
      const keys = formDiff({ sections: before }, { sections: after }).map((one) => one.key)
      expect(new Set(keys)).toEqual(new Set([...before, ...after].map((one) => one.key)))
      expect(keys.filter((key) => after.some((one) => one.key === key))).toEqual(after.map((one) => one.key))
    }),
  )
})
