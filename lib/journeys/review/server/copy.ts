import 'server-only'
import { createHash } from 'node:crypto'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import { readStored } from '@/lib/platform/files'
import { logger } from '@/lib/platform/logger'
import { type BlindPage, type Identities, pagesOfForm, pagesSchema, redactPages, termsOf, textOfPages } from '../model/blind-copy'
import { pagesOfPlan } from './plan-text'

export const hashOfPages = (pages: readonly BlindPage[]): string => createHash('sha256').update(textOfPages(pages)).digest('hex')

const nothing = { people: [], words: [] }

interface FormParts {
  readonly identity?: { school?: unknown }
  readonly project?: { name?: unknown }
  readonly company?: { companyName?: unknown; creditCode?: unknown }
}

const textsOf = (values: readonly unknown[]): string[] => values.flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []))

async function loadSource(client: Tx, entryId: string) {
  const entry = await client.reviewEntry.findUnique({
    where: { id: entryId },
    include: {
      round: true,
      application: {
        include: {
          person: { include: { user: { select: { phone: true, email: true } } } },
          venture: { include: { members: true } },
          files: { where: { purpose: 'plan', deletedAt: null }, orderBy: { createdAt: 'asc' } },
        },
      },
    },
  })
  if (!entry) throw AppError.notFound()
  return entry
}

type Source = Awaited<ReturnType<typeof loadSource>>

/** Everybody and everything that could be recognised, as the rows and the form name it. */
function identitiesOf({ application }: Source): Identities {
  const { person, venture } = application
  const form = application.data as FormParts
  const members = venture?.members ?? []
  return {
    people: textsOf([person.name, ...members.map((one) => one.name)]),
    organisations: textsOf([venture?.companyName, form.company?.companyName, venture?.name, form.project?.name, form.identity?.school]),
    words: textsOf([person.phone, person.user?.phone, person.user?.email, ...members.map((one) => one.phone), venture?.creditCode, form.company?.creditCode]),
  }
}

async function plansOf(source: Source): Promise<{ pages: BlindPage[]; without: number }> {
  const pages: BlindPage[] = []
  let without = 0
  for (const file of source.application.files) {
    const bytes = await readStored(file.sha256).catch(() => null)
    if (!bytes) logger.warn({ file: file.id }, 'plan is not in the store')
    const found = bytes ? await pagesOfPlan({ mediaType: file.mediaType, bytes }) : []
    pages.push(...found)
    if (found.length === 0) without += 1
  }
  return { pages, without }
}

export interface MadeCopy {
  readonly pages: BlindPage[]
  readonly hidden: number
  /** Uploaded plans that have no text to show. */
  readonly filesWithoutText: number
  readonly blind: boolean
}

/**
 * What reviewers of an entry read, made anew from form and plan. In a round that hides who applies, every name is out of it; in
 * others only contacts are.
 */
export async function makePages(client: Tx, entryId: string): Promise<MadeCopy> {
  const source = await loadSource(client, entryId)
  const plans = await plansOf(source)
  const raw = [...plans.pages, ...pagesOfForm(source.application.data)]
  const blind = source.round.hideApplicant
  const made = redactPages(raw, blind ? termsOf(identitiesOf(source)) : nothing, blind)
  return { pages: made.pages, hidden: made.hidden, filesWithoutText: plans.without, blind }
}

/** The terms of an entry for text that a clerk types. */
export const termsOfEntry = async (client: Tx, entryId: string) => termsOf(identitiesOf(await loadSource(client, entryId)))

/** The pages that a reviewer may read: the confirmed copy, or in an open round the text as it is. `review.copy_missing` where a copy is not confirmed yet. */
export async function readablePages(client: Tx, entry: { id: string; round: { hideApplicant: boolean } }): Promise<BlindPage[]> {
  const copy = await client.blindCopy.findUnique({ where: { entryId: entry.id } })
  if (copy?.confirmedAt) {
    const pages = pagesSchema.parse(copy.pages)
    // what was confirmed is what is shown, to the letter
    if (hashOfPages(pages) !== copy.sha256) throw new Error('blind copy differs from its hash')
    return pages
  }
  if (entry.round.hideApplicant) throw AppError.rule('review.copy_missing')
  return (await makePages(client, entry.id)).pages
}
