export interface RuleRow {
  readonly key: string
  readonly value: number
  readonly unit: string
  readonly source: string
  /** S/G/P/M/K as in the sources, D: our default, said so on screen. */
  readonly confidence: 'S' | 'G' | 'P' | 'M' | 'K' | 'D'
}

/** Every number that a rule uses. In the database they are versioned rows; the code reads the rows. */
export const rules: readonly RuleRow[] = [
  { key: 'intake.promised_days', value: 1, unit: '工作日', source: '报道 S1：一日办结；平台默认按受理计', confidence: 'D' },
  { key: 'intake.statutory_days', value: 5, unit: '工作日', source: '行政许可法第三十二条：五日内一次告知', confidence: 'M' },
  { key: 'supplement.days', value: 10, unit: '工作日', source: '平台默认：补正期限', confidence: 'D' },
  { key: 'offer.days', value: 3, unit: '工作日', source: '平台默认：配租通知 3 个工作日内确认', confidence: 'D' },
  { key: 'hold.days', value: 2, unit: '工作日', source: '平台默认：留位后 2 个工作日内发通知', confidence: 'D' },
  { key: 'space.max_live.desk', value: 4, unit: '个', source: '高校众创空间惯例 1—4 个；平台默认', confidence: 'D' },
  { key: 'space.max_live.room', value: 20, unit: '间', source: '平台默认', confidence: 'D' },
  { key: 'space.term_months.desk', value: 12, unit: '个月', source: '平台默认：一年一签', confidence: 'D' },
  { key: 'space.term_months.flat', value: 12, unit: '个月', source: '平台默认', confidence: 'D' },
  { key: 'venture.max_months', value: 48, unit: '个月', source: '国科发区〔2018〕300号：孵化不超过 48 个月', confidence: 'M' },
  { key: 'student.graduated_years', value: 5, unit: '年', source: '平台默认：在校或毕业 5 年以内（望城、株洲、合肥等地同）', confidence: 'D' },
  { key: 'loan.cap_yuan', value: 500_000, unit: '元', source: '报道 S1：最高 50 万元', confidence: 'S' },
  { key: 'bed.free_nights', value: 7, unit: '晚', source: '报道 S1：免费 7 天', confidence: 'S' },
]
