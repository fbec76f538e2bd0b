import type { StoredCondition } from './condition'
import type { MaterialNeed } from './materials'

export interface MeasureRow {
  readonly code: string
  readonly no: number
  readonly name: string
  readonly nameEn: string
  readonly summary: string
  readonly benefit: string
  readonly caseKind?: 'desk' | 'flat' | 'loan' | 'mentor' | 'grant'
  readonly casePrefix?: string
  readonly placeholder: boolean
  /** One of the 13 of the source. */
  readonly listed: boolean
  readonly condition: StoredCondition
  readonly materials: readonly MaterialNeed[]
  readonly process: readonly { step: string; who: string; days: string }[]
  readonly legalBasis: string
  readonly promisedDays?: number
  readonly statutoryDays?: number
  readonly source: string
  readonly openForApply: boolean
  readonly programmes: readonly string[]
  readonly fundSources: readonly string[]
}

const licenceLaw = '《中华人民共和国行政许可法》第三十二条（本平台对全部事项参照执行）'
const defaults = '平台默认规则（待管委会确认）'

const studentClause = `${defaults}：在校，或毕业 {student.graduated_years} 年以内`
const student: StoredCondition = {
  label: '在校，或毕业 {student.graduated_years} 年以内',
  clause: studentClause,
  any: [
    { fact: 'enrolled', op: 'eq', value: true, label: '在校学生', clause: studentClause },
    {
      all: [
        { fact: 'graduated', op: 'eq', value: true, label: '已经毕业', clause: studentClause },
        {
          fact: 'graduatedOn',
          op: 'within_months',
          rule: 'student.graduated_years',
          scale: 12,
          label: '毕业 {student.graduated_years} 年以内',
          clause: studentClause,
        },
      ],
    },
  ],
}
const noClawback: StoredCondition = {
  fact: 'openClawback',
  op: 'eq',
  value: false,
  label: '没有还没处理完的资金追回',
  clause: `${defaults}：一人一企一笔`,
  fix: '先把追回的钱还清，或签好分期协议',
}
const willSettle: StoredCondition = {
  fact: 'worksInZone',
  op: 'eq',
  value: true,
  label: '在高新区办公，或者批准后搬进来',
  clause: `${defaults}：支持对象在高新区创业`,
  fix: '批准后 3 个月内搬到高新区',
}

const plan: MaterialNeed = {
  key: 'plan',
  name: '项目计划书',
  required: true,
  hint: 'PDF 或 Word，20 MB 以内，写清做什么、给谁用、怎么赚钱',
  where: '自己写，三五页就够',
}
const identity: MaterialNeed = { key: 'identity', name: '负责人身份证', required: true, hint: '正反两面，拍清楚四个角', where: '拍照上传' }
const study: MaterialNeed = { key: 'study', name: '学籍或学历证明', required: true, hint: '学信网的在线验证报告，PDF', where: '学信网，免费下载' }
const licence: MaterialNeed = { key: 'licence', name: '营业执照', required: false, hint: '注册了公司才要，没有可以不传', where: '电子营业执照小程序' }

const use: MaterialNeed = {
  key: 'use',
  name: '用款计划',
  required: true,
  hint: '每一笔钱花在哪里，合计等于申请金额',
  where: '自己列一张表，Excel 或 PDF',
}

const process = [
  { step: '填一张表', who: '你和队友', days: '约 20 分钟' },
  { step: '受理', who: '受理窗口', days: '1 个工作日' },
  { step: '初审、审定', who: '两位不同的工作人员', days: '见承诺时限' },
  { step: '确认入驻', who: '你', days: '3 个工作日内' },
]

const open = { placeholder: false, listed: true, legalBasis: licenceLaw, process, openForApply: true } as const

