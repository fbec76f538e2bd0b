import 'server-only'
import type { z } from 'zod'
import { type CaseRow, lockCase, moveCase } from '@/lib/foundation/casework/server/door'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { noticePeriod } from '../../model/period'
import { noticePolicy } from '../../model/policy'
import type { publishSchema } from '../../model/schema'
import { lineOf } from '../line-of'
import { peopleOf } from '../ready'
import { isReady, nextNumber } from '../repo'
import { tellApplicant } from '../tell'
import { longDay } from '../words'

async function lockReady(tx: Tx, roundId: string, cases: z.output<typeof publishSchema>['cases']): Promise<CaseRow[]> {
  const rows: CaseRow[] = []
  // always in one order, so that two who publish the same cases do not wait for each other in a ring
  for (const { caseNo } of [...cases].sort((a, b) => a.caseNo.localeCompare(b.caseNo))) {
    const row = await lockCase(tx, { caseNo })
    if (row.application.roundId !== roundId) throw AppError.notFound()
    rows.push(row)
  }
  return rows
}

/** 公示: one press shows the masked lines to everybody for at least the days of the rule and moves the cases. */
export const publishNotice: Command<z.output<typeof publishSchema>, { number: string; toOn: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const round = await tx.round.findUnique({ where: { id: input.roundId }, select: { id: true, name: true } })
    if (!round) throw AppError.notFound()
    const rows = await lockReady(tx, round.id, input.cases)
    ctx.assertCan(noticePolicy, 'notice.publish', { personIds: rows.flatMap(peopleOf), publishedBy: null })
    for (const row of rows) {
      const seen = input.cases.find((one) => one.caseNo === row.caseNo)
      if (seen?.version !== row.version || !(await isReady(tx, row))) throw AppError.conflict('notice.changed', { caseNo: row.caseNo })
    }
    const rules = await loadRules(tx, ['notice.days'])
    if (input.days < rules['notice.days'].value) throw AppError.rule('notice.days_few', { days: rules['notice.days'].value })
    const period = noticePeriod(await loadCalendar(tx), ctx.clock.today(), input.days)
    const number = await nextNumber(tx, ctx, 'notice')
    const title = `${round.name}拟支持项目公示`
    const userId = ctx.actor?.userId ?? ''
    const draft = await tx.publicNotice.create({ data: { roundId: round.id, title, days: input.days, createdBy: userId, createdAt: ctx.clock.now() } })
    const names = new Map((await tx.person.findMany({ where: { id: { in: rows.map((row) => row.personId) } } })).map((person) => [person.id, person.name]))
    await tx.noticeLine.createMany({
      data: rows.map((row, i) => ({ noticeId: draft.id, ordinal: i + 1, caseId: row.id, ...lineOf(row)(names.get(row.personId) ?? '') })),
    })
    await tx.publicNotice.update({
      where: { id: draft.id, version: 1 },
      data: {
        state: 'published',
        version: 2,
        number,
        publishedAt: ctx.clock.now(),
        publishedBy: userId,
        fromOn: dateColumn(period.fromOn),
        toOn: dateColumn(period.toOn),
        provisional: period.provisional,
      },
    })
    for (const row of rows) {
      if (row.state === 'panel_decision') await moveCase(tx, ctx, row.id, 'publish', { params: { number, until: longDay(period.toOn) } })
      await tellApplicant(tx, row, { template: 'notice.published', key: `notice:${number}:${row.id}`, text: `开始公示，到 ${longDay(period.toOn)} 止。` })
    }
    const detail = { lines: rows.length, days: input.days, fromOn: period.fromOn, toOn: period.toOn, provisional: period.provisional }
    await recordAudit(tx, ctx, { type: 'notice.published', subject: { kind: 'notice', id: number }, detail })
    return { number, toOn: period.toOn }
  })
