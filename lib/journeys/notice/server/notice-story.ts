import 'server-only'
// Decided cases, a published notice and an objection for the tests, up to where a test begins. Test support.
import { randomUUID } from 'node:crypto'
import { at, ctxOf } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase, type PanelCaseWish } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { admitObjection, investigateObjection } from './commands/handle'
import { objectOnline } from './commands/object'
import { publishNotice } from './commands/publish'

// Monday; Sunday the 20th is worked in place of the National Day week, so the fifth working day is that Sunday
export const monday = at('2026-09-14')
export const lastDay = at('2026-09-20', '23:30')
export const after = at('2026-09-21')
export const as = (person: MadePerson, roles: readonly RoleCode[], when = monday) => ctxOf(person, roles, when)
export const anybody = (when = monday, key: string = randomUUID()) => makeCtx(null, { clock: when, key })

export const versionOf = async (one: PanelCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).version
export const stateOf = async (one: PanelCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).state
export const chosen = async (...cases: PanelCase[]) => Promise.all(cases.map(async (one) => ({ caseNo: one.caseNo, version: await versionOf(one) })))
export const objectionOf = (number: string) => db.objection.findUniqueOrThrow({ where: { number } })

export const said = (notice: string, more: object = {}) => ({
  notice,
  line: 1,
  anonymous: false,
  name: '白既明',
  contact: '19907390888',
  facts: '这个项目和去年获奖的项目是同一个，内容没有变化',
  evidence: '去年的公示第 3 项，名称和介绍一样，网站上还能查到',
  ...more,
})

export const verdict = async <T extends object>(number: string, more: T) => ({
  number,
  version: (await objectionOf(number)).version,
  reason: '核实过，见调查记录',
  ...more,
})

export type NoticeStory = Awaited<ReturnType<typeof tellNotices>>

/** Two clerks, two leaders and who signed the cases; `freshRound` begins a round of its own. */
export async function tellNotices() {
  const staff = await makePanelStaff(db)
  const [clerk, clerk2, leader, leader2] = await Promise.all([
    makePerson(db, '沈知远', ['intake']),
    makePerson(db, '陆怀真', ['intake']),
    makePerson(db, '罗启明', ['leader']),
    makePerson(db, '顾怀民', ['leader']),
  ])
  let round = await makePanelRound(db)

  const publish = async (cases: PanelCase[], days = 5, ctx = as(clerk, ['intake'])) =>
    publishNotice(ctx, { roundId: round.id, cases: await chosen(...cases), days })

  return {
    staff,
    clerk,
    clerk2,
    leader,
    leader2,
    get round() {
      return round
    },
    async freshRound() {
      round = await makePanelRound(db)
    },
    /** A case of the round on which the meeting has voted. */
    made: (more: Partial<PanelCaseWish> = {}) => makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-09-11T02:00:00Z'), ...more }),
    publish,
    async objected(one: PanelCase, more: object = {}, when = monday) {
      const { number } = await publish([one])
      const receipt = await objectOnline(anybody(when), said(number, more))
      return { notice: number, ...receipt }
    },
    async investigated(number: string, by = as(clerk, ['intake'])): Promise<void> {
      await admitObjection(by, { number, version: (await objectionOf(number)).version })
      await investigateObjection(by, {
        number,
        version: (await objectionOf(number)).version,
        findings: '查了去年的公示和申请表，确是两个项目',
      })
    },
  }
}