const named: readonly MeasureRow[] = [
  {
    ...open,
    code: 'office',
    no: 1,
    name: '免费办公场地',
    nameEn: 'Free desks and office space',
    summary: '免费工位和免租办公室，从苗圃到加速器都有。',
    benefit: '团队 1—4 个免费工位；一年一签，最多三年。',
    caseKind: 'desk',
    casePrefix: 'GW',
    condition: {
      all: [
        student,
        { fact: 'teamSize', op: 'gte', value: 1, label: '至少有一位创始人', clause: defaults },
        willSettle,
        {
          fact: 'holdsDesks',
          op: 'eq',
          value: false,
          label: '团队还没有占用免费工位',
          clause: `${defaults}：每队最多 {space.max_live.desk} 个工位`,
          fix: '退掉现有工位后再申请',
        },
      ],
    },
    materials: [identity, study, plan, licence],
    promisedDays: 5,
    statutoryDays: 20,
    source: '公开报道：13 条举措之免费办公场地；工位数、期限为平台默认',
    programmes: ['climber'],
    fundSources: ['special'],
  },
  {
    ...open,
    code: 'flat',
    no: 2,
    name: '创业公寓',
    nameEn: 'Startup flats',
    summary: '免费创业公寓，给刚到湘潭的创业青年住。',
    benefit: '一间公寓，12 个月，可续一次；水电自付。',
    caseKind: 'flat',
    casePrefix: 'GY',
    condition: {
      all: [
        student,
        willSettle,
        { fact: 'localHome', op: 'eq', value: false, label: '在湘潭没有自己的住房', clause: `${defaults}：一户一间`, fix: '有住房的可以先看驿站 7 天免费住' },
      ],
    },
    materials: [identity, study],
    promisedDays: 5,
    statutoryDays: 20,
    source: '公开报道：13 条举措之人才公寓；期限为平台默认',
    programmes: ['climber'],
    fundSources: ['special'],
  },
  {
    ...open,
    code: 'coaching',
    no: 3,
    name: '创业辅导',
    nameEn: 'Mentoring',
    summary: '30 位导师一对一长期陪着做。',
    benefit: '一位结对导师，三个工作日内答复。',
    caseKind: 'mentor',
    casePrefix: 'FD',
    condition: { all: [student] },
    materials: [plan],
    promisedDays: 3,
    statutoryDays: 20,
    source: '公开报道：13 条举措之创业辅导；公开报道：30 名导师',
    programmes: ['climber', 'youth'],
    fundSources: ['special'],
  },
  {
    ...open,
    code: 'loan',
    no: 4,
    name: '融资对接（引导基金无息贷款）',
    nameEn: 'Financing: interest-free loan',
    summary: '大学生创业引导基金，最高 50 万元，不收利息。',
    benefit: '最高 500,000 元，6—36 个月，默认不要担保，不收任何费用。',
    caseKind: 'loan',
    casePrefix: 'DK',
    condition: {
      all: [
        student,
        {
          fact: 'companyRegistered',
          op: 'eq',
          value: true,
          label: '公司注册在高新区',
          clause: `${defaults}：贷给注册在高新区的初创项目`,
          fix: '先办公司注册，窗口可以帮办',
        },
        noClawback,
        {
          fact: 'amountFen',
          op: 'lte',
          rule: 'loan.cap_yuan',
          scale: 100,
          label: '借款不超过 {loan.cap_yuan} 元',
          clause: '公开报道：最高 50 万元无息贷款',
          fix: '把金额改到 {loan.cap_yuan} 元以内',
        },
      ],
    },
    materials: [identity, study, plan, { ...licence, required: true, hint: '公司注册在高新区的执照，拍清楚统一社会信用代码' }, use],
    promisedDays: 15,
    statutoryDays: 20,
    source: '公开报道：最高 50 万元无息贷款；期限为平台默认',
    programmes: ['youth'],
    fundSources: ['guidance'],
  },
]

/**
 * Supports of the special fund that the source does not list: ours until the zone says otherwise, asked for in a round, counted
 * apart from the 13. The preset tiers are those of a neighbour (株洲高新区: 5、10、20 万元).
 */
const unlisted: readonly MeasureRow[] = [
  {
    ...open,
    code: 'grant',
    no: 101,
    listed: false,
    name: '项目资助',
    nameEn: 'Project grant',
    summary: '给能做成事的项目一笔前期资金，专家评审，公示后分期拨付。',
    benefit: '最高 {grant.cap_yuan} 元，先签支持协议，按里程碑分期拨付；不收利息，不占股份。',
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
      { step: '批准、签支持协议、分期拨付', who: '分管领导、你', days: '见支持协议' },
    ],
    promisedDays: 20,
    statutoryDays: 20,
    source: '平台默认，待管委会确认：报道的 13 条举措没有点名，资金来自每年 700 万元的专项资金；档次参照株洲高新区',
    programmes: ['climber'],
    fundSources: ['special'],
  },
]

const placeholders: readonly MeasureRow[] = Array.from({ length: 9 }, (_, i) => ({
  code: `pending-${String(i + 5).padStart(2, '0')}`,
  no: i + 5,
  name: `第 ${i + 5} 条举措（待补）`,
  nameEn: `Measure ${i + 5} (to be published)`,
  summary: '报道说有 13 条举措，只点名了 4 条。这一条的内容还没有公布，公布后补上。',
  benefit: '待补',
  placeholder: true,
  listed: true,
  condition: { pending: '这条举措的内容还没有公布，不能判断', label: '公布的条件', clause: '公开报道：13 条全周期扶持举措（仅点名 4 条）' },
  materials: [],
  process: [],
  legalBasis: '待补',
  source: '公开报道：13 条全周期扶持举措（仅点名 4 条）',
  openForApply: false,
  programmes: ['climber'],
  fundSources: ['special'],
}))

/** The 13 of the source (four named, nine placeholders 待补 whose eligibility answers `unknown` with that reason), and what is not listed there. */
export const measures: readonly MeasureRow[] = [...named, ...placeholders, ...unlisted]
