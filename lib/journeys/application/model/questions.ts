import type { StepOrdinal } from '@/lib/foundation/programme/model/grant-plan'
import { roundSum } from '@/lib/kernel/money'
import type { FormLimits, SectionKey } from './form'

export interface Question {
  readonly name: string
  readonly kind: 'text' | 'area' | 'radio' | 'radio_other' | 'select' | 'count' | 'money' | 'month' | 'check'
  readonly label: string
  readonly hint?: string
  readonly options?: readonly (readonly [string, string])[]
  /** Asked only while another answer of the same page has one of these values. */
  readonly when?: readonly [field: string, value: string, ...others: string[]]
  /** Most signs of a text, for the counter under it. */
  readonly max?: number
}

export interface Topic {
  readonly title: string
  readonly part: 1 | 2 | 3
  /** One line under the link of the task list. */
  readonly note?: string
  /** Why we ask: beside the questions. */
  readonly why: string
  /** About how long it takes, in minutes. */
  readonly minutes: number
  readonly questions: readonly Question[]
}

/** A text of the form with the numbers of the rules in force. */
export const withLimits = (text: string, limits: FormLimits): string =>
  text.replace('{desks}', String(limits.desks)).replace('{loan}', roundSum(limits.loanFen)).replace('{grant}', roundSum(limits.grantFen))

const yesNo = (yes: string, no: string) =>
  [
    ['yes', yes],
    ['no', no],
  ] as const

/** One milestone: its three questions; the second and third only when there are that many. */
function stepQuestions(n: StepOrdinal, word: string): Question[] {
  const when: Question['when'] = n === 1 ? ['steps', '1', '2', '3'] : n === 2 ? ['steps', '2', '3'] : ['steps', '3']
  const hint = (text: string) => (n === 1 ? { hint: text } : {})
  return [
    { name: `goal${n}`, kind: 'area', label: `${word}要做到什么`, ...hint('能量出来的，比如：样机送检合格'), when, max: 100 },
    { name: `by${n}`, kind: 'month', label: `${word}哪个月底前做到`, when },
    { name: `proof${n}`, kind: 'area', label: `${word}拿什么证明`, ...hint('比如：第三方检测报告'), when, max: 100 },
  ]
}

