import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type DefinedSection, type FormDefinition, formDefinitionSchema, formDiff, type SectionDiff } from '../../model/form-definition'
import { findRound } from './detail'

export interface FormPage {
  readonly round: { readonly id: string; readonly name: string }
  readonly version: number
  readonly note: string
  /** The version it is compared with. */
  readonly against: number | null
  readonly versions: readonly { readonly version: number; readonly note: string }[]
  /** What this round asks: sections of supports that it does not offer are left out. */
  readonly asked: readonly DefinedSection[]
  readonly diff: readonly SectionDiff[]
}

const definition = (stored: unknown): FormDefinition => formDefinitionSchema.parse(stored)

/** The form of a round, and what changed against another version (by default the one before). */
export async function formPage(actor: Actor | null, id: string, against: number | undefined): Promise<FormPage> {
  const round = await findRound(actor, id)
  const rows = await db.formVersion.findMany({ orderBy: { version: 'asc' } })
  const own = rows.find((row) => row.version === round.formVersion)
  const asked = own ? definition(own.definition).sections : []
  const other = rows.find((row) => row.version === (against ?? round.formVersion - 1)) ?? rows.find((row) => row.version !== round.formVersion)
  return {
    round: { id: round.id, name: round.name },
    version: round.formVersion,
    note: own?.note ?? '',
    against: other?.version ?? null,
    versions: rows.map(({ version, note }) => ({ version, note })),
    asked: asked.filter((section) => section.measure === undefined || round.measures.includes(section.measure)),
    diff: own && other ? formDiff(definition(other.definition), definition(own.definition)) : [],
  }
}
