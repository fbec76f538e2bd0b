import type { Words } from './errors'

const missingWords = (codes: string): string =>
  codes
    .split(',')
    .map((code) => roundErrors[code])
    .filter((text) => typeof text === 'string')
    .join('；')

/** Rounds, rubrics, forms and screening. */
export const roundErrors: Record<string, Words> = {
  'round.not_open': '这一批现在不收申请，请回上一页看看别的',
  'round.none_open': '现在没有开放的批次，开放时间会在首页公布',
  'round.closed': (p) => `${p.name ?? '这一批'}已经截止，不能再交。草稿还在，下一批可以沿用`,
  'grant.step_order': '要不早于上一步',
  'round.name': '写 2 到 40 个字',
  'round.name_taken': '这个项目下已经有同名的批次，换一个名称',
  'round.measures': '至少选一种支持',
  'round.measure_unknown': '有一种支持还没有内容，不能放进批次',
  'round.opens': '请填开始时间',
  'round.closes': '请填截止时间',
  'round.order': '截止要晚于开始',
  'round.late': '开始时间已经过了，改到以后再发布',
  'round.rubric': '专家评审的批次要选评分表',
  'round.weights': '评分表的权重合计不是 100',
  'round.panel_even': '评审组人数要是单数',
  'round.panel_size': '评审组 3 到 15 人',
  'round.min_sheets': '最少有效评分要在 3 到评审组人数之间',
  'round.promise': '请填承诺的工作日，1 到 60',
  'round.line': '项目资助要选一条预算线',
  'round.form': '没有这一版申请表',
  'round.form_lacks': '这一版申请表问不到项目资助，请选新一版',
  'round.places': '名额写成不小于 1 的整数，不限就留空',
  'round.incomplete': (p) => `还不能发布：${missingWords(String(p.missing))}`,
  'round.published_already': '这一批已经发布了',
  'round.frozen': '已经有人开始填表，这一批的设置不能再改',
  'round.stale': '这一批刚被别人改过，请刷新，看了再存',
  'round.open_ended_only': '只有没写截止时间的批次可以这样关闭',
  'rubric.source': '写清这张表的依据，2 到 200 个字',
  'reason.short_inside': '写清依据，至少 4 个字',
  'screening.decided': (p) => `${p.by ?? '同事'} 已经判过了，请刷新看结果`,
  'screening.own': '自己团队的申请，要由别人来判',
}