/** The form as it is asked: one topic per page, in the words of the applicant. The rules for the answers are in form.ts. */
export const topics: Record<SectionKey, Topic> = {
  identity: {
    title: '你的身份',
    part: 1,
    why: '支持给在校和毕业 5 年以内的人。身份证号加密存放，只用来确认是你本人，页面上只显示最后 4 位。',
    minutes: 3,
    questions: [
      {
        name: 'status',
        kind: 'radio',
        label: '你现在是',
        options: [
          ['enrolled', '在校学生'],
          ['graduated', '已经毕业'],
        ],
      },
      { name: 'idNumber', kind: 'text', label: '身份证号', hint: '18 位，最后一位可能是 X' },
      {
        name: 'degree',
        kind: 'select',
        label: '学历',
        hint: '在读的选正在读的',
        options: ['专科', '本科', '硕士', '博士', '其他'].map((d) => [d, d] as const),
      },
      { name: 'school', kind: 'text', label: '学校', hint: '写全称' },
      { name: 'major', kind: 'text', label: '专业' },
      { name: 'graduatedOn', kind: 'month', label: '毕业年月', hint: '还没毕业的填预计的年月' },
      { name: 'localHome', kind: 'radio', label: '你在湘潭有自己的住房吗', options: yesNo('有', '没有') },
    ],
  },
  project: {
    title: '项目是什么',
    part: 2,
    why: '领域决定找哪位专家看；全职人数用来看团队是不是真的在做。',
    minutes: 6,
    questions: [
      { name: 'name', kind: 'text', label: '项目名称', max: 40 },
      { name: 'oneLine', kind: 'area', label: '一句话说明', hint: '做什么、给谁用。看申请的人先看这一句。', max: 50 },
      {
        name: 'field',
        kind: 'radio_other',
        label: '属于哪个领域',
        options: ['先进钢铁材料', '机电装备', '大健康'].map((f) => [f, f] as const),
      },
      { name: 'summary', kind: 'area', label: '项目介绍', hint: '解决谁的什么问题、怎么做、做到哪一步了。60 字以上。', max: 2000 },
      { name: 'fullTime', kind: 'count', label: '全职人数', hint: '在湘潭交社保的人，算上你自己' },
    ],
  },
  property: {
    title: '知识产权',
    part: 2,
    note: '没有也可以，选「暂无」就行',
    why: '有专利、软著的写上，升到孵化器时会看这一条。没有不影响申请工位。',
    minutes: 1,
    questions: [
      { name: 'has', kind: 'radio', label: '有知识产权吗', options: yesNo('有，或者正在申请', '暂无') },
      { name: 'detail', kind: 'area', label: '是哪些', hint: '比如：实用新型 1 件，已授权；软著 2 件', when: ['has', 'yes'], max: 500 },
    ],
  },
  company: {
    title: '公司信息',
    part: 2,
    note: '还没注册也能申请',
    why: '没注册公司也能申请工位和公寓；无息贷款要求公司注册在高新区。',
    minutes: 2,
    questions: [
      { name: 'registered', kind: 'radio', label: '公司注册了吗', options: yesNo('注册了', '还没有') },
      { name: 'companyName', kind: 'text', label: '公司名称', hint: '和营业执照上一样', when: ['registered', 'yes'] },
      { name: 'creditCode', kind: 'text', label: '统一社会信用代码', hint: '营业执照上的 18 位代码', when: ['registered', 'yes'] },
      { name: 'worksInZone', kind: 'radio', label: '在高新区办公，或者批准后搬进来吗', options: yesNo('是', '不是') },
    ],
  },
  desk: {
    title: '工位',
    part: 3,
    note: '要 1—{desks} 个',
    why: '一队最多 {desks} 个。申请几个，批准的不会比这更多。',
    minutes: 1,
    questions: [
      { name: 'want', kind: 'radio', label: '要免费工位吗', options: yesNo('要', '不要') },
      { name: 'count', kind: 'count', label: '要几个', hint: '1 到 {desks} 个，按实际来坐的人填', when: ['want', 'yes'] },
      { name: 'byWindow', kind: 'check', label: '有靠窗的话，给我们靠窗的', when: ['want', 'yes'] },
    ],
  },
  flat: {
    title: '创业公寓',
    part: 3,
    note: '和工位一起申请，分开出结果',
    why: '一间住 12 个月，可以续一次。在湘潭有自己住房的，不能申请公寓。',
    minutes: 1,
    questions: [
      { name: 'want', kind: 'radio', label: '要创业公寓吗', options: yesNo('要', '不要') },
      { name: 'detail', kind: 'area', label: '有什么要说明的', hint: '比如：两位女生合住。没有可以不填。', when: ['want', 'yes'], max: 200 },
    ],
  },
  loan: {
    title: '无息贷款',
    part: 3,
    note: '最高 {loan}',
    why: '钱来自大学生创业引导基金，不收利息，也不收任何费用。要求公司注册在高新区。',
    minutes: 3,
    questions: [
      { name: 'want', kind: 'radio', label: '要无息贷款吗', options: yesNo('要', '不要') },
      { name: 'amount', kind: 'money', label: '借多少（元）', hint: '比如 300000', when: ['want', 'yes'] },
      { name: 'use', kind: 'area', label: '钱花在哪里', hint: '写到每一笔，合计等于要借的金额', when: ['want', 'yes'], max: 1000 },
    ],
  },
  coaching: {
    title: '创业辅导',
    part: 3,
    note: '一位导师长期陪着做',
    why: '按你最想解决的事来配导师，3 个工作日内答复。',
    minutes: 1,
    questions: [
      { name: 'want', kind: 'radio', label: '要导师辅导吗', options: yesNo('要', '不要') },
      { name: 'needs', kind: 'area', label: '最想解决什么', when: ['want', 'yes'], max: 500 },
    ],
  },
  grant: {
    title: '项目资助',
    part: 3,
    note: '最高 {grant}，专家评审',
    why: '钱来自专项资金，签了资助协议、按里程碑分期拨。专家看的是写下来的证据：钱花在哪里、做到什么、拿什么证明。参考档次 5、10、20 万元，最后由评审和会议定。',
    minutes: 8,
    questions: [
      { name: 'want', kind: 'radio', label: '要项目资助吗', options: yesNo('要', '不要') },
      { name: 'amount', kind: 'money', label: '申请多少（元）', hint: '不超过 {grant}，比如 100000', when: ['want', 'yes'] },
      {
        name: 'use',
        kind: 'area',
        label: '钱花在哪里',
        hint: '一行一笔：买什么、多少钱。合计等于申请的金额',
        when: ['want', 'yes'],
        max: 1000,
      },
      {
        name: 'steps',
        kind: 'radio',
        label: '分几步做到',
        hint: '每一步做到了，才拨下一笔',
        options: [
          ['1', '一步'],
          ['2', '两步'],
          ['3', '三步'],
        ],
        when: ['want', 'yes'],
      },
      ...stepQuestions(1, '第一步'),
      ...stepQuestions(2, '第二步'),
      ...stepQuestions(3, '第三步'),
    ],
  },
}

export const partTitles = { 1: '你和团队', 2: '项目', 3: '你想要的支持', 4: '交上去' } as const

/** The questions of a topic that these answers call for; one that hangs on another is asked only while that one is. */
export function askedOf(section: SectionKey, values: Readonly<Record<string, string>>): Question[] {
  const { questions } = topics[section]
  const asked = ({ when }: Question): boolean => {
    if (!when) return true
    const [field, ...wanted] = when
    const parent = questions.find((one) => one.name === field)
    return wanted.includes(values[field] ?? '') && (!parent || asked(parent))
  }
  return questions.filter(asked)
}

/** An answer as a person reads it back; empty when nothing was answered. */
export function answerText(question: Question, value: string | undefined): string {
  if (!value) return ''
  if (question.kind === 'check') return value === 'yes' ? '是' : '不用'
  const month = question.kind === 'month' && /^(\d{4})-(\d{2})$/.exec(value)
  if (month) return `${month[1]} 年 ${Number(month[2])} 月`
  return question.options?.find(([key]) => key === value)?.[1] ?? value
}
