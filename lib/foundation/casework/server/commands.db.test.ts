import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { toWire } from '@/lib/platform/action'
import type { Command, Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type CaseWish, makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import type { CaseState } from '../model/machine'
import { accept } from './commands/accept'
import { assign } from './commands/assign'
import { checkMaterial } from './commands/check-material'
import { addNote } from './commands/note'
import { pause } from './commands/pause'
import { refuse } from './commands/refuse'
import { requireSupplement } from './commands/require-supplement'
import { finalDecision, firstReview, sendBack } from './commands/review'
import { withdrawCase } from './commands/withdraw'

const wednesday = calendarDate('2026-09-16')
let clerk: MadePerson
let clerk2: MadePerson
let leader: MadePerson
let founder: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, clerk2, leader, founder] = await Promise.all([
    makePerson(db, '何静', ['intake']),
    makePerson(db, '谭维', ['intake']),
    makePerson(db, '顾怀民', ['leader']),
    makePerson(db, '周予安'),
  ])
})
afterAll(closeTestDatabase)

const made = (state: CaseState, more: Partial<CaseWish> = {}) =>
  makeCase(db, { founder, state, on: wednesday, acceptedBy: clerk.userId, reviewedBy: clerk2, ...more })

const versionOf = async (caseNo: string) => (await db.case.findUniqueOrThrow({ where: { caseNo } })).version
const stateOf = async (caseNo: string) => (await db.case.findUniqueOrThrow({ where: { caseNo } })).state

interface Verb {
  readonly name: string
  /** Where the command is at home. */
  readonly from: CaseState
  readonly wish?: Partial<CaseWish>
  readonly to: CaseState
  /** A state in which it must be refused. */
  readonly never: CaseState
  readonly who: () => readonly [MadePerson, RoleCode]
  readonly run: (ctx: Ctx, caseNo: string, version: number) => Promise<unknown>
  readonly audit: string
}

const bind =
  <I>(command: Command<I, unknown>, input: (caseNo: string, version: number) => I) =>
  (ctx: Ctx, caseNo: string, version: number) =>
    command(ctx, input(caseNo, version))

const opinion = { decision: 'concur', reason: '材料齐全，符合条件' } as const
const window = () => [clerk, 'intake'] as const
const other = () => [clerk2, 'intake'] as const
const lead = () => [leader, 'leader'] as const
const own = () => [founder, 'applicant'] as const

const verbs: readonly Verb[] = [
  {
    name: 'accept',
    from: 'submitted',
    to: 'accepted',
    never: 'panel_decision',
    who: window,
    audit: 'case.accepted',
    run: bind(accept, (caseNo, version) => ({ caseNo, version })),
  },
  {
    name: 'require supplement',
    from: 'submitted',
    wish: { without: ['plan'] },
    to: 'supplement_required',
    never: 'accepted',
    who: window,
    audit: 'case.supplement_required',
    run: bind(requireSupplement, (caseNo, version) => ({ caseNo, version, items: [{ key: 'plan', remark: '没有交' }] })),
  },
  {
    name: 'refuse',
    from: 'submitted',
    to: 'not_accepted',
    never: 'accepted',
    who: window,
    audit: 'case.refused',
    run: bind(refuse, (caseNo, version) => ({ caseNo, version, reason: '申请人已毕业七年，超过五年', legalBasis: '平台默认规则第三条' })),
  },
  {
    name: 'first review',
    from: 'accepted',
    to: 'panel_decision',
    never: 'submitted',
    who: other,
    audit: 'case.first_reviewed',
    run: bind(firstReview, (caseNo, version) => ({ caseNo, version, ...opinion })),
  },
  {
    name: 'final decision',
    from: 'panel_decision',
    to: 'approved',
    never: 'accepted',
    who: lead,
    audit: 'case.approved',
    run: bind(finalDecision, (caseNo, version) => ({ caseNo, version, ...opinion })),
  },
  {
    name: 'rejection',
    from: 'panel_decision',
    to: 'rejected',
    never: 'approved',
    who: lead,
    audit: 'case.rejected',
    run: bind(finalDecision, (caseNo, version) => ({ caseNo, version, decision: 'reject' as const, reason: '同类项目已有三个在孵' })),
  },
  {
    name: 'send back',
    from: 'panel_decision',
    to: 'eligibility_review',
    never: 'accepted',
    who: lead,
    audit: 'case.sent_back',
    run: bind(sendBack, (caseNo, version) => ({ caseNo, version, reason: '请再核一次学历' })),
  },
  {
    name: 'withdraw',
    from: 'panel_decision',
    to: 'withdrawn',
    never: 'approved',
    who: own,
    audit: 'case.withdrawn',
    run: bind(withdrawCase, (caseNo, version) => ({ caseNo, version })),
  },
  {
    name: 'assign',
    from: 'submitted',
    to: 'submitted',
    never: 'withdrawn',
    who: window,
    audit: 'case.assigned',
    run: (ctx, caseNo, version) => assign(ctx, { caseNo, version, userId: clerk2.userId }),
  },
  {
    name: 'pause',
    from: 'accepted',
    to: 'accepted',
    never: 'submitted',
    who: window,
    audit: 'case.paused',
    run: bind(pause, (caseNo, version) => ({ caseNo, version, reason: 'outside_authority' as const, detail: '等住建局回函' })),
  },
  {
    name: 'check a material',
    from: 'submitted',
    to: 'submitted',
    never: 'accepted',
    who: window,
    audit: 'case.material_checked',
    run: async (ctx, caseNo) => {
      const { fileId } = await db.caseMaterial.findFirstOrThrow({ where: { case: { caseNo }, key: 'plan' } })
      return checkMaterial(ctx, { caseNo, key: 'plan', fileId: fileId ?? '', ok: true, remark: '' })
    },
  },
  {
    name: 'note',
    from: 'accepted',
    to: 'accepted',
    never: 'accepted',
    who: window,
    audit: 'case.noted',
    run: bind(addNote, (caseNo) => ({ caseNo, internal: true, text: '电话问过了' })),
  },
]

