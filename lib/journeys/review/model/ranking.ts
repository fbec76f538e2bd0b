/** What an application asks for that its round has places or money for. */
export interface Asks {
  readonly desk: number
  readonly flat: number
  /** Fen, loans aside: they are not on the line of the round. */
  readonly grantFen: bigint
  readonly loanFen: bigint
}

export interface Ranked extends Asks {
  readonly code: string
  /** Hundredths of a point; null while not enough sheets are locked. */
  readonly value: number | null
  readonly spread: number | null
}

/** Places and money of the round; what is not named has no limit of its own. */
export interface Limits {
  readonly desk?: number | undefined
  readonly flat?: number | undefined
  readonly grantFen?: bigint | undefined
}

/** `beyond`: above the mark, but places or money of the round are used up by those before it. */
export type Standing = 'recommended' | 'beyond' | 'not_recommended' | 'open'

export interface RankedLine<T extends Ranked> {
  readonly entry: T
  /** Equal values share a rank; null while there is no value. */
  readonly rank: number | null
  readonly standing: Standing
  /** What is given away down to and with this line, if the list is followed. */
  readonly used: { readonly desk: number; readonly flat: number; readonly grantFen: bigint }
  /** Which of them this line would overrun. */
  readonly over: readonly ('desk' | 'flat' | 'grantFen')[]
}

const kinds = ['desk', 'flat', 'grantFen'] as const

/**
 * The list in the order of its values, and where places and money run out. `mark`: least value of a recommendation, in hundredths of
 * a point (rule `review.recommend_from`). Whoever does not fit is passed over, and a smaller wish behind may still fit; equal values
 * stand by their code, which says nothing about who it is.
 */
export function rankEntries<T extends Ranked>(entries: readonly T[], limits: Limits, mark: number): RankedLine<T>[] {
  const sorted = [...entries].sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.code < b.code ? -1 : 1))
  let used = { desk: 0, flat: 0, grantFen: 0n }
  let rank = 0
  return sorted.map((entry, i) => {
    if (entry.value === null) return { entry, rank: null, standing: 'open', used, over: [] }
    if (entry.value !== sorted[i - 1]?.value) rank = i + 1
    if (entry.value < mark) return { entry, rank, standing: 'not_recommended', used, over: [] }
    const wanted = { desk: used.desk + entry.desk, flat: used.flat + entry.flat, grantFen: used.grantFen + entry.grantFen }
    const over = kinds.filter((kind) => {
      const limit = limits[kind]
      return limit !== undefined && entry[kind] > 0 && wanted[kind] > limit
    })
    if (over.length > 0) return { entry, rank, standing: 'beyond', used, over }
    used = wanted
    return { entry, rank, standing: 'recommended', used, over: [] }
  })
}

export const standingWords: Record<Standing, { word: string; kind: 'ok' | 'warn' | 'mute' | 'info' }> = {
  recommended: { word: '推荐', kind: 'ok' },
  beyond: { word: '推荐，名额或额度已满', kind: 'warn' },
  not_recommended: { word: '不推荐', kind: 'mute' },
  open: { word: '还没评完', kind: 'info' },
}
