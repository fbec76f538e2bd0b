// Persona × command × object for notices, objections, reconsideration and letters, from the table in e2e/gates/matrix-notice.ts.
import { randomUUID } from 'node:crypto'
import { type NoticePersona, noticePersonas, noticeRows, noticeStages } from '@/e2e/gates/matrix-notice'
import { at, ctxOf } from '@/e2e/support/db'
import { confirmDismissal, decideObjection } from '@/lib/journeys/notice/server/commands/decide'
import { exportNotice, exportObjections } from '@/lib/journeys/notice/server/commands/export'
import { admitObjection, dismissObjection, extendObjection, investigateObjection, seeContact, tellDecision } from '@/lib/journeys/notice/server/commands/handle'
import { enterObjection, objectOnline } from '@/lib/journeys/notice/server/commands/object'
import { publishNotice } from '@/lib/journeys/notice/server/commands/publish'
import { askReconsideration, decideReconsideration } from '@/lib/journeys/notice/server/commands/reconsider'
import { withdrawNotice } from '@/lib/journeys/notice/server/commands/withdraw'
import { approveFeedback, saveFeedback } from '@/lib/journeys/review/server/commands/feedback'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makePanelCase, makePanelRound, makePanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'

const roles: Readonly<Record<Exclude<NoticePersona, 'anonymous'>, readonly RoleCode[]>> = {
  applicant: ['applicant'],
  other_applicant: ['applicant'],
  insider: ['intake', 'leader'],
  clerk: ['intake'],
  clerk_second: ['intake'],
  signer: ['intake'],
  leader: ['leader'],
  leader_second: ['leader'],
  auditor: ['auditor'],
  observer: ['observer'],
  chair: ['chair'],
  reviewer: ['reviewer'],
  finance: ['finance'],
  sys_admin: ['sys_admin'],
}

interface Target {
  readonly roundId: string
  readonly caseNo: string
  readonly caseVersion: number
  readonly notice: string
  readonly noticeVersion: number
  readonly number: string
  readonly version: number
  readonly rejectedNo: string
  readonly rejectedVersion: number
  readonly letterVersion: number
}

const now = at('2026-09-14')
const none = randomUUID()
const reason = '试一试权限'
const findings = '查了去年的公示和申请表，确是两个项目'
const said = (notice: string) => ({
  notice,
  line: 1,
  anonymous: false,
  name: '白既明',
  contact: 'bai@demo.climber.example',
  facts: '这个项目和去年获奖的项目是同一个',
  evidence: '去年的公示第三项，网站上还能查到',
})
const letter = { failed: ['材料不够'], comments: [], change: '补上试用数据和两家客户的证明', nextRound: '下一批明年三月开始' }