describe.each(verbs)('$name', (verb) => {
  const act = async (caseNo: string, [person, role] = verb.who(), roles: readonly RoleCode[] = [role]) =>
    verb.run(ctxOf(person, roles, at('2026-09-17')), caseNo, await versionOf(caseNo))

  test('happy: the state follows and the audit has a row', async () => {
    const { caseNo } = await made(verb.from, verb.wish)
    await act(caseNo)
    expect(await stateOf(caseNo)).toBe(verb.to)
    const rows = await db.auditEvent.findMany({ where: { subjectKind: 'case', subjectId: caseNo } })
    expect(rows.map((row) => [row.action, row.outcome, row.actorId])).toContainEqual([verb.audit, 'ok', verb.who()[0].userId])
  })

  const strangers: readonly RoleCode[] = [
    'applicant',
    'reviewer',
    'space',
    'finance',
    'service',
    'mentor',
    'enterprise',
    'sys_admin',
    'sec_admin',
    'auditor',
    'observer',
  ]
  test.each(strangers)('denied for %s, as a missing thing, and nothing changes', async (role) => {
    const { caseNo } = await made(verb.from, verb.wish)
    const before = await db.case.findUniqueOrThrow({ where: { caseNo } })
    const stranger = await makePerson(db, '路人甲', [role])
    const refused = act(caseNo, [stranger, role])
    await expect(refused).rejects.toMatchObject({ kind: 'not_found' })
    expect(await db.case.findUniqueOrThrow({ where: { caseNo } })).toEqual(before)
    const wire = await toWire(await refused.catch((error: unknown) => error), `test.${verb.name}`, ctxOf(stranger, [role]).actor, `denied-${caseNo}-${role}`)
    expect(wire.code).toBe('not_found')
    const row = await db.auditEvent.findFirstOrThrow({ where: { requestId: `denied-${caseNo}-${role}` } })
    expect([row.outcome, row.actorId]).toEqual(['denied', stranger.userId])
  })

  if (verb.name !== 'note')
    test('refused in a state it does not belong to', async () => {
      const { caseNo } = await made(verb.never, { ...verb.wish, without: [] })
      await expect(act(caseNo)).rejects.toMatchObject({ code: verb.name === 'pause' ? 'case.no_running_clock' : 'case.state_changed' })
      expect(await stateOf(caseNo)).toBe(verb.never)
    })

  if (verb.name !== 'withdraw')
    test('refused on a case of one’s own, whatever the role', async () => {
      const [, role] = verb.who()
      const { caseNo } = await made(verb.from, { ...verb.wish, founder })
      await expect(act(caseNo, [founder, role], [role, 'applicant'])).rejects.toMatchObject({ code: 'policy.own_case' })
      expect(await stateOf(caseNo)).toBe(verb.from)
    })

  if (!['note', 'check a material'].includes(verb.name))
    test('two at once: one acts, the other is told', async () => {
      const { caseNo } = await made(verb.from, verb.wish)
      const version = await versionOf(caseNo)
      const [person, role] = verb.who()
      const rival = role === 'applicant' ? person : await makePerson(db, '宋时雨', [role])
      const both = await Promise.allSettled([person, rival].map((one) => verb.run(ctxOf(one, [role], at('2026-09-17')), caseNo, version)))
      expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
      const by = both[0]?.status === 'fulfilled' ? person.name : rival.name
      expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { kind: 'conflict', code: 'case.stale', params: { by } } })
      expect(await db.auditEvent.count({ where: { subjectId: caseNo, action: verb.audit } })).toBe(1)
    })
})
