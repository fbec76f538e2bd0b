import 'server-only'
import type { z } from 'zod'
import { type CaseRow, lockCase, moveCase, recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { parsePersonName } from '@/lib/foundation/identity/model/name'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, calendarDate, dateColumn, fromDateColumn, instantAt } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { consume } from '@/lib/platform/rate-limit'
import { type Channel, deadlines } from '../../model/objection'
import { stageOf } from '../../model/period'
import { objectionPolicy } from '../../model/policy'
import type { enterObjectionSchema, objectSchema } from '../../model/schema'
import { keptContact, lookupHash, secretOf } from '../contact'
import { dependenceOf, nextNumber } from '../repo'
import { tellApplicant } from '../tell'

export interface ObjectionReceipt {
  readonly number: string
  /** Opens the receipt together with the number; shown once. */
  readonly secret: string
  readonly ackDueOn: CalendarDate
  readonly decideDueOn: CalendarDate
}

type Said = z.output<typeof objectSchema>

/** The published line, its case locked. */
async function lineFor(tx: Tx, said: Pick<Said, 'notice' | 'line'>) {
  const line = await tx.noticeLine.findFirst({ where: { ordinal: said.line, notice: { number: said.notice, state: 'published' } }, include: { notice: true } })
  if (!line) throw AppError.notFound()
  return { line, row: await lockCase(tx, { id: line.caseId }) }
}

type Line = Awaited<ReturnType<typeof lineFor>>['line']

function assertInForce(line: Line, on: CalendarDate): void {
  const { state, fromOn, toOn } = line.notice
  if (stageOf({ state, fromOn: fromOn && fromDateColumn(fromOn), toOn: toOn && fromDateColumn(toOn) }, on) !== 'in_force') throw AppError.rule('notice.over')
}

/** An anonymous objection must be concrete enough to be checked without asking back. */
async function assertConcrete(tx: Tx, said: Said): Promise<void> {
  const rules = await loadRules(tx, ['objection.facts_signs', 'objection.anonymous_evidence_signs'])
  const short = (text: string, least: number) => [...text].length < least
  const fields: Record<string, string> = {}
  if (short(said.facts, rules['objection.facts_signs'].value)) fields.facts = `text.too_short:${rules['objection.facts_signs'].value}`
  if (said.anonymous && short(said.evidence, rules['objection.anonymous_evidence_signs'].value))
    fields.evidence = `text.too_short:${rules['objection.anonymous_evidence_signs'].value}`
  if (Object.keys(fields).length > 0) throw AppError.invalid(fields)
}

/** Holds award and commitment: the case waits until everybody who objected has an answer. */
async function hold(tx: Tx, ctx: Ctx, row: CaseRow, number: string): Promise<void> {
  if (row.state === 'objection_hold') {
    // on their page like the first one; a message for each would let anybody ring somebody's telephone all day
    await recordCaseEvent(tx, ctx, row.id, { kind: 'objection_received', audience: 'applicant' })
    return
  }
  if (row.state !== 'public_notice') throw AppError.rule('notice.over')
  await moveCase(tx, ctx, row.id, 'object')
  await tellApplicant(tx, row, {
    template: 'notice.objected',
    key: `objected:${number}`,
    text: '公示期有人提了异议，正在核实，核实完之前先不批。结果会告诉你。',
  })
}

async function receive(
  tx: Tx,
  ctx: Ctx,
  found: { line: Line; row: CaseRow },
  said: Said,
  how: { channel: Channel; receivedOn: CalendarDate },
): Promise<ObjectionReceipt> {
  const secret = secretOf(ctx.key)
  const before = await tx.objection.findUnique({ where: { id: ctx.key } })
  if (before && (before.facts !== said.facts || before.evidence !== said.evidence || before.lineId !== found.line.id))
    throw AppError.conflict('objection.sent_already', { number: before.number, secret })
  if (before) return { number: before.number, secret, ackDueOn: fromDateColumn(before.ackDueOn), decideDueOn: fromDateColumn(before.decideDueOn) }
  assertInForce(found.line, how.receivedOn)
  await assertConcrete(tx, said)
  const rules = await loadRules(tx, ['objection.ack_days', 'objection.decide_days'])
  const due = deadlines(await loadCalendar(tx), how.receivedOn, { ack: rules['objection.ack_days'].value, decide: rules['objection.decide_days'].value })
  const number = await nextNumber(tx, ctx, 'objection')
  const name = parsePersonName(said.name)
  const today = ctx.clock.today()
  await tx.objection.createMany({
    data: [
      {
        id: ctx.key,
        number,
        kind: 'objection',
        caseId: found.row.id,
        lineId: found.line.id,
        anonymous: said.anonymous,
        name: said.anonymous || !name.ok ? null : name.value,
        ...keptContact(ctx.key, said.contact),
        channel: how.channel,
        facts: said.facts,
        evidence: said.evidence,
        // what was written down a day later counts from the day on which it came
        receivedAt: how.receivedOn === today ? ctx.clock.now() : instantAt(how.receivedOn, '17:00'),
        ackDueOn: dateColumn(due.ackDueOn),
        decideDueOn: dateColumn(due.decideDueOn),
        lookupHash: lookupHash(number, secret),
      },
    ],
  })
  await hold(tx, ctx, found.row, number)
  const detail = { case: found.row.caseNo, notice: found.line.notice.number, anonymous: said.anonymous, channel: how.channel }
  await recordAudit(tx, ctx, { type: 'objection.received', subject: { kind: 'objection', id: number }, detail })
  return { number, secret, ...due }
}

/** Objections that may come over the net: to one line in an hour, and to all lines. Telephone and window have no limit. */
const PER_LINE = 20
const ALTOGETHER = 300

/** By anybody, without an account. Who is signed in by chance is not recorded. */
export const objectOnline: Command<Said, ObjectionReceipt> = async (ctx, said) => {
  await consume('objection', 'all', ALTOGETHER, 3600)
  await consume('objection-line', `${said.notice}:${said.line}`, PER_LINE, 3600)
  const unnamed: Ctx = { ...ctx, actor: null }
  return ctx.transaction(async (tx) => receive(tx, unnamed, await lineFor(tx, said), said, { channel: 'online', receivedOn: ctx.clock.today() }))
}

/** What came by telephone, letter or in person, entered by the window with the day on which it came. */
export const enterObjection: Command<z.output<typeof enterObjectionSchema>, ObjectionReceipt> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const found = await lineFor(tx, input)
    const dependence = await dependenceOf(tx, ctx.actor, found.row.id)
    ctx.assertCan(objectionPolicy, 'objection.enter', { dependence, handlerId: null, applicantPersonId: null })
    const receivedOn = calendarDate(input.receivedOn)
    if (receivedOn > ctx.clock.today()) throw AppError.invalid({ receivedOn: 'objection.in_future' })
    const { channel, receivedOn: _, ...said } = input
    return receive(tx, ctx, found, said, { channel, receivedOn })
  })
