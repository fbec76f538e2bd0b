import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import { clock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { loadRules } from '../../programme/server/door'
import { type FlagKind, type KeyKind, screenedForm } from '../model/keys'
import { include, type Key, keysOf, type ScreenedRow, storeKeys } from './keys'

interface Found {
  readonly kind: FlagKind
  readonly other: string
  readonly likeness: number
  readonly shown: string
}

/**
 * Applications with an equal key. The same person is found only where both ask for the same support or compete in one round with
 * an end: a founder with a workplace may well ask for money. What belongs to one team is no coincidence within it.
 */
async function byKey(tx: Tx, row: ScreenedRow, keys: readonly Key[]): Promise<Found[]> {
  const rows = await tx.$queryRaw<{ other: string; kind: KeyKind; value: string; own: boolean; competes: boolean }[]>`
    SELECT o.id::text AS other, k.kind, k.value, applications_compete(a.id, o.id) AS competes,
           (o.person_id = a.person_id OR o.venture_id = a.venture_id) IS TRUE AS own
      FROM screening_key mine JOIN screening_key k ON k.kind = mine.kind AND k.value = mine.value AND k.application_id <> mine.application_id
      JOIN application a ON a.id = mine.application_id JOIN application o ON o.id = k.application_id
     WHERE mine.application_id = ${row.id}::uuid AND o.state = 'submitted' AND application_is_live(o.id)
     ORDER BY o.id, k.kind, k.value`
  const telling = rows.filter(({ kind, own, competes }) => (kind === 'identity' ? competes : kind === 'phone' ? competes && !own : !own))
  const shown = (kind: KeyKind, value: string) => keys.find((key) => key.kind === kind && key.value === value)?.shown ?? ''
  return telling.map(({ kind, value, other }) => ({ kind, other, likeness: 100, shown: shown(kind, value) }))
}

/** Below this many signs a name or a text says too little to be like another. */
const LEAST = { name: 4, text: 40 } as const

/** Applications of other people whose project has a near-equal name, or a near-equal introduction, by trigrams. */
async function byText(tx: Tx, row: ScreenedRow, kind: 'name' | 'text', percent: number): Promise<Found[]> {
  const text = screenedForm(row.data).project?.[kind === 'name' ? 'name' : 'summary']?.trim() ?? ''
  if ([...text].length < LEAST[kind]) return []
  // the operator % uses the index and this setting; it holds for this transaction alone
  await tx.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(percent / 100)}, true)`
  const rows =
    kind === 'name'
      ? await tx.$queryRaw<{ other: string; likeness: number }[]>`
          SELECT o.id::text AS other, round(similarity((o.data #>> '{project,name}'), ${text}) * 100)::int AS likeness FROM application o
           WHERE o.state = 'submitted' AND (o.data #>> '{project,name}') % ${text} AND o.id <> ${row.id}::uuid AND application_is_live(o.id)
             AND o.person_id <> ${row.personId}::uuid AND o.venture_id IS DISTINCT FROM ${row.ventureId}::uuid ORDER BY o.id`
      : await tx.$queryRaw<{ other: string; likeness: number }[]>`
          SELECT o.id::text AS other, round(similarity((o.data #>> '{project,summary}'), ${text}) * 100)::int AS likeness FROM application o
           WHERE o.state = 'submitted' AND (o.data #>> '{project,summary}') % ${text} AND o.id <> ${row.id}::uuid AND application_is_live(o.id)
             AND o.person_id <> ${row.personId}::uuid AND o.venture_id IS DISTINCT FROM ${row.ventureId}::uuid ORDER BY o.id`
  return rows.map(({ other, likeness }) => ({ kind, other, likeness, shown: `${likeness}%` }))
}

async function flag(tx: Tx, row: ScreenedRow, found: readonly Found[]): Promise<number> {
  const data = found.map(({ kind, other, likeness, shown }) => {
    const [a, b] = [row.id, other].sort()
    return { kind, applicationA: a ?? '', applicationB: b ?? '', likeness, detail: { shown }, foundAt: clock.now() }
  })
  return (await tx.duplicateFlag.createMany({ data, skipDuplicates: true })).count
}

/** The lock under which comparisons run: two that came at the same moment would not see each other's keys. */
const LOCK = 'screening'

/**
 * Compares a submitted application with all others that still ask for something or got it, and flags each pair once. A pair that
 * was judged is not flagged again; nothing is ever deleted. Runs as a job after the submission. Answers how many flags are new.
 */
export async function compareApplication(applicationId: string): Promise<number> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${LOCK}))::text`
      const row = await tx.application.findUnique({ where: { id: applicationId }, include })
      if (row?.state !== 'submitted') return 0
      const rules = await loadRules(tx, ['screening.name_percent', 'screening.text_percent'])
      const keys = keysOf(row)
      await storeKeys(tx, row, keys)
      const found = [
        ...(await byKey(tx, row, keys)),
        ...(await byText(tx, row, 'name', rules['screening.name_percent'].value)),
        ...(await byText(tx, row, 'text', rules['screening.text_percent'].value)),
      ]
      const fresh = await flag(tx, row, found)
      if (fresh > 0) {
        const detail = { flags: fresh, kinds: [...new Set(found.map((one) => one.kind))] }
        await recordAudit(tx, { actor: null, requestId: 'screening' }, { type: 'screening.flagged', subject: { kind: 'application', id: row.id }, detail })
      }
      return fresh
    },
    { timeout: 30_000, maxWait: 30_000 },
  )
}

/** Applications that were never compared: from before there was screening, or whose job was lost. Oldest first. */
export async function compareMissed(): Promise<number> {
  const rows = await db.application.findMany({
    where: { state: 'submitted', screeningKeys: { none: {} }, cases: { some: {} } },
    orderBy: { submittedAt: 'asc' },
    select: { id: true },
    take: 500,
  })
  for (const { id } of rows) await compareApplication(id)
  return rows.length
}
