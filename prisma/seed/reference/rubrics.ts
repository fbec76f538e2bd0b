// The first rubric: criteria and weights as on the scoring sheet of the design, anchors as evidence that a reviewer can find in the file.
import type { Criterion } from '@/lib/foundation/programme/model/rubric'

export const grantRubric: { name: string; version: number; source: string; criteria: readonly Criterion[] } = {
  name: '项目资助评分表',
  version: 1,
  source: '平台默认（待管委会确认）：市场 20、技术 30、团队 20、资金 20、落地 10',
  criteria: [
    {
      key: 'market',
      name: '市场与客户',
      weight: 20,
      anchors: ['说不出谁会买', '有想卖给谁，没问过', '问过客户，有访谈记录', '有人在试用，有意向书', '已有付款，有合同'],
    },
    {
      key: 'technology',
      name: '技术可行',
      weight: 30,
      anchors: ['说不清原理', '有想法，没验证', '有样机，数据不全', '样机达标，还没送检', '送检达标，有报告'],
    },
    {
      key: 'team',
      name: '团队',
      weight: 20,
      anchors: ['只有负责人，全是兼职', '有分工，没人全职', '一人全职，缺关键的人', '关键岗位都有人，两人全职', '全职团队做成过同类的事'],
    },
    {
      key: 'funds',
      name: '资金用得合不合理',
      weight: 20,
      anchors: ['没有用款计划', '只有总数，没有明细', '有明细，单价没依据', '明细有报价，没分节点', '明细有报价，逐笔对应节点'],
    },
    {
      key: 'landing',
      name: '落地与带动',
      weight: 10,
      anchors: ['没打算来高新区', '想来，没有时间', '写明注册和搬入时间', '已在高新区办公', '已注册，用了本地配套或招了人'],
    },
  ],
}
