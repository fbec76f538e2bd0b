import type { Answer } from '@/lib/kernel/condition'

export interface MeasureState {
  readonly code: string
  readonly no: number
  readonly name: string
  readonly state: 'used' | 'open' | 'not' | 'unknown'
  readonly reason: string
}

export interface JudgedMeasure {
  readonly code: string
  readonly no: number
  readonly name: string
  readonly openForApply: boolean
  readonly eligible: Answer
  readonly conditions: readonly { readonly label: string; readonly answer: Answer; readonly pending: string | null; readonly fix: string | null }[]
}

function whyNot(measure: JudgedMeasure): string {
  const failing = measure.conditions.find((condition) => condition.answer === 'no')
  if (failing) return failing.fix ? `不符合「${failing.label}」：${failing.fix}` : `不符合「${failing.label}」`
  const open = measure.conditions.find((condition) => condition.answer === 'unknown')
  if (open) return open.pending ?? `「${open.label}」还没核`
  return '现在不收申请'
}

/** All measures as one strip: in use, can be applied for, not eligible, or not to be judged yet, each with its reason. */
export function measureStrip(measures: readonly JudgedMeasure[], used: ReadonlySet<string>, running: ReadonlySet<string>): MeasureState[] {
  return measures.map((measure) => {
    const { code, no, name } = measure
    if (used.has(measure.code)) return { code, no, name, state: 'used', reason: '在用' }
    if (running.has(measure.code)) return { code, no, name, state: 'open', reason: '申请在办' }
    return measure.openForApply && measure.eligible === 'yes'
      ? { code, no, name, state: 'open', reason: '可以申请' }
      : { code, no, name, state: measure.eligible === 'unknown' ? 'unknown' : 'not', reason: whyNot(measure) }
  })
}
