// Who can be drawn for a panel, and who cannot and why. The words stand in the record of the draw: classes of reasons, no names
// of applicants.
import type { Conflict } from '../../relation/model/conflicts'
import { type RelationKind, relationWords, type Strength } from '../../relation/model/kinds'

export type PoolKind = RelationKind | 'field' | 'load' | 'drawn_before'

export interface PoolReason {
  readonly strength: Strength
  readonly kind: PoolKind
  /** The entry that it is about; null: about the panel as a whole. */
  readonly entryCode: string | null
  readonly why: string
}

export interface PoolCandidate {
  readonly reviewerId: string
  readonly no: string
  readonly fields: readonly string[]
  /** Sheets given to this expert today already. */
  readonly givenToday: number
  /** Has been in an order of this panel before. */
  readonly drawnBefore: boolean
  readonly conflicts: readonly { readonly entryCode: string; readonly found: readonly Conflict[] }[]
}

export interface PoolRule {
  /** Fields of which an expert needs one; empty: any. */
  readonly fields: readonly string[]
  readonly entries: number
  readonly sheetsPerDay: number
}

export interface PoolRow {
  readonly reviewerId: string
  readonly no: string
  readonly excluded: boolean
  readonly reasons: readonly PoolReason[]
}

const hard = (kind: PoolKind, why: string): PoolReason => ({ strength: 'hard', kind, entryCode: null, why })

/** One row per expert; soft relations of those who stay in are kept for the chair. */
export function poolOf(candidates: readonly PoolCandidate[], rule: PoolRule): PoolRow[] {
  return candidates.map((one) => {
    const reasons: PoolReason[] = []
    if (one.drawnBefore) reasons.push(hard('drawn_before', '已在本组前一次抽取的顺序里'))
    if (rule.fields.length > 0 && !one.fields.some((field) => rule.fields.includes(field))) reasons.push(hard('field', `专业不含 ${rule.fields.join('、')}`))
    if (one.givenToday + rule.entries > rule.sheetsPerDay)
      reasons.push(hard('load', `当日已派 ${one.givenToday} 件，加本组 ${rule.entries} 件超过每日 ${rule.sheetsPerDay} 件`))
    const seen = new Set<string>()
    for (const { entryCode, found } of one.conflicts)
      for (const { strength, kind } of found)
        if (seen.size !== seen.add(`${entryCode} ${kind}`).size) reasons.push({ strength, kind, entryCode, why: relationWords[kind] })
    return { reviewerId: one.reviewerId, no: one.no, excluded: reasons.some((reason) => reason.strength === 'hard'), reasons }
  })
}

export interface PoolCount {
  readonly eligible: number
  readonly seats: number
  /** Too small to fill the seats. */
  readonly short: boolean
  /** Fills the seats, but leaves nobody for a substitution. */
  readonly noReserve: boolean
}

export function countPool(rows: readonly PoolRow[], seats: number): PoolCount {
  const eligible = rows.filter((row) => !row.excluded).length
  return { eligible, seats, short: eligible < seats, noReserve: eligible === seats }
}

/** The rule of the pool in words, as it is published with the seal. */
export function poolRuleInWords(rule: PoolRule): string {
  const field = rule.fields.length > 0 ? `专业含 ${rule.fields.join('、')} 之一` : '不限专业'
  return `专家库在库专家，${field}，当日新派不超过 ${rule.sheetsPerDay} 件，与本组任何一件申报没有须回避的利益关系，本人在同一批次没有申报`
}
