import 'server-only'
import { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { addDays, formatDateZh } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { offerTerms } from '../../model/offer'
import { spacePolicy } from '../../model/policy'
import { type ClaimAnswer, claimUnits } from '../claim'
import { type AllocationRow, lockOfCase, transition } from '../repo'

export const allocateSchema = z.strictObject({ caseNo: z.string(), unitIds: z.array(z.uuid()).min(1, 'units.empty').max(4, 'units.too_many') })

const unitKind = (measureCode: string): 'desk' | 'flat' => (measureCode === 'flat' ? 'flat' : 'desk')

async function termsFor(tx: Tx, ctx: Ctx, kind: 'desk' | 'flat') {
  const months = `space.term_months.${kind}`
  const rules = await loadRules(tx, ['offer.days', 'hold.days', months])
  return offerTerms(await loadCalendar(tx), ctx.clock.today(), rules['offer.days']?.value ?? 0, rules[months]?.value ?? 0)
}

function refuseUnlessWon(answer: ClaimAnswer): void {
  if (answer.status === 'won') return
  if (answer.status === 'taken') throw AppError.conflict('space.taken', { units: (answer.units ?? []).map((u) => u.code).join('、') })
  if (answer.status === 'over_limit')
    throw AppError.rule('space.over_limit', { limit: answer.limit ?? answer.approved, live: answer.live, approved: answer.approved })
  throw AppError.conflict(`space.${answer.status}`)
}

/** An officer gives an approved case the units picked on the plan: they are held, nobody else can have them. */
export const allocate: Command<z.output<typeof allocateSchema>, { allocations: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    const kind = unitKind(row.measureCode)
    const terms = await termsFor(tx, ctx, kind)
    const answer = await claimUnits(tx, {
      actorId: ctx.actor?.userId ?? '',
      key: ctx.key,
      caseId: row.id,
      kind,
      unitIds: input.unitIds,
      count: input.unitIds.length,
      from: terms.from,
      to: terms.to,
      holdUntil: terms.respondBy,
    })
    refuseUnlessWon(answer)
    if (answer.status !== 'won') return { allocations: [] }
    if (!answer.replayed) {
      await enqueue(tx, 'expire-holds', {}, { runAt: terms.respondBy, key: `expire:${row.id}` })
      await recordCaseEvent(tx, ctx, row.id, { kind: 'units_held', audience: 'applicant', params: { count: answer.allocations.length } })
      await recordAudit(tx, ctx, { type: 'space.held', subject: { kind: 'case', id: row.caseNo }, detail: { units: answer.units } })
    }
    return { allocations: answer.allocations }
  })

export const claimSchema = z.strictObject({ caseNo: z.string() })

/** An approved applicant takes free desks themselves, as many as were approved; without enough free ones, a place on the list. */
export const claim: Command<z.output<typeof claimSchema>, { status: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.claim', subjectOf(row))
    const kind = unitKind(row.measureCode)
    const terms = await termsFor(tx, ctx, kind)
    const claimed = { actorId: ctx.actor?.userId ?? '', key: ctx.key, caseId: row.id, kind, unitIds: null, count: row.quantity }
    const answer = await claimUnits(tx, { ...claimed, from: terms.from, to: terms.to, holdUntil: terms.respondBy })
    if (answer.status === 'not_approved' || answer.status === 'over_limit' || answer.status === 'key_reused') refuseUnlessWon(answer)
    await recordAudit(tx, ctx, { type: 'space.claimed', subject: { kind: 'case', id: row.caseNo }, detail: { status: answer.status } })
    return { status: answer.status }
  })

export const offerSchema = z.strictObject({ caseNo: z.string() })

const placeOf = (row: AllocationRow) => `${row.unit.carrier.name} ${row.unit.floor} 层${row.unit.zone ? ` ${row.unit.zone} 区` : ''}`

/** 配租通知书: the held units are offered, with three working days to answer. */
export const offer: Command<z.output<typeof offerSchema>, { document: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    const held = await lockOfCase(tx, row.id, ['held'])
    const [first] = held
    if (!first) throw AppError.conflict('space.nothing_held')
    const terms = await termsFor(tx, ctx, unitKind(row.measureCode))
    for (const one of held) await transition(tx, one, 'offer', { offeredAt: ctx.clock.now(), respondBy: terms.respondBy, holdExpiresAt: terms.respondBy })
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
    const confirmBy = `${formatDateZh(terms.confirmBy, { year: true, weekday: true })}17:00${terms.provisional ? '（暂定）' : ''}`
    const document = await issueDocument(tx, ctx, {
      kind: 'allocation',
      caseId: row.id,
      personId: row.personId,
      holderName: holder.name,
      data: {
        holderName: holder.name,
        caseNo: row.caseNo,
        item: row.measure.name,
        office,
        units: held.map((one) => one.unit.code),
        place: placeOf(first),
        term: `${formatDateZh(terms.from, { year: true })}至${formatDateZh(addDays(terms.to, -1), { year: true })}`,
        rent: '0 元；水电网按实际用量自付',
        deposit: '不收',
        rules: '只用于申请的项目；不能转租、转借',
        confirmBy,
      },
    })
    await recordCaseEvent(tx, ctx, row.id, { kind: 'offered', audience: 'public', params: { document: document.number } })
    await recordAudit(tx, ctx, {
      type: 'space.offered',
      subject: { kind: 'case', id: row.caseNo },
      detail: { document: document.number, units: held.map((h) => h.unit.code) },
    })
    await enqueue(tx, 'expire-holds', {}, { runAt: terms.respondBy, key: `expire:${row.id}` })
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: 'space.offered',
        dedupeKey: `offered:${row.id}:${document.number}`,
        caseId: row.id,
        body: `给你留了 ${held.map((h) => h.unit.code).join('、')}，请在 ${confirmBy} 前登录确认，不回就给下一位。`,
      })
    return { document: document.number }
  })