async function start() {
  const staff = await makePanelStaff(db)
  const cast = new Map<NoticePersona, MadePerson>()
  for (const persona of noticePersonas)
    if (persona !== 'anonymous') cast.set(persona, persona === 'signer' ? staff.first : await makePerson(db, '秦望舒', [...roles[persona]]))
  const contextOf = (persona: NoticePersona): Ctx => {
    const person = cast.get(persona)
    return person && persona !== 'anonymous' ? ctxOf(person, roles[persona], now) : makeCtx(null, { clock: now })
  }
  const round = await makePanelRound(db)
  const [founder, insider] = [cast.get('applicant'), cast.get('insider')]
  if (!founder || !insider) throw new Error('the cast is not complete')
  const wish = { roundId: round.id, staff, decidedAt: new Date('2026-09-11T02:00:00Z'), team: [insider] }
  const shown = await makePanelCase(db, { ...wish, founder })
  const rejected = await makePanelCase(db, { ...wish, founder, panel: 'reject' })
  let about = ''
  const target = async (): Promise<Target> => {
    const [one, no] = await Promise.all([shown, rejected].map(({ caseId }) => db.case.findUniqueOrThrow({ where: { id: caseId } })))
    const notice = await db.publicNotice.findFirst({ where: { lines: { some: { caseId: shown.caseId } } } })
    const objection = about === '' ? null : await db.objection.findUniqueOrThrow({ where: { number: about } })
    const feedback = await db.reviewFeedback.findUnique({ where: { caseId: rejected.caseId } })
    return {
      roundId: round.id,
      caseNo: shown.caseNo,
      caseVersion: one?.version ?? 0,
      notice: notice?.number ?? '',
      noticeVersion: notice?.version ?? 0,
      number: about,
      version: objection?.version ?? 0,
      rejectedNo: rejected.caseNo,
      rejectedVersion: no?.version ?? 0,
      letterVersion: feedback?.version ?? 0,
    }
  }
  const act = async (door: string, persona: NoticePersona) => calls[door]?.(contextOf(persona), await target())
  const object = async () => {
    about = (await objectOnline(makeCtx(null, { clock: now }), said((await target()).notice))).number
  }
  const steps: Partial<Record<(typeof noticeStages)[number], () => Promise<unknown>>> = {
    shown: () => act('notice.publish', 'clerk'),
    received: object,
    admitted: () => act('objection.admit', 'clerk'),
    left_aside: async () => {
      await object()
      await act('objection.dismiss', 'clerk')
    },
    investigated: async () => {
      await object()
      await act('objection.admit', 'clerk')
      await act('objection.investigate', 'clerk')
    },
    decided: () => act('objection.decide', 'leader'),
    drafted: () => act('feedback.save', 'clerk'),
    asked: async () => {
      await act('reconsideration.ask', 'applicant')
      about = (await db.objection.findFirstOrThrow({ where: { kind: 'reconsideration' } })).number
    },
    reconsidering: async () => {
      await act('objection.admit', 'clerk')
      await act('objection.investigate', 'clerk')
    },
  }
  return { contextOf, target, advanceTo: async (stage: (typeof noticeStages)[number]) => void (await steps[stage]?.()) }
}

const calls: Readonly<Record<string, (ctx: Ctx, t: Target) => Promise<unknown>>> = {
  'notice.publish': (ctx, t) => publishNotice(ctx, { roundId: t.roundId, cases: [{ caseNo: t.caseNo, version: t.caseVersion }], days: 5 }),
  'notice.withdraw': (ctx, t) => withdrawNotice(ctx, { number: t.notice, version: t.noticeVersion, reason }),
  'notice.export': (ctx, t) => exportNotice(ctx, t.notice),
  'objection.enter': (ctx, t) => enterObjection(ctx, { ...said(t.notice), channel: 'phone', receivedOn: '2026-09-14' }),
  'objection.export': (ctx) => exportObjections(ctx, {}),
  'objection.admit': (ctx, t) => admitObjection(ctx, { number: t.number, version: t.version }),
  'objection.dismiss': (ctx, t) => dismissObjection(ctx, { number: t.number, version: t.version, reason }),
  'objection.investigate': (ctx, t) => investigateObjection(ctx, { number: t.number, version: t.version, findings }),
  'objection.extend': (ctx, t) => extendObjection(ctx, { number: t.number, version: t.version, reason }),
  'objection.contact': (ctx, t) => seeContact(ctx, { number: t.number, reason }),
  'objection.confirm': (ctx, t) => confirmDismissal(ctx, { number: t.number, version: t.version, agree: true, reason }),
  'objection.decide': (ctx, t) => decideObjection(ctx, { number: t.number, version: t.version, decision: 'unfounded', reason }),
  'objection.tell': (ctx, t) => tellDecision(ctx, { number: t.number, version: t.version, how: 'letter' }),
  'feedback.save': (ctx, t) => saveFeedback(ctx, { caseNo: t.rejectedNo, version: t.letterVersion, ...letter }),
  'feedback.approve': (ctx, t) => approveFeedback(ctx, { caseNo: t.rejectedNo, version: t.letterVersion }),
  'reconsideration.ask': (ctx, t) =>
    askReconsideration(ctx, { caseNo: t.rejectedNo, version: t.rejectedVersion, facts: '评分表里的专利号写错了，请再看一次', evidence: '' }),
  'reconsideration.decide': (ctx, t) => decideReconsideration(ctx, { number: t.number, version: t.version, decision: 'upheld', reason }),
}

tellChapter({
  stages: noticeStages,
  personas: noticePersonas,
  rows: noticeRows,
  calls,
  missing: { roundId: none, caseNo: 'ZZ-2026-9999-X', notice: 'GS-2026-9999', number: 'YY-2026-9999', rejectedNo: 'ZZ-2026-9999-X' },
  start,
})
