// 项目资助, from the call to the first payment: twelve teams, two panels, a meeting, a notice, an objection, one instalment
// paid; and a call that is open now. Every step looks at the rows first, so that an interrupted seed goes on.
import { disclosePanelDraws } from '@/lib/foundation/panel/server/door'
import { clockAt } from '@/lib/platform/clock'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import type { StoryDays } from '../days'
import { applyFor, callFor, handle } from './call'
import { leaderOf } from './cast'
import { Experts, type MeetingOutcome } from './experts'
import { approveCase, draft, object, payFirst, publish } from './outcome'
import { grantProjects } from './projects'

/** Places in the list of projects: the first panel has been through everything, the second one is scoring. */
const FIRST = [0, 1, 2, 3, 4, 5]
const SECOND = [6, 7, 8, 9]
const NEXT_CALL = [10, 11]

const SECOND_FIELD = ['综合评审']

async function applications(roundId: string, places: readonly number[], days: StoryDays, back: number): Promise<Map<number, string>> {
  const made = new Map<number, string>()
  for (const at of places) {
    const project = grantProjects[at]
    const leader = project ? await leaderOf(project.venture, at) : null
    if (project && leader) made.set(at, await applyFor(roundId, project, leader, at, days.at(back, 0.2 + at / 20)))
  }
  return made
}

const grantOf = async (applicationId: string | undefined) =>
  applicationId ? db.case.findFirstOrThrow({ where: { applicationId, measureCode: 'grant' }, select: { id: true } }) : null

/** What the meeting said of the first panel's cases, by place. */
async function outcomesOf(first: ReadonlyMap<number, string>): Promise<MeetingOutcome[]> {
  const outcomes: MeetingOutcome[] = []
  for (const [at, applicationId] of first) {
    const row = await grantOf(applicationId)
    if (!row) continue
    if (at === 4) outcomes.push({ caseId: row.id, outcome: 'reject', reason: '混合砂的一致率还不到九成，样本太少，先补 300 个盲样再来申请' })
    else if (at === 2) outcomes.push({ caseId: row.id, outcome: 'concur', amountFen: 22_000_000, reason: '开松线改造按一条支持，核减 3 万元' })
    else outcomes.push({ caseId: row.id, outcome: 'concur', reason: '' })
  }
  return outcomes
}

async function firstPanel(roundId: string, first: ReadonlyMap<number, string>, experts: Experts, days: StoryDays): Promise<void> {
  const caseAt = async (at: number) => (await grantOf(first.get(at)))?.id ?? ''
  await experts.panel(roundId, '第一组', [...first.values()], [], 26)
  await experts.score([...first.values()], 23, () => false)
  await experts.meet(roundId, '第二批项目资助评审会', 15, await outcomesOf(first))
  // what the nightly job does on the night after the meeting
  await disclosePanelDraws(makeCtx(null, { clock: days.at(14, 0) }))
  await publish(roundId, days, 13)
  await object(await caseAt(5), days, 9)
  for (const at of [0, 1]) await approveCase(await caseAt(at), days, 6)
  for (const at of [0, 1]) await draft(await caseAt(at), days, 5)
  const founder = await leaderOf(grantProjects[0]?.venture ?? '', 0)
  if (founder) await payFirst(await caseAt(0), founder.actor, days, 4)
}

/** The whole of it; nothing where the ledgers in use do not have these ventures. */
export async function tellGrants(days: StoryDays): Promise<void> {
  const [year] = days.at(0, 0).today().split('-')
  const roundId = await callFor(`${year} 年第二批项目资助`, { published: days.at(48, 0.2), opens: days.at(46, 0), closes: days.at(31, 1) })
  const made = await applications(roundId, [...FIRST, ...SECOND], days, 33)
  if (made.size === 0) return
  for (const [at, applicationId] of made) await handle(applicationId, at, 'second_check', days, 32)
  const experts = new Experts(days)
  await experts.enlist(34, { venture: grantProjects[1]?.venture ?? '', reviewer: '谷闻笛' })
  await experts.prepare(roundId, 28)
  const part = (places: readonly number[]) => new Map(places.flatMap((at) => (made.has(at) ? [[at, made.get(at) ?? ''] as const] : [])))
  await firstPanel(roundId, part(FIRST), experts, days)
  const second = [...part(SECOND).values()]
  await experts.panel(roundId, '第二组', second, SECOND_FIELD, 10)
  // the demo's reviewer still has two sheets to write, and another expert one
  await experts.score(second, 8, (login, at) => (login === 'reviewer' && at >= 2) || (login === 'reviewer2' && at === 3), 1)
  // a second meeting took the first of them, and its notice is in force today
  const ready = await grantOf(second[0])
  if (ready) await experts.meet(roundId, '第二批项目资助评审会（二）', 3, [{ caseId: ready.id, outcome: 'concur', reason: '' }])
  await publish(roundId, days, 2)
  await nextCall(year ?? '', days)
}

/** A call that is open now, with two applications at the window. */
async function nextCall(year: string, days: StoryDays): Promise<void> {
  const closes = clockAt(new Date(days.at(0, 1).now().getTime() + 20 * 86_400_000))
  const roundId = await callFor(`${year} 年第三批项目资助`, { published: days.at(10, 0.2), opens: days.at(8, 0), closes })
  const made = await applications(roundId, NEXT_CALL, days, 5)
  for (const [at, applicationId] of made) await handle(applicationId, at, at === 10 ? 'first_review' : 'accepted', days, 4)
}
