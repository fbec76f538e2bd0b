// For the authorization test: one application with its team, led from the draft to the occupied desk, and every command
// that can be tried on it. Test support; nothing of the product imports it.
import { expect } from 'vitest'
import type { Stage } from '@/e2e/gates/matrix'
import { type Persona, personas, rolesOf } from '@/e2e/gates/personas'
import { at, ctxOf } from '@/e2e/support/db'
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { assign } from '@/lib/foundation/casework/server/commands/assign'
import { assignMany } from '@/lib/foundation/casework/server/commands/assign-many'
import { checkMaterial } from '@/lib/foundation/casework/server/commands/check-material'
import { addNote } from '@/lib/foundation/casework/server/commands/note'
import { pause, resume } from '@/lib/foundation/casework/server/commands/pause'
import { refuse } from '@/lib/foundation/casework/server/commands/refuse'
import { requireSupplement } from '@/lib/foundation/casework/server/commands/require-supplement'
import { finalDecision, firstReview, sendBack } from '@/lib/foundation/casework/server/commands/review'
import { supplementFile } from '@/lib/foundation/casework/server/commands/supplement-file'
import { resubmit, withdrawCase } from '@/lib/foundation/casework/server/commands/withdraw'
import { attachFile } from '@/lib/journeys/application/server/commands/attach'
import { discardDraft } from '@/lib/journeys/application/server/commands/discard'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import { inviteMember, remindMember, removeMember } from '@/lib/journeys/application/server/commands/team'
import { allocate, claim } from '@/lib/journeys/space/server/commands/allocate'
import { changeUnits } from '@/lib/journeys/space/server/commands/change-units'
import { checkIn, release, vacate } from '@/lib/journeys/space/server/commands/occupy'
import { offer } from '@/lib/journeys/space/server/commands/offer'
import { acceptOffer, declineOffer } from '@/lib/journeys/space/server/commands/respond'
import type { RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'

export type Cast = Readonly<Record<Persona, MadePerson | null>>

/** What the inputs name: the story's own objects, or ones that do not exist. */
export interface Target {
  readonly applicationId: string
  readonly memberId: string
  readonly caseNo: string
  readonly version: number
  readonly deskId: string
  readonly freeDeskId: string
  readonly clerkId: string
}

export const missing: Omit<Target, 'version' | 'clerkId' | 'freeDeskId'> = {
  applicationId: '00000000-0000-4000-8000-000000000000',
  memberId: '00000000-0000-4000-8000-000000000001',
  caseNo: 'GW-2026-9999-X',
  deskId: '00000000-0000-4000-8000-000000000002',
}

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

const file = { sha256: 'a'.repeat(64), size: 10, mediaType: 'application/pdf', name: '材料.pdf' }

/** The bulk step answers row by row; here its one row counts as the answer. */
async function assignOneOfMany(ctx: Ctx, t: Target): Promise<void> {
  const { results } = await assignMany(ctx, { userId: t.clerkId, cases: [{ caseNo: t.caseNo, version: t.version }] })
  const code = results[0]?.code
  if (code) throw code === 'not_found' ? AppError.notFound() : AppError.denied(code)
}

/** Every command of the matrix, called the way its door calls it. */
export const calls: Readonly<Record<string, (ctx: Ctx, t: Target) => Promise<unknown>>> = {
  'application.start': (ctx) => startDraft(ctx, {}),
  'application.discard': (ctx, t) => discardDraft(ctx, { id: t.applicationId }),
  'application.save': (ctx, t) => saveSection(ctx, { id: t.applicationId, section: 'desk', version: t.version, values: completeDraft('2').desk ?? {} }),
  'application.invite': (ctx, t) => inviteMember(ctx, { id: t.applicationId, name: '白既明', phone: '19907399001', duty: '', founder: false }),
  'application.remove_member': (ctx, t) => removeMember(ctx, { id: t.applicationId, memberId: t.memberId }),
  'application.remind': (ctx, t) => remindMember(ctx, { id: t.applicationId, memberId: t.memberId }),
  'application.attach': (ctx, t) => attachFile(ctx, { id: t.applicationId, purpose: 'plan', file }),
  'application.submit': (ctx, t) => submitApplication(ctx, { id: t.applicationId, version: t.version, truthful: true, verification: true }),
  'case.check_material': (ctx, t) => checkMaterial(ctx, { caseNo: t.caseNo, key: 'plan', ok: true, remark: '' }),
  'case.assign': (ctx, t) => assign(ctx, { caseNo: t.caseNo, version: t.version, userId: t.clerkId }),
  'case.assign_many': assignOneOfMany,
  'case.note': (ctx, t) => addNote(ctx, { caseNo: t.caseNo, internal: true, text: '内部备注' }),
  'case.message': (ctx, t) => addNote(ctx, { caseNo: t.caseNo, internal: false, text: '留言' }),
  'case.accept': (ctx, t) => accept(ctx, { caseNo: t.caseNo, version: t.version }),
  'case.refuse': (ctx, t) => refuse(ctx, { caseNo: t.caseNo, version: t.version, reason: '不在支持范围', legalBasis: '行政许可法第三十二条' }),
  'case.require_supplement': (ctx, t) => requireSupplement(ctx, { caseNo: t.caseNo, version: t.version, items: [{ key: 'plan', remark: '缺盖章页' }] }),
  'case.withdraw': (ctx, t) => withdrawCase(ctx, { caseNo: t.caseNo, version: t.version }),
  'case.supplement_file': (ctx, t) => supplementFile(ctx, { caseNo: t.caseNo, purpose: 'plan', file }),
  'case.resubmit': (ctx, t) => resubmit(ctx, { caseNo: t.caseNo, version: t.version }),
  'case.first_review': (ctx, t) => firstReview(ctx, { caseNo: t.caseNo, version: t.version, decision: 'concur', reason: '材料齐全，符合条件' }),
  'case.pause': (ctx, t) => pause(ctx, { caseNo: t.caseNo, version: t.version, reason: 'site_visit', detail: '等现场查看' }),
  'case.resume': (ctx, t) => resume(ctx, { caseNo: t.caseNo, version: t.version }),
  'case.final_decision': (ctx, t) => finalDecision(ctx, { caseNo: t.caseNo, version: t.version, decision: 'concur', reason: '同意，给两个工位' }),
  'case.send_back': (ctx, t) => sendBack(ctx, { caseNo: t.caseNo, version: t.version, reason: '请再核一次毕业时间' }),
  'space.change_units': (ctx, t) => changeUnits(ctx, { unitIds: [t.freeDeskId], event: 'reserve', reason: '留给展示活动' }),
  'space.vacate': (ctx, t) => vacate(ctx, { unitId: t.deskId, reason: '到期腾退' }),
  'space.allocate': (ctx, t) => allocate(ctx, { caseNo: t.caseNo, unitIds: [t.deskId] }),
  'space.claim': (ctx, t) => claim(ctx, { caseNo: t.caseNo }),
  'space.offer': (ctx, t) => offer(ctx, { caseNo: t.caseNo }),
  'space.release': (ctx, t) => release(ctx, { caseNo: t.caseNo, reason: '改派其他楼层' }),
  'space.accept': (ctx, t) => acceptOffer(ctx, { caseNo: t.caseNo }),
  'space.decline': (ctx, t) => declineOffer(ctx, { caseNo: t.caseNo }),
  'space.check_in': (ctx, t) => checkIn(ctx, { caseNo: t.caseNo }),
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
  const target = async (): Promise<Target> => {
    const row = await db.case.findFirst({ where: { applicationId } })
    const version = row?.version ?? (await db.application.findUniqueOrThrow({ where: { id: applicationId } })).version
    return { applicationId, memberId: teammate.id, caseNo: row?.caseNo ?? '', version, deskId, freeDeskId, clerkId: cast.intake?.userId ?? '' }
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
  const identity = { ...draft.identity, idNumber: '11010519491231002X' }
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity })) {
    const saved = await saveSection(owner, { id, section: section as 'desk', version, values })
    expect(saved.faults).toEqual({})
    version = saved.version
  }
  for (const purpose of ['identity', 'study', 'plan']) await attachFile(owner, { id, purpose, file })
}
