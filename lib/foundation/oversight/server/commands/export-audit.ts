import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { oversightPolicy } from '../../model/policy'
import type { auditExportSchema } from '../../model/schema'
import { auditWhere, lineOf } from '../audit'

/** More rows than this are asked for by narrower filters. */
const AT_MOST = 20_000

const head = { id: '序号', when: '时间', actor: '谁', action: '动作', subject: '对象', outcome: '结果', reason: '理由', detail: '详情' }

/** The filtered audit as a table for a spreadsheet (UTF-8 with BOM, no cell is a formula); the export is itself an audit row. */
export const exportAudit: Command<z.output<typeof auditExportSchema>, { fileName: string; csv: string; rows: number; cut: boolean }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(oversightPolicy, 'audit.export', null)
    const rows = await tx.auditEvent.findMany({ where: auditWhere(input), orderBy: { id: 'desc' }, take: AT_MOST + 1 })
    const lines = rows.slice(0, AT_MOST).map(lineOf)
    const csv = stringify(lines, { header: true, bom: true, escape_formulas: true, columns: head, record_delimiter: 'windows' })
    await recordAudit(tx, ctx, { type: 'audit.exported', subject: { kind: 'audit', id: 'log' }, detail: { filter: { ...input }, rows: lines.length } })
    return { fileName: `审计记录-${ctx.clock.today()}.csv`, csv, rows: lines.length, cut: rows.length > AT_MOST }
  })
