import { maskName } from '@/lib/kernel/masking'

/** Eleven digits of a mobile number or eighteen of an identity card, also with blanks or hyphens between them. */
const numbers = /(?<!\d)(?:1[ -]?[3-9](?:[ -]?\d){9}|[1-9](?:[ -]?\d){16}[ -]?[\dXx])(?!\d)/g

const halfWidth = (text: string) => text.replace(/[０-９Ｘｘ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/**
 * Free text as the public may read it: the names of the people concerned are masked wherever they stand, numbers that
 * lead to a person are taken out.
 */
export function publicText(text: string, names: readonly string[]): string {
  const known = names.filter((name) => [...name].length >= 2).sort((a, b) => b.length - a.length)
  return known.reduce((rest, name) => rest.replaceAll(name, maskName(name)), halfWidth(text.normalize('NFC'))).replace(numbers, '***')
}

export interface LineFacts {
  readonly name: string
  /** People of the team and former ones: their names are masked in the title of the project too. */
  readonly others: readonly string[]
  readonly project: string
  readonly support: string
  readonly quantity: number | null
  readonly amountFen: bigint | null
}

export interface PublicLine {
  readonly maskedName: string
  readonly project: string
  readonly support: string
  readonly quantity: number | null
  readonly amountFen: bigint | null
}

/** What the public reads of one case: masked name, project, support, quantity, amount. No telephone, no identity number, no picture, no address. */
export const publicLine = ({ name, others, project, support, quantity, amountFen }: LineFacts): PublicLine => ({
  maskedName: maskName(name),
  project: publicText(project, [name, ...others]),
  support,
  quantity,
  amountFen,
})

/** How often a line was objected to. */
export interface LineObjections {
  readonly open: number
  readonly handled: number
}

/** The public word on one line: 公示中, 异议处理中, 异议已处理, 无异议. */
export function lineOutcome(objections: LineObjections, inForce: boolean): string {
  if (objections.open > 0) return '异议处理中'
  if (objections.handled > 0) return '异议已处理'
  return inForce ? '公示中' : '无异议'
}

/** Decided reconsiderations of the round and how many of them changed the result. */
export interface Reconsidered {
  readonly decided: number
  readonly amended: number
}

function objected(lines: readonly LineObjections[], inForce: boolean): string {
  const open = lines.filter((line) => line.open > 0).length
  const handled = lines.filter((line) => line.open === 0 && line.handled > 0).length
  if (open > 0) return `${open} 项有异议，正在处理`
  if (handled > 0) return `${handled} 项异议已处理`
  return inForce ? '公示中' : '无异议'
}

/** The one line that stays when the names have gone: `3 项，无异议；本批申请人复核 2 件，1 件改变结果`. */
export function noticeOutcome(lines: readonly LineObjections[], inForce: boolean, { decided, amended }: Reconsidered): string {
  const again = decided === 0 ? '' : `；本批申请人复核 ${decided} 件，${amended === 0 ? '都维持原结果' : `${amended} 件改变结果`}`
  return `${lines.length} 项，${objected(lines, inForce)}${again}`
}
