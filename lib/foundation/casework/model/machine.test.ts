import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkMachine, events, step } from '@/lib/kernel/machine'
import { caseMachine, caseWords, statesOf } from './machine'

describe('the case machine', () => {
  test('has no unreachable state, no dead end, no exit from an end', () => expect(checkMachine(caseMachine)).toEqual([]))

  test('has the states of the database, in the same order', () => {
    const schema = readFileSync('prisma/schema/casework.prisma', 'utf8')
    const listed = /enum CaseState \{([^}]*)\}/.exec(schema)?.[1]?.trim().split(/\s+/)
    expect(listed).toEqual([...caseMachine.states])
  })

  test('every group names states that exist; open cases are those that are neither ended nor rejected', () => {
    for (const states of Object.values(caseMachine.groups)) for (const state of states) expect(caseMachine.states).toContain(state)
    const closed = [...caseMachine.terminal, 'rejected', 'appealed']
    expect([...statesOf('open')].sort()).toEqual(caseMachine.states.filter((state) => !closed.includes(state as (typeof closed)[number])).sort())
  })

  test('accepts straight from what was handed in, and can be withdrawn until it is decided', () => {
    expect(step(caseMachine, 'submitted', 'accept')).toEqual({ ok: true, value: 'accepted' })
    for (const state of ['submitted', 'intake_check', 'supplement_required', 'accepted', 'eligibility_review', 'panel_decision'] as const)
      expect(events(caseMachine, state)).toContain('withdraw')
    for (const state of ['approved', 'rejected', 'not_accepted'] as const) expect(events(caseMachine, state)).not.toContain('withdraw')
  })

  test('only the decision approves, and what was sent back is reviewed again', () => {
    const before = caseMachine.states.filter((state) => Object.values(caseMachine.transitions[state] ?? {}).includes('approved'))
    expect(before).toEqual(['panel_decision', 'public_notice'])
    expect(step(caseMachine, 'panel_decision', 'send_back')).toEqual({ ok: true, value: 'eligibility_review' })
  })

  test('the queue’s indexes repeat the open states', () => {
    const sql = readFileSync('prisma/migrations/20261124030000_queue_indexes/migration.sql', 'utf8')
    const index = /CREATE INDEX case_queue ON .* WHERE state IN \(([^)]*)\)/.exec(sql)?.[1]
    expect(index?.split(', ').map((word) => word.slice(1, -1))).toEqual([...statesOf('open')])
  })
})

describe('the words of a state', () => {
  test.each(caseMachine.states)('%s has a word for everybody', (state) => {
    for (const audience of ['applicant', 'staff', 'public'] as const) expect(caseWords[state][audience]).toMatch(/\p{Script=Han}/u)
  })

  test('applicants read no word of the office', () => {
    const office = /予以|特此|依据|规定|相关|进行|实施|补正|审定|受理审查|[!！]|[a-z_]/
    for (const state of caseMachine.states) expect(caseWords[state].applicant).not.toMatch(office)
  })
})
