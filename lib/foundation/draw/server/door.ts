import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { nextNumbered } from '@/lib/platform/number-series'
import type { Draw, Prisma } from '@/prisma/generated/client'
import { commitOf, type DrawEntryIn, drawOrder, entriesHash, RULE_VERSION, resultOf } from '../model/order'
import { lockDraw, moveDraw } from './repo'

// Whoever calls decides who may: the functions here ask only whether the step is possible. Every step is refused by the
// database as well (migration draw_and_meeting).

const SECRET_BYTES = 32
const contextOf = (id: string) => `draw:secret:${id}`

export interface NewDraw {
  readonly purpose: string
  readonly title: string
  /** What the draw is for, e.g. `{panelId}`; a draw with a subject is driven by the room that made it. */
  readonly subject: Prisma.InputJsonObject
  readonly poolRule: string
  readonly units: number
  /** Which value, unknown today, will be the public number. */
  readonly publicValueSource: string
  readonly closesAt: Date
  /** Whether everybody may see it as it goes; otherwise only after `discloseDraw`. */
  readonly public: boolean
}

export interface RanEntry extends DrawEntryIn {
  readonly ticket: string
  readonly rank: number
  readonly result: 'offered' | 'waitlisted'
}

/** Makes the secret and the row; nothing of it is published yet. */
export async function insertDraw(tx: Tx, ctx: Ctx, draw: NewDraw, rerun: { rerunOfId?: string; rerunReason?: string; rerunBy?: string } = {}): Promise<Draw> {
  const secret = randomBytes(SECRET_BYTES).toString('hex')
  const id = randomUUID()
  return tx.draw.create({
    data: {
      ...draw,
      ...rerun,
      id,
      number: await nextNumbered(tx, 'draw', 'YH', ctx.clock.today()),
      ruleVersion: RULE_VERSION,
      secretCipher: encryptField(secret, contextOf(id)),
      commit: commitOf(secret) ?? '',
      createdBy: ctx.actor?.userId ?? null,
      createdAt: ctx.clock.now(),
    },
  })
}

/** Publishes the seal of a planned draw: from here on the secret cannot be another. */
export async function commitDraw(tx: Tx, ctx: Ctx, row: Draw, more: { rerunBySecond?: string } = {}): Promise<void> {
  const now = ctx.clock.now()
  if (row.closesAt < now) throw AppError.rule('draw.closes_in_the_past')
  await moveDraw(tx, ctx, row, 'commit', { committedAt: now, ...more }, { commit: row.commit })
}

/** 封密钥: a new draw whose seal is published at once, at the latest in the moment of closing. */
export async function planDraw(tx: Tx, ctx: Ctx, draw: NewDraw): Promise<{ id: string; number: string; commit: string }> {
  const row = await insertDraw(tx, ctx, draw)
  await commitDraw(tx, ctx, row)
  return { id: row.id, number: row.number, commit: row.commit }
}

/** 冻结名单: at or after the closing time, once; from here on no number can join, leave or change its class. */
export async function freezeDraw(tx: Tx, ctx: Ctx, drawId: string, entries: readonly DrawEntryIn[]): Promise<{ entriesHash: string }> {
  const row = await lockDraw(tx, { id: drawId })
  const now = ctx.clock.now()
  if (row.state !== 'committed') throw AppError.conflict('draw.state_changed', { state: row.state })
  if (now < row.closesAt) throw AppError.rule('draw.not_closed', { at: row.closesAt.toISOString() })
  if (entries.length === 0) throw AppError.rule('draw.no_entries')
  if (new Set(entries.map((entry) => entry.entryNo)).size !== entries.length) throw AppError.rule('draw.entry_twice')
  await tx.drawEntry.createMany({ data: entries.map(({ entryNo, priorityClass }) => ({ drawId, entryNo, priorityClass })) })
  const hash = entriesHash(entries)
  await moveDraw(tx, ctx, row, 'freeze', { entriesHash: hash, frozenAt: now }, { entries: entries.length, entriesHash: hash })
  return { entriesHash: hash }
}

/** 开摇: the public value opens the order; the secret stays sealed until publication. In order of rank. */
export async function runDraw(tx: Tx, ctx: Ctx, drawId: string, input: { publicValue: string; witnessName: string }): Promise<RanEntry[]> {
  const row = await lockDraw(tx, { id: drawId })
  if (row.state !== 'frozen') throw AppError.conflict('draw.state_changed', { state: row.state })
  const publicValue = input.publicValue.trim()
  const witnessName = input.witnessName.trim()
  if (publicValue === '' || witnessName === '') throw AppError.rule('draw.value_and_witness')
  const entries = await tx.drawEntry.findMany({ where: { drawId } })
  const ranked = drawOrder(decryptField(row.secretCipher, contextOf(row.id)), publicValue, entries).map((entry) => ({
    ...entry,
    result: resultOf(entry.rank, row.units),
  }))
  await tx.$executeRaw`
    UPDATE draw_entry e SET ticket = r.ticket, rank = r.rank, result = r.result
      FROM unnest(${ranked.map((one) => one.entryNo)}::text[], ${ranked.map((one) => one.ticket)}::text[], ${ranked.map((one) => one.rank)}::int[],
                  ${ranked.map((one) => one.result)}::text[]) AS r(entry_no, ticket, rank, result)
     WHERE e.draw_id = ${drawId}::uuid AND e.entry_no = r.entry_no`
  await moveDraw(tx, ctx, row, 'draw', { publicValue, witnessName, drawnAt: ctx.clock.now(), drawnBy: ctx.actor?.userId ?? null }, { publicValue, witnessName })
  return ranked
}

/**
 * 公布: opens the key, so that anybody can compute the order again. Earlier runs of the same draw are opened with it.
 * Whether everybody sees it is another question: see `discloseDraw`.
 */
export async function publishDraw(tx: Tx, ctx: Ctx, drawId: string): Promise<void> {
  const row = await lockDraw(tx, { id: drawId })
  const later = await tx.draw.findUnique({ where: { rerunOfId: row.id }, select: { state: true } })
  if (later && later.state !== 'planned' && later.state !== 'published') throw AppError.rule('draw.rerun_running')
  await moveDraw(tx, ctx, row, 'publish', { secret: decryptField(row.secretCipher, contextOf(row.id)), publishedAt: ctx.clock.now() })
  if (row.rerunOfId) await publishDraw(tx, ctx, row.rerunOfId)
}

/** Lets everybody see a draw that was made behind a closed door, e.g. of reviewers after their panel has finished. Never back. */
export async function discloseDraw(tx: Tx, ctx: Ctx, drawId: string): Promise<void> {
  const shown = await tx.draw.updateMany({ where: { id: drawId, public: false, state: 'published' }, data: { public: true } })
  if (shown.count === 1) await recordAudit(tx, ctx, { type: 'draw.disclosed', subject: { kind: 'draw', id: drawId } })
}
