// Persona × command × object for scoring, from the table in e2e/gates/matrix-review.ts.
import { randomUUID } from 'node:crypto'
import { type ReviewPersona, type ReviewStage, reviewPersonas, reviewRows, reviewStages } from '@/e2e/gates/matrix-review'
import { at, ctxOf } from '@/e2e/support/db'
import { abstain, declareAssignment, recuse } from '@/lib/foundation/panel/server/commands/answer'
import { confirmCopy, hideWords, makeCopies, makeCopy, writeSummary } from '@/lib/journeys/review/server/commands/copy'
import { lockSheet, markPassage, saveScore, unmark } from '@/lib/journeys/review/server/commands/sheet'
import { exportRanking, exportScores } from '@/lib/journeys/review/server/exports'
import { readBlindPaper } from '@/lib/journeys/review/server/paper'
import { openSheet } from '@/lib/journeys/review/server/sheet-view'
import type { RoleCode } from '@/lib/kernel/actor'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { tellChapter } from './authorization'
import { reviewStory } from './review-story'

const roles: Readonly<Record<Exclude<ReviewPersona, 'anonymous'>, readonly RoleCode[]>> = {
  applicant: ['applicant'],
  other_applicant: ['applicant'],
  insider: ['applicant', 'intake'],
  reviewer: ['reviewer'],
  reviewer_beside: ['reviewer'],
  reviewer_outside: ['reviewer'],
  intake: ['intake'],
  leader: ['leader'],
  chair: ['chair'],
  auditor: ['auditor'],
  observer: ['observer'],
  space: ['space'],
  finance: ['finance'],
  sys_admin: ['sys_admin'],
}

interface Target {
  readonly roundId: string
  readonly entryId: string
  readonly assignmentId: string
  readonly version: number
  readonly markId: string
  readonly copyVersion: number
  readonly sha256: string
}

const none = randomUUID()
const when = at('2026-11-25')
const criteria = ['market', 'technology', 'team', 'funds', 'landing']
const scoreOf = (assignmentId: string, version: number, criterion: string) =>
  ({ assignmentId, version, criterion, level: 3, confidence: 2, comment: '见第 1 页' }) as const

const versionOf = async (id: string) => (await db.reviewAssignment.findUnique({ where: { id } }))?.version ?? 1

async function start() {
  const story = await reviewStory({ ready: false, reviewers: 3 })
  const [entry] = story.entries
  if (!entry) throw new Error('no entry')
  const sheets = await Promise.all([0, 1, 2].map((seat) => story.sheet(entry, seat)))
  const cast = new Map<ReviewPersona, MadePerson>()
  const [mine, beside] = sheets
  for (const persona of reviewPersonas) {
    if (persona === 'anonymous') continue
    if (persona === 'applicant') cast.set(persona, entry.founder)
    else if (persona === 'reviewer' && mine) cast.set(persona, mine.reviewer.person)
    else if (persona === 'reviewer_beside' && beside) cast.set(persona, beside.reviewer.person)
    else cast.set(persona, await makePerson(db, '唐若川', [...roles[persona]]))
  }
  const application = await db.application.findUniqueOrThrow({ where: { id: entry.applicationId } })
  const insider = cast.get('insider')
  await db.ventureMember.createMany({
    data: [{ ventureId: application.ventureId ?? '', personId: insider?.personId ?? null, name: '唐若川', role: 'member', joinedAt: when.now() }],
  })
  const contextOf = (persona: ReviewPersona): Ctx => {
    const person = cast.get(persona)
    return person && persona !== 'anonymous' ? ctxOf(person, roles[persona], when) : makeCtx(null, { clock: when })
  }
  const assignmentId = mine?.id ?? ''
  const target = async (): Promise<Target> => {
    const copy = await db.blindCopy.findUnique({ where: { entryId: entry.id } })
    const mark = await db.reviewMark.findFirst({ where: { assignmentId } })
    return {
      roundId: story.roundId,
      entryId: entry.id,
      assignmentId,
      version: await versionOf(assignmentId),
      markId: mark?.id ?? none,
      copyVersion: copy?.version ?? 1,
      sha256: copy?.sha256 ?? '0'.repeat(64),
    }
  }
  const lock = async (sheet: (typeof sheets)[number]) => lockSheet(sheet.ctx, { assignmentId: sheet.id, version: await versionOf(sheet.id), overall: '' })
  const steps: Readonly<Record<ReviewStage, () => Promise<void>>> = {
    async drawn() {},
    async made() {
      await makeCopies(contextOf('intake'), { roundId: story.roundId })
    },
    async scoring() {
      const { copyVersion: version, sha256 } = await target()
      await confirmCopy(contextOf('intake'), { entryId: entry.id, version, sha256 })
      for (const { ctx, id } of sheets) {
        await declareAssignment(ctx, { assignmentId: id, noRelation: true, confidential: true })
        await openSheet(ctx, id)
      }
      await markPassage(contextOf('reviewer'), { assignmentId, page: 1, quote: '手机提前三天收到提醒' })
    },
    async scored() {
      for (const { ctx, id } of sheets) for (const criterion of criteria) await saveScore(ctx, scoreOf(id, await versionOf(id), criterion))
      for (const sheet of sheets.slice(1)) await lock(sheet)
    },
    async complete() {
      for (const sheet of sheets.slice(0, 1)) await lock(sheet)
    },
  }
  return { contextOf, target, advanceTo: (stage: ReviewStage) => steps[stage]() }
}

tellChapter<ReviewStage, ReviewPersona, Target>({
  stages: reviewStages,
  personas: reviewPersonas,
  rows: reviewRows,
  missing: { roundId: none, entryId: none, assignmentId: none },
  start,
  calls: {
    'review.declare': (ctx, { assignmentId }) => declareAssignment(ctx, { assignmentId, noRelation: true, confidential: true }),
    'review.recuse': (ctx, { assignmentId }) => recuse(ctx, { assignmentId, reason: '是我的学生' }),
    'review.abstain': (ctx, { assignmentId }) => abstain(ctx, { assignmentId, reason: '不是我的专业' }),
    'review.make_copies': (ctx, { roundId }) => makeCopies(ctx, { roundId }),
    'review.make_copy': (ctx, { entryId }) => makeCopy(ctx, { entryId }),
    'review.hide_words': (ctx, { entryId, copyVersion: version }) => hideWords(ctx, { entryId, version, words: ['声音传感器'] }),
    'review.write_summary': (ctx, { entryId, copyVersion: version }) =>
      writeSummary(ctx, { entryId, version, text: '贴在外壳上的声音传感器，不停机、不布线，手机提前三天收到提醒。' }),
    'review.confirm_copy': (ctx, { entryId, copyVersion: version, sha256 }) => confirmCopy(ctx, { entryId, version, sha256 }),
    'review.paper': (ctx, { assignmentId }) => readBlindPaper(ctx, assignmentId, ctx),
    'review.save_score': (ctx, { assignmentId, version }) => saveScore(ctx, scoreOf(assignmentId, version, 'team')),
    'review.mark': (ctx, { assignmentId }) => markPassage(ctx, { assignmentId, page: 1, quote: '不停机、不布线' }),
    'review.unmark': (ctx, { assignmentId, markId }) => unmark(ctx, { assignmentId, markId }),
    'review.lock': (ctx, { assignmentId, version }) => lockSheet(ctx, { assignmentId, version, overall: '' }),
    'review.export_ranking': (ctx, { roundId }) => exportRanking(ctx, roundId),
    'review.export_scores': (ctx, { roundId }) => exportScores(ctx, roundId),
  },
})
