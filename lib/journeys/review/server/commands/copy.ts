import 'server-only'
import * as z from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { type BlindPage, countBars, pagesOfSummary, pagesSchema, redactPages } from '../../model/blind-copy'
import { reviewPolicy } from '../../model/policy'
import { searchTerms } from '../../model/redact'
import type { confirmSchema, entrySchema, hideWordsSchema, summarySchema } from '../../model/schema'
import { hashOfPages, makePages, termsOfEntry } from '../copy'
import { reviewSubject } from '../subject'

export const roundSchema = z.strictObject({ roundId: z.uuid() })

/** The entry with its copy, locked; by a clerk who has nothing to do with it. */
async function prepared(tx: Tx, ctx: Ctx, entryId: string) {
  await tx.$queryRaw`SELECT 1 FROM review_entry WHERE id = ${entryId}::uuid FOR UPDATE`
  const entry = await tx.reviewEntry.findUnique({ where: { id: entryId }, include: { round: true, blindCopy: true } })
  if (!entry) throw AppError.notFound()
  ctx.assertCan(reviewPolicy, 'review.prepare', await reviewSubject(tx, entry.roundId, entryId))
  return entry
}

/** New pages, and with them no confirmation any more. */
async function store(
  tx: Tx,
  ctx: Ctx,
  entry: Awaited<ReturnType<typeof prepared>>,
  pages: BlindPage[],
  type: string,
): Promise<{ version: number; sha256: string }> {
  const sha256 = hashOfPages(pages)
  const values = { pages, sha256, hiddenTerms: countBars(pages), madeAt: ctx.clock.now(), confirmedBy: null, confirmerName: null, confirmedAt: null }
  const version = (entry.blindCopy?.version ?? 0) + 1
  if (!entry.blindCopy) await tx.blindCopy.createMany({ data: [{ entryId: entry.id, ...values }] })
  else {
    const saved = await tx.blindCopy.updateMany({ where: { entryId: entry.id, version: entry.blindCopy.version }, data: { ...values, version } })
    if (saved.count !== 1) throw AppError.conflict('review.copy_stale')
  }
  const detail = { code: entry.code, pages: pages.length, hidden: values.hiddenTerms, version, sha256 }
  await recordAudit(tx, ctx, { type, subject: { kind: 'entry', id: entry.id }, detail })
  return { version, sha256 }
}

/** What a clerk wrote stays when the copy is made anew from form and plan. */
const summaries = (stored: unknown): BlindPage[] => pagesSchema.parse(stored ?? []).filter((page) => page.source === 'summary')

/** Makes the copy from form and plan, or makes it anew. Words that a clerk had added are to be added again. */
export const makeCopy: Command<z.output<typeof entrySchema>, { version: number; filesWithoutText: number }> = (ctx, { entryId }) =>
  ctx.transaction(async (tx) => {
    const entry = await prepared(tx, ctx, entryId)
    const made = await makePages(tx, entryId)
    const { version } = await store(tx, ctx, entry, [...made.pages, ...summaries(entry.blindCopy?.pages)], 'review.copy_made')
    return { version, filesWithoutText: made.filesWithoutText }
  })

/** The copies of all entries of a round that have none yet, one transaction each. Answers how many were made. */
export const makeCopies: Command<z.output<typeof roundSchema>, { made: number }> = async (ctx, { roundId }) => {
  const waiting = await ctx.transaction(async (tx) => {
    ctx.assertCan(reviewPolicy, 'review.prepare', await reviewSubject(tx, roundId))
    return tx.reviewEntry.findMany({ where: { roundId, blindCopy: null, state: { not: 'withdrawn' } }, select: { id: true }, orderBy: { code: 'asc' } })
  })
  for (const { id } of waiting) await makeCopy(ctx, { entryId: id })
  return { made: waiting.length }
}

function copyOf(entry: Awaited<ReturnType<typeof prepared>>, version: number) {
  if (!entry.blindCopy) throw AppError.rule('review.copy_empty')
  if (entry.blindCopy.version !== version) throw AppError.conflict('review.copy_stale')
  return entry.blindCopy
}

/** Words that the rows did not know: hidden in every spelling. A word that is nowhere is told, so that a typing error is seen. */
export const hideWords: Command<z.output<typeof hideWordsSchema>, { version: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const entry = await prepared(tx, ctx, input.entryId)
    const copy = copyOf(entry, input.version)
    const before = pagesSchema.parse(copy.pages)
    const absent = input.words.filter(
      (word) => redactPages(before, { people: [], words: [word] }, false).hidden === 0 || searchTerms({ people: [], words: [word] }).length === 0,
    )
    if (absent.length > 0) throw AppError.rule('review.word_absent', { words: absent.join('、') })
    const { pages } = redactPages(before, { people: [], words: input.words })
    return store(tx, ctx, entry, pages, 'review.words_hidden')
  })

/** What a clerk tells of a file that has no text of its own; redacted like everything else. A second one takes its place. */
export const writeSummary: Command<z.output<typeof summarySchema>, { version: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const entry = await prepared(tx, ctx, input.entryId)
    const copy = copyOf(entry, input.version)
    const others = pagesSchema.parse(copy.pages).filter((page) => page.source !== 'summary')
    const summary = pagesOfSummary(input.text)
    const blind = entry.round.hideApplicant
    const terms = blind ? await termsOfEntry(tx, entry.id) : { people: [], words: [] }
    return store(tx, ctx, entry, [...others, ...redactPages(summary, terms, blind).pages], 'review.summary_written')
  })

/** A clerk has read the copy as it stands: from now on the panel may. The hash says what was read. */
export const confirmCopy: Command<z.output<typeof confirmSchema>, { version: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const entry = await prepared(tx, ctx, input.entryId)
    const copy = copyOf(entry, input.version)
    if (copy.confirmedAt) throw AppError.conflict('review.copy_confirmed')
    if (copy.sha256 !== input.sha256) throw AppError.conflict('review.copy_stale')
    if (pagesSchema.parse(copy.pages).length === 0) throw AppError.rule('review.copy_empty')
    const version = copy.version + 1
    const saved = await tx.blindCopy.updateMany({
      where: { entryId: entry.id, version: copy.version },
      data: { confirmedBy: ctx.actor?.userId ?? null, confirmerName: ctx.actor?.name ?? null, confirmedAt: ctx.clock.now(), version },
    })
    if (saved.count !== 1) throw AppError.conflict('review.copy_stale')
    await recordAudit(tx, ctx, {
      type: 'review.copy_confirmed',
      subject: { kind: 'entry', id: entry.id },
      detail: { code: entry.code, sha256: copy.sha256, version },
    })
    return { version }
  })
