// The calls for applications and the forms of twelve teams, through the commands that they and the window use.
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { firstReview, secondCheck } from '@/lib/foundation/casework/server/commands/review'
import type { RoundFields } from '@/lib/foundation/programme/model/round'
import { createRound } from '@/lib/foundation/programme/server/commands/round-draft'
import { publishRound } from '@/lib/foundation/programme/server/commands/round-publish'
import type { DraftData } from '@/lib/journeys/application/model/form'
import { attachFile } from '@/lib/journeys/application/server/commands/attach'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import { addMonths, dateInShanghai, formatTimeZh } from '@/lib/kernel/calendar-date'
import { parseIdNumber } from '@/lib/kernel/identity-number'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import type { StoryDays } from '../days'
import { demoFile } from '../materials'
import { actorOf, ctxFor } from '../people'
import type { Leader } from './cast'
import { planOf } from './plan'
import type { GrantProject } from './projects'

const momentOf = (clock: Clock) => `${clock.today()}T${formatTimeZh(clock.now())}`

export interface CallTimes {
  readonly published: Clock
  readonly opens: Clock
  readonly closes: Clock
}

/** A call for 项目资助 decided by experts, as the office makes and publishes it; once. */
export async function callFor(name: string, { published, opens, closes }: CallTimes): Promise<string> {
  const known = await db.round.findFirst({ where: { name } })
  if (known?.publishedAt) return known.id
  const clerk = await actorOf('clerk')
  const rubric = await db.rubric.findFirstOrThrow({ orderBy: { createdAt: 'asc' } })
  const line = await db.fundLine.findFirstOrThrow({ where: { fundSourceCode: 'special', code: 'grant', closedOn: null }, orderBy: { year: 'desc' } })
  const round: RoundFields = {
    name,
    opensAt: momentOf(opens),
    closesAt: momentOf(closes),
    measures: ['grant'],
    chain: 'panel',
    formVersion: 2,
    rubricId: rubric.id,
    panelSize: '5',
    minSheets: '3',
    hideApplicant: true,
    hideReviewers: true,
    hideUntilLocked: true,
    promisedDays: '20',
    places: { grant: '8' },
    fundLineId: line.id,
  }
  const { id } = known ?? (await createRound(ctxFor(clerk, published), { round }))
  const { version } = await db.round.findUniqueOrThrow({ where: { id } })
  await publishRound(ctxFor(clerk, published), { id, version })
  return id
}

/** A number of the block that is not given to real people; the birth date makes it one's own. */
function idNumberOf(i: number, sex: string | null): string {
  const body = `430302${1998 + (i % 5)}${String(1 + (i % 12)).padStart(2, '0')}${String(3 + i).padStart(2, '0')}${sex === 'female' ? '998' : '997'}`
  const number = [...'0123456789X'].map((sign) => body + sign).find((one) => parseIdNumber(one).ok)
  if (!number) throw new Error(`no identity number for ${body}`)
  return number
}

function formOf(project: GrantProject, leader: Leader, i: number, today: Clock): DraftData {
  const month = (months: number) => addMonths(dateInShanghai(today.now()), months).slice(0, 7)
  const steps = Object.fromEntries(
    project.milestones.flatMap((one, at) => [
      [`goal${at + 1}`, one.title],
      [`by${at + 1}`, month(one.months)],
      [`proof${at + 1}`, one.evidence],
    ]),
  )
  const { desk: _desk, flat: _flat, loan: _loan, coaching: _coaching, identity, ...rest } = completeDraft()
  return {
    ...rest,
    identity: { ...identity, idNumber: idNumberOf(i, leader.sex), school: leader.school },
    project: {
      name: project.venture,
      oneLine: project.oneLine,
      field: project.field,
      summary: `${project.problem}${project.approach}${project.evidence}${project.customers}`,
      fullTime: '3',
    },
    grant: { want: 'yes', amount: String(project.askYuan), use: project.use, steps: String(project.milestones.length), ...steps },
  }
}

/** Fills the form, hands in the papers and submits; the answer is the application. Goes on where it stopped. */
export async function applyFor(roundId: string, project: GrantProject, leader: Leader, i: number, at: Clock): Promise<string> {
  const done = await db.application.findFirst({ where: { roundId, personId: leader.actor.personId, state: 'submitted' } })
  if (done) return done.id
  const ctx = ctxFor(leader.actor, at)
  const { id } = await startDraft(ctx, { roundId })
  let { version } = await db.application.findUniqueOrThrow({ where: { id }, select: { version: true } })
  for (const [section, values] of Object.entries(formOf(project, leader, i, at))) {
    const saved = await saveSection(ctxFor(leader.actor, at), { id, section: section as keyof DraftData, version, values })
    if (Object.keys(saved.faults).length > 0) throw new Error(`${project.venture}: ${section} ${JSON.stringify(saved.faults)}`)
    version = saved.version
  }
  const plan = await planOf(project, { lead: leader.actor.name, others: leader.others, school: leader.school, phone: leader.phone })
  const measure = await db.measure.findUniqueOrThrow({ where: { code: 'grant' } })
  const needs = measure.materials as { key: string; required: boolean }[]
  for (const { key, required } of needs)
    if (required) await attachFile(ctxFor(leader.actor, at), { id, purpose: key, file: key === 'plan' ? plan : await demoFile(key) })
  const latest = await db.application.findUniqueOrThrow({ where: { id }, select: { version: true } })
  await submitApplication(ctxFor(leader.actor, at), { id, version: latest.version, truthful: true, verification: true })
  return id
}

const opinions = ['材料齐全，用款有明细，符合资助条件', '项目在区内办公，目标可以核对，符合资助条件', '有试用和付款记录，符合资助条件']

/** 受理, 初审 and 复核 of the grant of an application, as far as `until`; three moments, two clerks. */
export async function handle(
  applicationId: string,
  i: number,
  until: 'accepted' | 'first_review' | 'second_check',
  days: StoryDays,
  back: number,
): Promise<void> {
  const [clerk, clerk2] = [await actorOf('clerk'), await actorOf('clerk2')]
  const opinion = opinions[i % opinions.length] ?? ''
  const row = async () => {
    const { caseNo, version, state } = await db.case.findFirstOrThrow({ where: { applicationId, measureCode: 'grant' } })
    return { seen: { caseNo, version }, state }
  }
  const part = 0.2 + (i % 6) / 10
  let now = await row()
  if (now.state === 'submitted') await accept(ctxFor(clerk2, days.at(back, part)), now.seen)
  if (until === 'accepted') return
  now = await row()
  if (now.state === 'accepted') await firstReview(ctxFor(clerk, days.at(back - 1, part)), { ...now.seen, decision: 'concur', reason: opinion })
  if (until === 'first_review') return
  now = await row()
  if (now.state === 'eligibility_review')
    await secondCheck(ctxFor(clerk2, days.at(back - 2, part)), { ...now.seen, decision: 'concur', reason: '复核无误，同意初审意见' })
}
