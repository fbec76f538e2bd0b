import type { Answer } from '@/lib/kernel/condition'
import type { Stage } from './stages'

/** A number that a rule row gives, with where it comes from. */
export interface RuleNumber {
  readonly value: number
  readonly source: string
}

/** What is known of a venture; `null` is not known, never no. */
export interface VentureFacts {
  readonly companyName: string | null
  /** Said in a form, not yet seen by anybody. */
  readonly saysRegistered: boolean | null
  readonly intellectualProperty: { readonly count: number; readonly text: string } | null
  readonly saysProperty: boolean | null
  readonly fullTime: { readonly count: number; readonly from: string } | null
  /** Revenue of the years in the ledger, in fen. */
  readonly revenue: { readonly fen: bigint; readonly text: string } | null
}

export interface Criterion {
  readonly key: string
  readonly label: string
  readonly answer: Answer
  /** What the answer rests on, or what would put it right. */
  readonly evidence: string
  readonly source: string
}

const UNSEEN = '还没核'

type Judge = (needed: number, facts: VentureFacts) => { label: string; answer: Answer; evidence: string }

const wan = (fen: bigint) => `${Number(fen / 1_000_000n).toLocaleString('en-US')} 万元`

const judges: Record<string, Judge> = {
  company: (_, { companyName, saysRegistered }) => ({
    label: '公司注册在高新区',
    answer: companyName ? 'yes' : saysRegistered === false ? 'no' : 'unknown',
    evidence: companyName ?? (saysRegistered === false ? '还没注册，窗口可以帮办' : saysRegistered ? `表里填了已注册，${UNSEEN}` : UNSEEN),
  }),
  ip: (needed, { intellectualProperty: ip, saysProperty }) => ({
    label: `有 ${needed} 项知识产权`,
    answer: ip ? (ip.count >= needed ? 'yes' : 'no') : saysProperty === false ? 'no' : 'unknown',
    evidence: ip?.text ?? (saysProperty === false ? '专利、软著都算，申请了就可以来登记' : UNSEEN),
  }),
  full_time: (needed, { fullTime }) => ({
    label: `全职成员满 ${needed} 人`,
    answer: fullTime ? (fullTime.count >= needed ? 'yes' : 'no') : 'unknown',
    evidence: fullTime ? `现在 ${fullTime.count} 人（${fullTime.from}）` : UNSEEN,
  }),
  revenue_yuan: (needed, { revenue }) => ({
    label: needed <= 1 ? '有一笔真实收入' : `营业收入超过 ${(needed / 10_000).toLocaleString('en-US')} 万元`,
    answer: revenue ? (revenue.fen >= BigInt(needed) * 100n ? 'yes' : 'no') : 'unknown',
    evidence: revenue?.text ?? `${UNSEEN}；第一张发票就算`,
  }),
  review: () => ({ label: '年中评估合格', answer: 'unknown', evidence: UNSEEN }),
  // any one of three; only the revenue is on file, so a smaller one does not mean no
  graduation_revenue_yuan: (needed, { revenue }) => ({
    label: `达到一条毕业条件：连续两年营收超过 ${(needed / 10_000).toLocaleString('en-US')} 万元，或融资 500 万元以上，或高新技术企业`,
    answer: revenue && revenue.fen > BigInt(needed) * 100n ? 'yes' : 'unknown',
    evidence: revenue ? `${revenue.text}；其他两条${UNSEEN}` : UNSEEN,
  }),
}

/** Rule keys that decide on the way to a camp, in the order in which they are shown. */
export const promotionKeys: Readonly<Record<Stage, readonly string[]>> = {
  nursery: [],
  makerspace: ['full_time'],
  incubator: ['company', 'ip', 'review', 'full_time', 'revenue_yuan'],
  accelerator: ['company', 'ip', 'graduation_revenue_yuan'],
  industrial_park: [],
}

export const ruleKey = (target: Stage, key: string): string => `promotion.${target}.${key}`

/** Each criterion of a camp with its answer and what it rests on; a camp without published criteria has one open line. */
export function criteriaFor(target: Stage, rules: Readonly<Record<string, RuleNumber>>, facts: VentureFacts): Criterion[] {
  const found = promotionKeys[target].flatMap((key): Criterion[] => {
    const rule = rules[ruleKey(target, key)]
    const judge = judges[key]
    return rule && judge ? [{ key, ...judge(rule.value, facts), source: rule.source }] : []
  })
  if (found.length > 0) return found
  return [{ key: 'pending', label: '这一段的条件', answer: 'unknown', evidence: '园区还没公布，公布后补上', source: '待补' }]
}

/** `实用新型 1、软著 4` → 5; the ledger writes kinds with counts. Null where no number stands. */
export function countProperty(text: string): number | null {
  const numbers = text.match(/\d+/g)
  return numbers ? numbers.reduce((total, n) => total + Number(n), 0) : null
}

export const revenueText = (year: string, fen: bigint): string => `${year} 年营收 ${wan(fen)}（台账）`
