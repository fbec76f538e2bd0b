import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { type CaseState, statesOf } from '../../casework/model/machine'
import { lockCase, recordCaseEvent } from '../../casework/server/door'
import { wordsOfKind } from '../../relation/model/kinds'
import { tellObservers } from './notices'
import type { AssignmentRow } from './repo'

/** Voted on by the meeting, and not approved yet: the score was used, and somebody can still stop. */
export const stoppable: readonly CaseState[] = statesOf('voted')

/**
 * The entry is decided, so the sheet stays as it is: each case of it that is not approved yet says in its history what came to light,
 * which flags it for the approver; observers and the panel's clerk are told. Once for each sheet. Lock the sheet before.
 */
export async function noteLate(tx: Tx, ctx: Ctx, row: AssignmentRow, hardKind: string): Promise<void> {
  const cases = await tx.case.findMany({
    where: { applicationId: row.entry.applicationId, state: { in: [...stoppable] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const why = wordsOfKind(hardKind)
  let noted = 0
  for (const { id } of cases) {
    const found = await lockCase(tx, { id })
    const before = await tx.caseEvent.findFirst({ where: { caseId: id, kind: 'relation_found_late', params: { path: ['sheet'], equals: row.id } } })
    if (before || !stoppable.includes(found.state)) continue
    await recordCaseEvent(tx, ctx, id, { kind: 'relation_found_late', audience: 'staff', params: { reviewer: row.reviewer.no, why, sheet: row.id } })
    noted++
  }
  if (noted === 0) return
  await recordAudit(tx, ctx, {
    type: 'panel.relation_found_late',
    subject: { kind: 'entry', id: row.entryId },
    detail: { entry: row.entry.code, reviewer: row.reviewer.no, kind: hardKind, cases: noted },
  })
  const body = `【攀登者】${row.entry.code} 已经议定，会后查出评审专家 ${row.reviewer.no} 有利益关系（${why}）。批准前请先处理。`
  await tellObservers(tx, row.entry.panelId, 'panel.relation_found_late', row.id, body)
}
