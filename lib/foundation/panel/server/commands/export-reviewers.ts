import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { reviewerPolicy } from '../../model/policy'
import type { ReviewerQuery } from '../../model/reviewer-query'
import { linesOf, whereOf } from '../reviewers'

/** 专家库 as a workbook, with the filters of the page. Names leave the house, so each export leaves a row in the audit. */
export const exportReviewers: Command<ReviewerQuery, { name: string; mediaType: string; bytes: Buffer }> = (ctx, query) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(reviewerPolicy, 'reviewer.export', { personId: null })
    const lines = await linesOf(tx, whereOf(query))
    const { q, field, state } = query
    await recordAudit(tx, ctx, {
      type: 'reviewer.exported',
      subject: { kind: 'reviewer', id: 'list' },
      detail: { rows: lines.length, q, field, state: state ?? 'all' },
    })
    const bytes = await workbook([
      {
        name: '专家库',
        columns: [
          { title: '编号' },
          { title: '姓名' },
          { title: '专业', width: 28 },
          { title: '单位', width: 32 },
          { title: '职务职称', width: 18 },
          { title: '状态' },
          { title: '待评', kind: 'number' },
          { title: '今日新派', kind: 'number' },
          { title: '已锁定', kind: 'number' },
        ],
        rows: lines.map((line) => [
          line.no,
          line.name,
          line.fields.join('、'),
          line.employer,
          line.title,
          line.active ? '在库' : '停用',
          line.open,
          line.today,
          line.locked,
        ]),
      },
    ])
    return { name: `专家库 ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes }
  })
