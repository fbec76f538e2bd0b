import 'server-only'
import { assertMayReadFund } from '@/lib/foundation/fund/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { deviation } from '../../model/performance'
import { indicators } from '../performance'

/** 绩效自评表 of a year as a workbook; the reason for a deviation and the self-assessment are left to be written. */
export const exportPerformance: Command<{ year: number }, { name: string; mediaType: string; bytes: Uint8Array }> = (ctx, { year }) =>
  ctx.transaction(async (tx) => {
    assertMayReadFund(ctx.actor)
    const { lines, rows } = await indicators(tx, year)
    if (lines.length === 0) throw AppError.notFound()
    await recordAudit(tx, ctx, { type: 'fund.performance_exported', subject: { kind: 'fund_year', id: String(year) }, detail: { indicators: rows.length } })
    const bytes = await workbook([
      {
        name: '绩效自评表',
        columns: [
          { title: '指标', width: 18 },
          { title: '怎么算', width: 34 },
          { title: '单位' },
          { title: '目标值', kind: 'number' },
          { title: '实际值', kind: 'number' },
          { title: '偏差', kind: 'number' },
          { title: '偏差原因和改进措施', width: 44 },
        ],
        rows: rows.map((row) => [row.name, row.how, row.unit, row.target, row.actual, deviation(row), '']),
      },
      {
        name: '资金执行',
        columns: [
          { title: '预算线', width: 20 },
          ...['预算', '承诺', '合同', '拨付', '收回', '结转下年', '可用'].map((title) => ({ title, kind: 'money' as const, width: 16 })),
        ],
        rows: lines.map(({ name, budgetFen, balances: b }) => [name, budgetFen, b.committed, b.contracted, b.disbursed, b.recovered, b.carried, b.available]),
      },
      {
        name: '说明',
        columns: [{ title: '说明', width: 80 }],
        rows: [
          [`数据截至 ${ctx.clock.today()}，实际值从系统的行里算出。`],
          ['目标值是平台默认（D），待管委会确认后在规则里改。'],
          ['免租空间是测算值，不是现金，不在这张表里。'],
        ],
      },
    ])
    return { name: `专项资金绩效自评表 ${year} 年.xlsx`, mediaType: XLSX, bytes }
  })
