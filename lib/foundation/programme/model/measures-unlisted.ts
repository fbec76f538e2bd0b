import { defaults, identity, licence, type MeasureRow, noBan, noClawback, open, plan, student, study, use, willSettle } from './measure-parts'

/**
 * Supports of the special fund that the source does not list: ours until the zone says otherwise, asked for in a round, counted
 * apart from the 13. The preset tiers are those of a neighbour (株洲高新区: 5、10、20 万元).
 */
export const unlisted: readonly MeasureRow[] = [
  {
    ...open,
    code: 'grant',
    no: 101,
    listed: false,
    name: '项目资助',
    nameEn: 'Project grant',
    summary: '给能做成事的项目一笔前期资金，专家评审，公示后分期拨付。',
    benefit: '最高 {grant.cap_yuan} 元，先签资助协议，按里程碑分期拨付；不收利息，不占股份。',
    caseKind: 'grant',
    casePrefix: 'ZZ',
    condition: {
      all: [
        student,
        willSettle,
        {
          fact: 'liveCash',
          op: 'eq',
          value: false,
          label: '没有正在享受的其他现金支持',
          clause: `${defaults}：同一项目不重复资助`,
          fix: '等现有的现金支持结清，或者先退出再申请',
        },
        noClawback,
        noBan,
        {
          fact: 'grantFen',
          op: 'lte',
          rule: 'grant.cap_yuan',
          scale: 100,
          label: '申请金额不超过 {grant.cap_yuan} 元',
          clause: `${defaults}：参照株洲高新区 5、10、20 万元三档`,
          fix: '把金额改到 {grant.cap_yuan} 元以内',
        },
      ],
    },
    materials: [identity, study, plan, use, licence],
    process: [
      { step: '填一张表', who: '你和队友', days: '批次开放期内' },
      { step: '受理', who: '受理窗口', days: '1 个工作日' },
      { step: '初审、复核', who: '两位不同的工作人员', days: '5 个工作日' },
      { step: '专家评审、会议审定', who: '抽取的专家', days: '评审时间不算在承诺里，会告诉你' },
      { step: '公示', who: '所有人都能看', days: '至少 5 个工作日' },
      { step: '批准、签资助协议、分期拨付', who: '分管领导、你', days: '见资助协议' },
    ],
    promisedDays: 20,
    statutoryDays: 20,
    source: '平台默认，待管委会确认：报道的 13 条举措没有点名，资金来自每年 700 万元的专项资金；档次参照株洲高新区',
    programmes: ['climber'],
    fundSources: ['special'],
  },
]
