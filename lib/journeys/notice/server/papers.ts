import 'server-only'
import type { CaseRow } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import { fen, formatYuan } from '@/lib/kernel/money'
import { amountInWords } from '@/lib/platform/amount-in-words'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Objection } from '@/prisma/generated/client'
import { type Channel, channelWords, type Decision, decisionWords } from '../model/objection'
import { longDay } from './words'

/** What else one can do. Information, not advice: the law decides whether it fits. */
export const furtherRemedies =
  '对本决定不服的，属于行政复议、行政诉讼受理范围的，可以依法申请行政复议或者提起行政诉讼；也可以依法向信访部门反映。以上只是告知有哪些途径，不是法律意见，期限和条件以法律规定为准。'

/** 异议受理单: for the objector and the handler; it says nothing of who objected beyond the name they gave, and no contact. */
export async function issueReceipt(tx: Tx, ctx: Ctx, row: Objection): Promise<void> {
  const line = await tx.noticeLine.findUniqueOrThrow({ where: { id: row.lineId ?? '' }, include: { notice: true } })
  const holderName = row.anonymous ? '匿名' : (row.name ?? '')
  const received = dateInShanghai(row.receivedAt)
  await issueDocument(tx, ctx, {
    kind: 'objection_receipt',
    // not filed under the case: its applicant reads the papers of the case
    caseId: null,
    personId: null,
    holderName,
    readers: { userIds: [ctx.actor?.userId ?? ''], roles: ['auditor'] },
    data: {
      office,
      blocks: [
        { type: 'addressee', text: `${row.anonymous ? '提出异议的人' : holderName}：` },
        {
          type: 'paragraph',
          text: `您对公示 ${line.notice.number ?? ''} 第 ${line.ordinal} 项提出的异议，现予受理。处理完以前，这一项暂缓批准，也不安排资金。`,
        },
        {
          type: 'facts',
          rows: [
            { label: '异议编号', value: row.number, strong: true },
            { label: '公示', value: `${line.notice.number ?? ''} ${line.notice.title}` },
            { label: '公示内容', value: `第 ${line.ordinal} 项，${line.maskedName}，${line.project}，${line.support}` },
            { label: '提出方式', value: channelWords[row.channel as Channel] },
            { label: '收到日期', value: longDay(received) },
            { label: '最晚答复', value: longDay(fromDateColumn(row.decideDueOn)), strong: true },
          ],
        },
        {
          type: 'steps',
          title: '接下来',
          steps: ['由没有参与这一项评审和签批的人核实。', '核实后由另一个人作决定。', '结果告诉您，也告诉申请人；公示页写「异议已处理」，不写您是谁。'],
        },
        { type: 'remedy', text: `凭异议编号和回执码，在公示页可以随时查进度。电话 ${office.phone}，地址：${office.address}。` },
      ],
    },
  })
}

/** 复核决定书, for the applicant. */
export async function issueReconsideration(
  tx: Tx,
  ctx: Ctx,
  row: Objection,
  caseRow: CaseRow,
  gives: { quantity: number; amountFen: bigint | null } | null,
): Promise<{ number: string }> {
  const decision = decisionWords[(row.decision ?? 'upheld') as Decision]
  const amount = gives?.amountFen ? fen(gives.amountFen) : null
  const given = amount !== null ? `${formatYuan(amount, { decimals: 2 })} 元（大写：${amountInWords(amount)}）` : gives ? `${gives.quantity} 个` : null
  return issueDocument(tx, ctx, {
    kind: 'reconsideration',
    caseId: caseRow.id,
    personId: caseRow.personId,
    holderName: row.name ?? '',
    data: {
      office,
      blocks: [
        { type: 'addressee', text: `${row.name ?? ''}：` },
        { type: 'paragraph', text: `您对「${caseRow.measure.name}」（办件编号 ${caseRow.caseNo}）的结果申请复核。经由没有参与原决定的人员处理，决定如下：` },
        {
          type: 'facts',
          rows: [
            { label: '复核编号', value: row.number },
            { label: '决定', value: decision, strong: true },
            ...(given ? [{ label: '支持内容', value: given, strong: true }] : []),
            { label: '理由', value: row.reason ?? '' },
          ],
        },
        { type: 'plain', text: gives ? '原来的结果改了，接下来按新的结果办。' : '原来的结果不变，原因在上面；条件变了可以再申请。' },
        { type: 'remedy', text: furtherRemedies },
      ],
    },
  })
}
