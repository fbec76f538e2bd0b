// The commands of the authorization matrix, each called the way its door calls it. Test support.
import { idNumberOf } from '@/e2e/support/identity'
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
import { carryOut, dropChange } from '@/lib/foundation/identity/server/commands/decide-change'
import { findByIdentity } from '@/lib/foundation/identity/server/commands/find-by-identity'
import { proposeCorrection, proposeMerge } from '@/lib/foundation/identity/server/commands/propose-change'
import { unmask } from '@/lib/foundation/identity/server/commands/unmask'
import { verify } from '@/lib/foundation/identity/server/commands/verify'
import { commitImport } from '@/lib/foundation/ledger-import/server/commands/commit'
import { uploadLedger } from '@/lib/foundation/ledger-import/server/commands/upload'
import { exportAudit } from '@/lib/foundation/oversight/server/commands/export-audit'
import { retryJob } from '@/lib/foundation/oversight/server/commands/retry-job'
import { calendarNoticeSchema } from '@/lib/foundation/programme/model/calendar-notice'
import { enterCalendarYear } from '@/lib/foundation/programme/server/commands/enter-calendar-year'
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
import { AppError } from '@/lib/kernel/app-error'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { receiveFile, tableTypes } from '@/lib/platform/files'
import { completeDraft } from '@/prisma/factories/drafts'

/** The number that the owner of the story typed into the form. */
export const ownNumber = '11010519491231002X'

const notice = calendarNoticeSchema.parse({
  year: 2027,
  noticeNo: '国办发明电〔2026〕9号',
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [
    { from: '2027-01-01', to: '2027-01-03', why: '元旦' },
    { from: '2027-02-05', to: '2027-02-12', why: '春节' },
  ],
  work: [{ date: '2027-01-30', why: '春节调休上班' }],
  seen: '',
})

/** What the inputs name: the story's own objects, or ones that do not exist. */
export interface Target {
  readonly applicationId: string
  readonly memberId: string
  readonly caseNo: string
  readonly version: number
  readonly deskId: string
  readonly freeDeskId: string
  readonly clerkId: string
  /** The owner of the application, as the window sees a person. */
  readonly personId: string
  /** A person of the ledger whom nobody has claimed yet. */
  readonly importedId: string
  /** A merge that `intake_who_accepted` proposed. */
  readonly changeId: string
  /** A ledger that `finance` uploaded. */
  readonly importId: string
  /** A job that failed. */
  readonly jobId: string
}

export const missing: Omit<Target, 'version' | 'clerkId' | 'freeDeskId' | 'jobId'> = {
  personId: '00000000-0000-4000-8000-000000000003',
  importedId: '00000000-0000-4000-8000-000000000004',
  changeId: '00000000-0000-4000-8000-000000000005',
  importId: '00000000-0000-4000-8000-000000000006',
  applicationId: '00000000-0000-4000-8000-000000000000',
  memberId: '00000000-0000-4000-8000-000000000001',
  caseNo: 'GW-2026-9999-X',
  deskId: '00000000-0000-4000-8000-000000000002',
}

export const file = { sha256: 'a'.repeat(64), size: 10, mediaType: 'application/pdf', name: '材料.pdf' }

const desk = ['序号,楼栋,楼层,区域,工位编号,X,Y,状态', '1,攀登者苗圃楼,2,A区,MP-2-A01,1,1,空闲'].join('\n')

/** A ledger of one desk, received the way an upload is. */
export const ledgerFile = () => receiveFile(new Blob([desk]).stream(), '工位.csv', tableTypes)

/** The bulk step answers row by row; here its one row counts as the answer. */
async function assignOneOfMany(ctx: Ctx, t: Target): Promise<void> {
  const { results } = await assignMany(ctx, { userId: t.clerkId, cases: [{ caseNo: t.caseNo, version: t.version }] })
  const code = results[0]?.code
  if (code) throw code === 'not_found' ? AppError.notFound() : AppError.denied(code)
}

const NONE = '00000000-0000-4000-8000-000000000009'
const holdingAt = async (unitId: string) => (await db.allocation.findFirst({ where: { unitId, state: 'occupied' } }))?.id ?? NONE
const planOf = async (caseNo: string) => (await db.caseMaterial.findFirst({ where: { case: { caseNo }, key: 'plan' } }))?.fileId ?? NONE

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
  'case.check_material': async (ctx, t) => checkMaterial(ctx, { caseNo: t.caseNo, key: 'plan', fileId: await planOf(t.caseNo), ok: true, remark: '' }),
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
  'space.vacate': async (ctx, t) => vacate(ctx, { unitId: t.deskId, allocationId: await holdingAt(t.deskId), reason: '到期腾退' }),
  'person.find_by_identity': (ctx) => findByIdentity(ctx, { idNumber: ownNumber }),
  'person.unmask': (ctx, t) => unmask(ctx, { personId: t.personId, reason: '办理入住核对' }),
  'person.verify': (ctx, t) => verify(ctx, { personId: t.personId, idNumber: ownNumber, seen: true }),
  'person.propose_merge': (ctx, t) => proposeMerge(ctx, { personId: t.personId, fromId: t.importedId, reason: '同一个人' }),
  'person.propose_correction': (ctx, t) => proposeCorrection(ctx, { personId: t.personId, idNumber: idNumberOf(4711), reason: '录入有误' }),
  'person.carry_out': (ctx, t) => carryOut(ctx, { changeId: t.changeId }),
  'person.drop_change': (ctx, t) => dropChange(ctx, { changeId: t.changeId }),
  'import.upload': async (ctx) => uploadLedger(ctx, { kind: 'space', file: await ledgerFile() }),
  'import.commit': (ctx, t) => commitImport(ctx, { id: t.importId }),
  'calendar.enter': (ctx) => enterCalendarYear(ctx, notice),
  'audit.export': (ctx) => exportAudit(ctx, { actor: '', action: '', subject: '' }),
  'jobs.retry': (ctx, t) => retryJob(ctx, { jobId: t.jobId, reason: '服务恢复了' }),
  'space.allocate': (ctx, t) => allocate(ctx, { caseNo: t.caseNo, unitIds: [t.deskId] }),
  'space.claim': (ctx, t) => claim(ctx, { caseNo: t.caseNo }),
  'space.offer': (ctx, t) => offer(ctx, { caseNo: t.caseNo }),
  'space.release': (ctx, t) => release(ctx, { caseNo: t.caseNo, state: 'held', reason: '改派其他楼层' }),
  'space.accept': (ctx, t) => acceptOffer(ctx, { caseNo: t.caseNo }),
  'space.decline': (ctx, t) => declineOffer(ctx, { caseNo: t.caseNo }),
  'space.check_in': (ctx, t) => checkIn(ctx, { caseNo: t.caseNo }),
}
