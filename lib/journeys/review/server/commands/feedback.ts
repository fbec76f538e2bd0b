import 'server-only'
import type { z } from 'zod'
import { type CaseRow, lockCase, recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { pointsText } from '../../model/aggregate'
import { type approveFeedbackSchema, type Feedback, feedbackSchema, namesSomebody, percentText, type saveFeedbackSchema } from '../../model/feedback'
import { feedbackPolicy } from '../../model/feedback-policy'
import { forbiddenWords, scoresFor } from '../feedback-draft'

const ended = ['rejected', 'appealed', 'upheld', 'amended']

const peopleOf = (row: CaseRow) => [row.personId, ...(row.application.venture?.members ?? []).flatMap((one) => (one.personId ? [one.personId] : []))]

async function assertUnnamed(tx: Tx, row: CaseRow, letter: Pick<Feedback, 'failed' | 'comments' | 'change'>): Promise<void> {
  const word = namesSomebody([...letter.failed, ...letter.comments, letter.change], await forbiddenWords(tx, row.applicationId))
  if (word) throw AppError.rule('feedback.names_somebody', { word })
}

/** Keeps the draft of a letter; the figures are computed anew each time. */
export const saveFeedback: Command<z.output<typeof saveFeedbackSchema>, { version: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(feedbackPolicy, 'feedback.write', { personIds: peopleOf(row) })
    if (!ended.includes(row.state)) throw AppError.rule('feedback.not_rejected')
    const before = await tx.reviewFeedback.findUnique({ where: { caseId: row.id } })
    if (before?.approvedAt) throw AppError.rule('feedback.sent_already')
    if ((before?.version ?? 0) !== input.version) throw AppError.conflict('feedback.changed')
    const { failed, comments, change, nextRound } = input
    await assertUnnamed(tx, row, { failed, comments, change })
    const content: Feedback = { failed, comments, change, nextRound, ...(await scoresFor(tx, row.applicationId)) }
    const version = input.version + 1
    await tx.reviewFeedback.upsert({
      where: { caseId: row.id },
      create: { caseId: row.id, content, draftedAt: ctx.clock.now(), version },
      update: { content, draftedAt: ctx.clock.now(), version },
    })
    await recordAudit(tx, ctx, { type: 'feedback.saved', subject: { kind: 'case', id: row.caseNo }, detail: { version } })
    return { version }
  })

const scoreTable = ({ scores, total }: Feedback) =>
  scores.length === 0
    ? []
    : [
        {
          type: 'table' as const,
          head: ['评分项', '权重', '你的得分率', '这一批中位数'],
          widths: [0.4, 0.15, 0.2, 0.25],
          rows: [
            ...scores.map((one) => [one.criterion, `${one.weight}%`, percentText(one.own), one.median === null ? '不显示' : percentText(one.median)]),
            ...(total
              ? [['总分（百分制）', '', pointsText(total.own), total.median === null ? '不显示' : pointsText(total.median)].map((text) => text || '—')]
              : []),
          ],
        },
      ]

async function issueLetter(tx: Tx, ctx: Ctx, row: CaseRow, holderName: string, letter: Feedback) {
  const listed = (title: string, steps: readonly string[]) => (steps.length > 0 ? [{ type: 'steps' as const, title, steps }] : [])
  return issueDocument(tx, ctx, {
    kind: 'result_letter',
    caseId: row.id,
    personId: row.personId,
    holderName,
    data: {
      office,
      blocks: [
        { type: 'addressee', text: `${holderName}：` },
        { type: 'paragraph', text: `您申请的「${row.measure.name}」（办件编号 ${row.caseNo}）这次没有通过。原因和怎么改写在下面。` },
        ...listed('没有通过的原因', letter.failed),
        ...scoreTable(letter),
        ...listed('评审意见（不署名）', letter.comments),
        { type: 'steps', title: '怎么改，下一次什么时候', steps: [letter.change, letter.nextRound] },
        { type: 'remedy', text: `对结果有疑问，可以在办件页申请复核，由没有参与的人处理。电话 ${office.phone}，地址：${office.address}。` },
      ],
    },
  })
}

/** 核准并发送: nothing reaches the applicant before a member of staff approved it, and nothing changes afterwards. */
export const approveFeedback: Command<z.output<typeof approveFeedbackSchema>, { document: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(feedbackPolicy, 'feedback.write', { personIds: peopleOf(row) })
    const draft = await tx.reviewFeedback.findUnique({ where: { caseId: row.id } })
    if (!draft) throw AppError.conflict('feedback.changed')
    if (draft.approvedAt) throw AppError.rule('feedback.sent_already')
    if (draft.version !== input.version) throw AppError.conflict('feedback.changed')
    const letter = feedbackSchema.parse(draft.content)
    // somebody may have been drawn as an expert since the draft was kept
    await assertUnnamed(tx, row, letter)
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true, phone: true } })
    const document = await issueLetter(tx, ctx, row, holder.name, letter)
    await tx.reviewFeedback.update({
      where: { caseId: row.id, version: draft.version },
      data: { approvedBy: ctx.actor?.userId ?? null, approvedAt: ctx.clock.now(), version: draft.version + 1 },
    })
    await recordCaseEvent(tx, ctx, row.id, { kind: 'feedback_sent', audience: 'applicant', params: { document: document.number } })
    await recordAudit(tx, ctx, { type: 'feedback.sent', subject: { kind: 'case', id: row.caseNo }, detail: { document: document.number } })
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: 'feedback.sent',
        dedupeKey: `feedback:${row.id}`,
        caseId: row.id,
        body: `你的${row.measure.name}申请（${row.caseNo}）结果告知书发出了：为什么没有通过、怎么改、下一次什么时候，登录后能看到。`,
      })
    return { document: document.number }
  })
