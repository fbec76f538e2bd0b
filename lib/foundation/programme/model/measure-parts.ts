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
export const defaults = '平台默认规则（待管委会确认）'

const studentClause = `${defaults}：在校，或毕业 {student.graduated_years} 年以内`
export const student: StoredCondition = {
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
export const noClawback: StoredCondition = {
  fact: 'openClawback',
  op: 'eq',
  value: false,
  label: '没有还没处理完的资金追回',
  clause: `${defaults}：一人一企一笔`,
  fix: '先把追回的钱还清，或签好分期协议',
}
export const noBan: StoredCondition = {
  fact: 'banned',
  op: 'eq',
  value: false,
  label: '不在停止申请的期限里（骗取、挪用资金，停 {support.ban_months} 个月）',
  clause: `${defaults}：参照国科发区〔2018〕300 号同类规定`,
  fix: '期满后再申请',
}
export const willSettle: StoredCondition = {
  fact: 'worksInZone',
  op: 'eq',
  value: true,
  label: '在高新区办公，或者批准后搬进来',
  clause: `${defaults}：支持对象在高新区创业`,
  fix: '批准后 3 个月内搬到高新区',
}

export const plan: MaterialNeed = {
  key: 'plan',
  name: '项目计划书',
  required: true,
  hint: 'PDF 或 Word，20 MB 以内，写清做什么、给谁用、怎么赚钱',
  where: '自己写，三五页就够',
}
export const identity: MaterialNeed = { key: 'identity', name: '负责人身份证', required: true, hint: '正反两面，拍清楚四个角', where: '拍照上传' }
export const study: MaterialNeed = { key: 'study', name: '学籍或学历证明', required: true, hint: '学信网的在线验证报告，PDF', where: '学信网，免费下载' }
export const licence: MaterialNeed = { key: 'licence', name: '营业执照', required: false, hint: '注册了公司才要，没有可以不传', where: '电子营业执照小程序' }

export const use: MaterialNeed = {
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

export const open = { placeholder: false, listed: true, legalBasis: licenceLaw, process, openForApply: true } as const
