import type { ErrorParams } from '@/lib/kernel/app-error'

type Words = string | ((p: ErrorParams) => string)

/** Refusals about relations, the list of reviewers, panels and sheets. */
export const relationPanelErrors: Record<string, Words> = {
  'policy.own_record': '自己的专家信息和利益关系，要由别人来登记',
  'relation.target_missing': '还没有写明是和谁、哪家单位的关系',
  'relation.target_wrong': '这种关系的对方要换一种填法，看看提示',
  'relation.with_oneself': '两边是同一个人',
  'relation.backwards': '结束日期早于开始日期',
  'relation.withdrawn_already': '这条关系已经撤销过了',
  'relation.ended_already': '这条关系已经有更早的结束日期',
  'reviewer.exists': '这个人已经在专家库里了',
  'reviewer.many_fields': '最多写 10 个专业',
  'reviewer.changed': '这位专家的信息刚被人改过，请刷新再改',
  'reviewer.unknown_person': '没有找到这个人，先在人员核验里登记',
  'panel.no_entries': '至少选一件申报',
  'panel.too_many_entries': (p) => `每组最多 ${p.limit} 件，现在选了 ${p.n} 件，请分成两组`,
  'panel.entry_taken': (p) => `${p.code} 已经在别的组里了，请刷新`,
  'panel.name_taken': '这个批次里已经有同名的组',
  'panel.state_changed': '这一组刚被人处理过，请刷新再看',
  'panel.draw_running': '这一组的抽取正在进行',
  'panel.not_drawn': '这一组还没有抽取',
  'panel.pool_too_small': (p) => `可抽的专家 ${p.eligible} 位，席位 ${p.seats} 个，不够。可以减少席位、把有关系的申报分到别的组、放宽专业，或先补充专家`,
  'panel.no_vacancy': '席位都有人，不用补抽',
  'panel.witness_is_you': '见证人要是另外一个人',
  'review.hard_relation': '发现你和这份申报有须回避的利益关系，不能打开',
  'review.ended': '这份评审任务已经结束，不能再打开',
  'review.not_declared': '先签回避声明和保密承诺，再打开材料',
  'review.state_changed': '这份评审任务的状态已经变了，请刷新再看',
  'review.locked_already': '分数已经锁定，不能再回避或弃评；如有利益关系请联系受理台',
  'declare.tick_both': '两项都要勾选，才能打开材料',
  'soft.decided_already': '这条关系已经有结论了',
  'soft.nothing': '没有需要组长决定的软关系',
}
