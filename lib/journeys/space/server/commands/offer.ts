import 'server-only'
import type { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { addDays, formatDateZh } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { enqueue } from '@/lib/platform/jobs'
import { spacePolicy } from '../../model/policy'
import type { caseSchema } from '../../model/schema'
import { type AllocationRow, lockOfCase, setPeriod, transition } from '../repo'
import { claimKindOf, type Terms, termsFor } from '../terms'

type CaseRow = Awaited<ReturnType<typeof lockCase>>

const placeOf = (row: AllocationRow) => `${row.unit.carrier.name} ${row.unit.floor} 层${row.unit.zone ? ` ${row.unit.zone} 区` : ''}`

const answerBy = (terms: Terms) => `${formatDateZh(terms.confirmBy, { year: true, weekday: true })}17:00${terms.provisional ? '（暂定）' : ''}`

function issueNotice(tx: Tx, ctx: Ctx, row: CaseRow, holderName: string, held: readonly AllocationRow[], terms: Terms) {
  const [first] = held
  return issueDocument(tx, ctx, {
    kind: 'allocation',
    caseId: row.id,
    personId: row.personId,
    holderName,
    data: {
      holderName,
      caseNo: row.caseNo,
      item: row.measure.name,
      office,
      units: held.map((one) => one.unit.code),
      place: first ? placeOf(first) : '',
      term: `${formatDateZh(terms.from, { year: true })}至${formatDateZh(addDays(terms.to, -1), { year: true })}`,
      rent: '0 元；水电网按实际用量自付',
      deposit: '不收',
      rules: '只用于申请的项目；不能转租、转借',
      confirmBy: answerBy(terms),
    },
  })
}

/** 配租通知书: the held units are offered for the term that the notice states, with three working days to answer. */
export const offer: Command<z.output<typeof caseSchema>, { document: string; documentId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    return once(tx, ctx, 'space.offer', input, async () => {
      const held = await lockOfCase(tx, row.id, ['held'])
      if (held.length === 0) throw AppError.conflict('space.nothing_held')
      const now = ctx.clock.now()
      if (held.some((one) => one.holdExpiresAt && one.holdExpiresAt <= now)) throw AppError.rule('space.hold_expired')
      const terms = await termsFor(tx, ctx.clock.today(), claimKindOf(row.measure))
      for (const one of held) await transition(tx, one, 'offer', { offeredAt: now, respondBy: terms.respondBy, holdExpiresAt: terms.respondBy })
      await setPeriod(
        tx,
        held.map((one) => one.id),
        terms,
      )
      const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
      const document = await issueNotice(tx, ctx, row, holder.name, held, terms)
      const units = held.map((one) => one.unit.code)
      await recordCaseEvent(tx, ctx, row.id, { kind: 'offered', audience: 'public', params: { document: document.number } })
      await recordAudit(tx, ctx, { type: 'space.offered', subject: { kind: 'case', id: row.caseNo }, detail: { document: document.number, units } })
      await enqueue(tx, 'expire-holds', {}, { runAt: terms.respondBy, key: `expire:${row.id}` })
      if (holder.phone)
        await notify(tx, {
          channel: 'sms',
          recipient: holder.phone,
          template: 'space.offered',
          dedupeKey: `offered:${row.id}:${document.number}`,
          caseId: row.id,
          body: `给你留了 ${units.join('、')}，请在 ${answerBy(terms)} 前登录确认，不回就给下一位。`,
        })
      return { document: document.number, documentId: document.id }
    })
  })
