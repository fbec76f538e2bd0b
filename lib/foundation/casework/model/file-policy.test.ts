import { expect, test } from 'vitest'
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { filePolicy } from './file-policy'

const actor = (personId: string, ...roles: RoleCode[]): Actor => ({
  userId: `u-${personId}`,
  personId,
  name: personId,
  roles: new Set(roles),
  departments: new Set(),
  sessionId: 's',
})
const onCase = (approved: boolean) => ({ applicantPersonId: 'owner', teamPersonIds: ['mate'], acceptedBy: null, signers: [], measureCode: 'office', approved })
const file = (purpose: string, ...cases: ReturnType<typeof onCase>[]) => ({ ownerPersonId: 'owner', teamPersonIds: ['owner', 'mate'], purpose, cases })
const may = (who: Actor | null, purpose: string, ...cases: ReturnType<typeof onCase>[]) => filePolicy['file.read'](who, file(purpose, ...cases)).allow

test('of the staff the window opens every material, leaders the plan alone, nobody else any', () => {
  const opens = (role: RoleCode) => ['plan', 'study', 'identity'].filter((purpose) => may(actor('staff', role), purpose, onCase(true)))
  expect(opens('intake')).toEqual(['plan', 'study', 'identity'])
  expect(opens('leader')).toEqual(['plan'])
  for (const role of ['auditor', 'space', 'finance', 'sys_admin'] as const) expect(opens(role)).toEqual([])
  expect(may(actor('staff', 'intake'), 'plan')).toBe(false)
})

test('a file of a draft is its owner’s and the team’s; the scan is the owner’s alone', () => {
  expect([may(actor('owner'), 'plan'), may(actor('mate'), 'plan'), may(actor('clerk', 'intake'), 'plan')]).toEqual([true, true, false])
  expect([may(actor('owner'), 'identity'), may(actor('mate'), 'identity')]).toEqual([true, false])
  expect(may(null, 'plan', onCase(true))).toBe(false)
})
