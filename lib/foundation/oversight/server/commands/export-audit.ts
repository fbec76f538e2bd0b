import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { csv } from '@/lib/platform/csv'
import { oversightPolicy } from '../../model/policy'
import type { auditExportSchema } from '../../model/schema'
import { auditWhere, lineOf } from '../audit'

/** More rows than this are asked for by narrower filters. */
const AT_MOST = 20_000

const columns = ['序号', '时间', '谁', '动作', '对象', '结果', '理由', '详情']

/** The filtered audit for a spreadsheet; the export is itself an audit row. */
export const exportAudit: Command<z.output<typeof auditExportSchema>, { name: string; csv: string; rows: number; cut: boolean }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(oversightPolicy, 'audit.export', null)
    const rows = await tx.auditEvent.findMany({ where: auditWhere(input), orderBy: { id: 'desc' }, take: AT_MOST + 1 })
    const lines = rows.slice(0, AT_MOST).map(lineOf)
    const cells = lines.map((one) => [one.id, one.when, one.actor, one.action, one.subject, one.outcome, one.reason, one.detail])
    await recordAudit(tx, ctx, { type: 'audit.exported', subject: { kind: 'audit', id: 'log' }, detail: { filter: { ...input }, rows: lines.length } })
    return { name: `审计记录 ${ctx.clock.today()}.csv`, csv: csv(columns, cells), rows: lines.length, cut: rows.length > AT_MOST }
  })
