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
  { key: 'review_again.apply_days', value: 5, unit: '工作日', source: '平台默认', confidence: 'D' },
  { key: 'review_again.decide_days', value: 10, unit: '工作日', source: '平台默认', confidence: 'D' },
  { key: 'hold.days', value: 2, unit: '工作日', source: '平台默认：留位后 2 个工作日内发通知', confidence: 'D' },
  { key: 'space.max_live.desk', value: 4, unit: '个', source: '高校众创空间惯例 1—4 个；平台默认', confidence: 'D' },
  { key: 'space.max_live.room', value: 20, unit: '间', source: '平台默认', confidence: 'D' },
  { key: 'space.term_months.desk', value: 12, unit: '个月', source: '平台默认：一年一签', confidence: 'D' },
  { key: 'space.term_months.flat', value: 12, unit: '个月', source: '平台默认', confidence: 'D' },
  { key: 'venture.max_months', value: 48, unit: '个月', source: '国科发区〔2018〕300号：孵化不超过 48 个月', confidence: 'M' },
  { key: 'student.graduated_years', value: 5, unit: '年', source: '平台默认：在校或毕业 5 年以内（望城、株洲、合肥等地同）', confidence: 'D' },
  { key: 'loan.cap_yuan', value: 500_000, unit: '元', source: '报道 S1：最高 50 万元', confidence: 'S' },
  { key: 'bed.free_nights', value: 7, unit: '晚', source: '报道 S1：免费 7 天', confidence: 'S' },
  { key: 'promotion.makerspace.full_time', value: 1, unit: '人', source: '平台默认（待管委会确认）', confidence: 'D' },
  { key: 'promotion.incubator.company', value: 1, unit: '家', source: '国科发区〔2018〕300号：在孵企业注册地和办公场所在孵化场地内', confidence: 'M' },
  { key: 'promotion.incubator.ip', value: 1, unit: '项', source: '平台默认（待管委会确认）', confidence: 'D' },
  { key: 'promotion.incubator.review', value: 1, unit: '次', source: '平台默认（待管委会确认）', confidence: 'D' },
  { key: 'promotion.incubator.full_time', value: 3, unit: '人', source: '平台默认（待管委会确认）', confidence: 'D' },
  { key: 'promotion.incubator.revenue_yuan', value: 1, unit: '元', source: '平台默认（待管委会确认）', confidence: 'D' },
  { key: 'promotion.accelerator.company', value: 1, unit: '家', source: '国科发区〔2018〕300号', confidence: 'M' },
  { key: 'promotion.accelerator.ip', value: 3, unit: '项', source: '平台默认（待管委会确认）', confidence: 'D' },
  {
    key: 'promotion.accelerator.graduation_revenue_yuan',
    value: 10_000_000,
    unit: '元',
    source: '国科发区〔2018〕300号：毕业条件之一，连续两年营业收入累计超过 1000 万元',
    confidence: 'M',
  },
  { key: 'route.month.nursery', value: 3, unit: '个月', source: '平台默认：路线图上的参考位置', confidence: 'D' },
  { key: 'route.month.makerspace', value: 6, unit: '个月', source: '平台默认：路线图上的参考位置', confidence: 'D' },
  { key: 'route.month.incubator', value: 18, unit: '个月', source: '平台默认：路线图上的参考位置', confidence: 'D' },
  { key: 'route.month.accelerator', value: 30, unit: '个月', source: '平台默认：路线图上的参考位置', confidence: 'D' },
  { key: 'route.month.industrial_park', value: 43, unit: '个月', source: '平台默认：路线图上的参考位置', confidence: 'D' },
  { key: 'relation.employer_years', value: 3, unit: '年', source: '财库〔2016〕198号：三年内任职、持股须回避；平台默认同', confidence: 'K' },
  { key: 'relation.mentor_years', value: 3, unit: '年', source: '平台默认：导师结对三年内回避', confidence: 'D' },
  { key: 'relation.contract_years', value: 3, unit: '年', source: '平台默认：合同、借款、股权往来三年内回避', confidence: 'D' },
  { key: 'reviewer.sheets_per_day', value: 15, unit: '件', source: '平台默认：每位专家每天最多新派 15 件', confidence: 'D' },
  { key: 'panel.max_entries', value: 15, unit: '件', source: '平台默认：每个评审组最多 15 件', confidence: 'D' },
]
