import { formatYuan } from '@/lib/kernel/money'

/** What a leader should know of a case before signing, counted from rows. Points are hundredths (7850 = 78.50). */
export interface CaseFlags {
  readonly value: number | null
  readonly spread: number | null
  readonly sheets: number
  /** The experts were further apart than the rule allows, so the meeting had to talk about it. */
  readonly discussed: boolean
  readonly duplicatesOpen: number
  readonly duplicatesJudged: number
  readonly objectionsOpen: number
  readonly objectionsHandled: number
  /** Soft relations of the experts who scored it: disclosed, not forbidden. */
  readonly softRelations: number
  /** Hard relations of experts who scored it, found after the meeting: the score was used, the approver has to know. */
  readonly lateRelations: number
  /** Signatures that noted something without deciding. */
  readonly holds: number
}

export const noFlags: CaseFlags = {
  value: null,
  spread: null,
  sheets: 0,
  discussed: false,
  duplicatesOpen: 0,
  duplicatesJudged: 0,
  objectionsOpen: 0,
  objectionsHandled: 0,
  softRelations: 0,
  lateRelations: 0,
  holds: 0,
}

export interface FlagLine {
  readonly kind: 'bad' | 'warn' | 'info'
  readonly text: string
}

/** Hundredths of a point as people read them: 78.5. */
export const points = (hundredths: number): string => String(Number((hundredths / 100).toFixed(2)))

export interface FlaggedAmounts {
  readonly askedFen: bigint | null
  readonly amountFen: bigint | null
  /** Working days left until the promise; null while the clock stands still. */
  readonly leftDays: number | null
}

/** The flags in the order of weight; what is as usual is not said. */
export function flagLines(flags: CaseFlags, { askedFen, amountFen, leftDays }: FlaggedAmounts): FlagLine[] {
  const lines: (FlagLine | false)[] = [
    flags.duplicatesOpen > 0 && { kind: 'bad', text: `${flags.duplicatesOpen} 条可能重复没判断` },
    flags.objectionsOpen > 0 && { kind: 'bad', text: `${flags.objectionsOpen} 条异议没办完` },
    flags.lateRelations > 0 && { kind: 'bad', text: `${flags.lateRelations} 位评审专家会后查出利益关系，没处理` },
    leftDays !== null && leftDays < 0 && { kind: 'bad', text: `超承诺 ${-leftDays} 天` },
    flags.discussed && flags.spread !== null && { kind: 'warn', text: `专家最大差 ${points(flags.spread)} 分，会上讨论过` },
    amountFen !== null && askedFen !== null && amountFen !== askedFen && { kind: 'warn', text: `申请 ${formatYuan(askedFen, { decimals: 0 })}，金额改过` },
    flags.objectionsHandled > 0 && { kind: 'warn', text: `${flags.objectionsHandled} 条异议，已办完` },
    flags.softRelations > 0 && { kind: 'warn', text: `专家有 ${flags.softRelations} 条一般关系，已公开` },
    flags.duplicatesJudged > 0 && { kind: 'info', text: `${flags.duplicatesJudged} 条可能重复，已判断` },
    flags.holds > 0 && { kind: 'info', text: `有人放过一放，看签批记录` },
    leftDays !== null && leftDays >= 0 && leftDays <= 2 && { kind: 'warn', text: leftDays === 0 ? '今天到承诺日' : `离承诺日 ${leftDays} 天` },
  ]
  return lines.filter((line) => line !== false)
}
