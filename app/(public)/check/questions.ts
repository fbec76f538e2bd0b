import type { Answers, Question, Support } from '@/lib/foundation/programme/model/answers'

interface Words {
  readonly ask: string
  readonly hint?: string
  /** Short name of the answer, for the list beside. */
  readonly name: string
  readonly options: readonly (readonly [value: string, label: string])[]
}

const unsure = ['unsure', '还不确定'] as const

export const questions: Readonly<Record<Question, Words>> = {
  status: {
    ask: '你现在是？',
    name: '现在的身份',
    options: [
      ['enrolled', '在校学生'],
      ['graduated', '已经毕业'],
      ['none', '都不是'],
    ],
  },
  graduatedOn: { ask: '哪年哪月毕业的？', hint: '看毕业证上的日期，写到月就行', name: '毕业年月', options: [] },
  companyRegistered: {
    ask: '公司注册了吗？',
    hint: '注册在高新区的才算。没注册也能申请工位和公寓',
    name: '公司注册在高新区',
    options: [['yes', '注册了，在高新区'], ['no', '没有，或在别处'], unsure],
  },
  worksInZone: {
    ask: '在高新区办公吗？',
    hint: '现在不在，批准后愿意搬过来也算',
    name: '在高新区办公',
    options: [['yes', '在，或者会搬来'], ['no', '不在，也不搬'], unsure],
  },
  localHome: {
    ask: '你在湘潭有自己的房子吗？',
    hint: '只影响公寓',
    name: '在湘潭有住房',
    options: [['yes', '有'], ['no', '没有'], unsure],
  },
  wants: { ask: '想要哪几样？', hint: '可以多选；不选也行，我们都帮你看一遍', name: '想要', options: [] },
}

export const supportLabels: Readonly<Record<Support, string>> = {
  desk: '免费工位',
  flat: '创业公寓',
  loan: '无息贷款',
  coaching: '导师辅导',
  grant: '项目资助',
}

/** The given answers as one reads them, in the order of the questions. */
export function saidWords(answers: Answers): { question: Question; name: string; text: string }[] {
  const option = (question: 'status' | 'companyRegistered' | 'worksInZone' | 'localHome') =>
    questions[question].options.find(([value]) => value === answers[question])?.[1]
  const [year, month] = answers.graduatedOn?.split('-') ?? []
  const lines: readonly (readonly [Question, string | undefined])[] = [
    ['status', option('status')],
    ['graduatedOn', year && month ? `${year} 年 ${Number(month)} 月` : undefined],
    ['companyRegistered', option('companyRegistered')],
    ['worksInZone', option('worksInZone')],
    ['localHome', option('localHome')],
    ['wants', answers.wants?.map((want) => supportLabels[want]).join('、') || (answers.wants ? '都看看' : undefined)],
  ]
  return lines.flatMap(([question, text]) => (text ? [{ question, name: questions[question].name, text }] : []))
}
