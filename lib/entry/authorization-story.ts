// For the authorization test: one application with its team, led from the draft to the occupied desk. Test support.
import { expect } from 'vitest'
import type { Stage } from '@/e2e/gates/matrix'
import { type Persona, personas, rolesOf } from '@/e2e/gates/personas'
import { at, ctxOf } from '@/e2e/support/db'
import { proposeMerge } from '@/lib/foundation/identity/server/commands/propose-change'
import { uploadLedger } from '@/lib/foundation/ledger-import/server/commands/upload'
import { attachFile } from '@/lib/journeys/application/server/commands/attach'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { calls, file, ledgerFile, ownNumber, type Target } from './authorization-calls'

export type Cast = Readonly<Record<Persona, MadePerson | null>>

const when = at('2026-09-16')

export function contextOf(cast: Cast, persona: Persona): Ctx {
  const person = cast[persona]
  return person ? ctxOf(person, rolesOf(persona), when) : makeCtx(null, { clock: when })
}

const names = ['何静', '谭维', '罗启明', '沈知远', '陆怀真', '唐若川', '许明澜', '安以宁', '冯书禾', '秦望舒', '程未央', '苏行之', '孟清和']

export async function makeCast(): Promise<Cast> {
  const cast: Partial<Record<Persona, MadePerson | null>> = { anonymous: null }
  for (const [i, persona] of personas.entries()) {
    if (persona === 'anonymous') continue
    cast[persona] = await makePerson(db, names[i % names.length] ?? '何静', [...rolesOf(persona)] as RoleCode[])
  }
  return cast as Cast
}

export interface Story {
  readonly cast: Cast
  /** The objects as they stand now. */
  target(): Promise<Target>
  /** Leads the application to the next stage, by the people whose job that is. */
  advanceTo(stage: Stage): Promise<void>
}

/** Starts the story: a complete draft with a founder who has confirmed, a member who joined and one who left. */
export async function startStory(cast: Cast): Promise<Story> {
  const owner = contextOf(cast, 'applicant')
  const { id: applicationId } = await startDraft(owner, {})
  const [deskId = '', , , freeDeskId = ''] = await makeDesks(db, 4)
  const application = await db.application.findUniqueOrThrow({ where: { id: applicationId } })
  const ventureId = application.ventureId ?? ''
  const joined = new Date('2026-09-01T02:00:00Z')
  const member = (who: Persona, more: object) => {
    const person = cast[who]
    return { ventureId, personId: person?.personId ?? null, name: person?.name ?? '', phone: person?.phone ?? null, role: 'member', joinedAt: joined, ...more }
  }
  await db.ventureMember.createMany({
    data: [member('teammate', { founder: true, inviteToken: 'token-of-the-teammate' }), member('ex_teammate', { leftAt: joined }), member('staff_in_team', {})],
  })
  const teammate = await db.ventureMember.findFirstOrThrow({ where: { ventureId, personId: cast.teammate?.personId ?? '' } })
  await fill(owner, applicationId)
  await db.memberConfirmation.createMany({ data: [{ applicationId, memberId: teammate.id }] })
  const fixed = await peopleAndJobs(cast)
  const target = async (): Promise<Target> => {
    const row = await db.case.findFirst({ where: { applicationId } })
    const version = row?.version ?? (await db.application.findUniqueOrThrow({ where: { id: applicationId } })).version
    return { applicationId, memberId: teammate.id, caseNo: row?.caseNo ?? '', version, deskId, freeDeskId, clerkId: cast.intake?.userId ?? '', ...fixed }
  }
  const act = async (door: string, persona: Persona) => calls[door]?.(contextOf(cast, persona), await target())
  const steps: Partial<Record<Stage, readonly (readonly [door: string, who: Persona])[]>> = {
    submitted: [['application.submit', 'applicant']],
    supplement_required: [['case.require_supplement', 'intake']],
    supplied: [['case.supplement_file', 'applicant']],
    accepted: [
      ['case.resubmit', 'applicant'],
      ['case.accept', 'intake_who_accepted'],
    ],
    paused: [['case.pause', 'intake']],
    first_reviewed: [
      ['case.resume', 'intake'],
      ['case.first_review', 'leader_who_reviewed'],
    ],
    approved: [['case.final_decision', 'leader']],
    held: [['space.allocate', 'space']],
    offered: [['space.offer', 'space']],
    confirmed: [['space.accept', 'applicant']],
    occupied: [['space.check_in', 'space']],
  }
  return {
    cast,
    target,
    async advanceTo(stage) {
      for (const [door, who] of steps[stage] ?? []) await act(door, who)
    },
  }
}

async function fill(owner: Ctx, id: string): Promise<void> {
  const draft = completeDraft('1')
  const identity = { ...draft.identity, idNumber: ownNumber }
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity })) {
    const saved = await saveSection(owner, { id, section: section as 'desk', version, values })
    expect(saved.faults).toEqual({})
    version = saved.version
  }
  for (const purpose of ['identity', 'study', 'plan']) await attachFile(owner, { id, purpose, file })
}

/** What the window and the administrators act on: people of the ledger, a proposed merge, an uploaded ledger, a job that failed. */
async function peopleAndJobs(cast: Cast) {
  const imported = await Promise.all(['石一鸣', '白既明'].map((name) => db.person.create({ data: { state: 'imported', name, source: 'ledger' } })))
  const [free, claimed] = imported.map((person) => person.id)
  const { changeId } = await proposeMerge(contextOf(cast, 'intake_who_accepted'), {
    personId: cast.other_applicant?.personId ?? '',
    fromId: claimed ?? '',
    reason: '同一个人',
  })
  const { id: importId } = await uploadLedger(contextOf(cast, 'finance'), { kind: 'space', file: await ledgerFile() })
  await db.$transaction((tx) => enqueue(tx, 'revalidate', { tag: 'stats' }, { key: 'the-one-that-failed' }))
  const [job] = await db.$queryRaw<{ id: bigint }[]>`
    UPDATE graphile_worker._private_jobs SET last_error = 'no', attempts = 25 WHERE key = 'the-one-that-failed' RETURNING id`
  return { personId: cast.applicant?.personId ?? '', importedId: free ?? '', changeId, importId, jobId: String(job?.id ?? '') }
}
