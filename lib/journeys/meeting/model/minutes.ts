// The minutes as a paper: who was there, who left for what and why, how each item ended, places for signatures. Votes as
// counts, entries by their code: nobody's vote and no applicant's name stands in it.
import type { Block } from '@/lib/foundation/document/model/block'
import { calendarDate, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { isMeetingRole, meetingRoleWords } from './policy'
import { type Outcome, outcomeWords, type Tally } from './voting'

export interface MinutesItem {
  readonly ordinal: number
  readonly code: string
  readonly caseNo: string
  readonly measure: string
  readonly discussion: boolean
  /** Hundredths of a point. */
  readonly value: number | null
  readonly spread: number | null
  readonly askedQuantity: number
  readonly askedFen: bigint | null
  readonly outcome: Outcome | null
  readonly quantity: number | null
  readonly amountFen: bigint | null
  readonly reason: string | null
  readonly tally: Tally
  readonly absences: readonly { readonly name: string; readonly reason: string }[]
  /** Soft relations of reviewers and members, with what the chair decided about them. */
  readonly disclosed: readonly string[]
}

export interface MinutesFacts {
  readonly title: string
  readonly round: string
  readonly place: string
  /** YYYY-MM-DD in Shanghai. */
  readonly day: string
  readonly openedAt: Date
  readonly closedAt: Date
  readonly quorum: number
  readonly members: readonly { readonly name: string; readonly role: string; readonly arrivedAt: Date | null }[]
  readonly items: readonly MinutesItem[]
}

export const points = (hundredths: number | null): string => (hundredths === null ? '—' : (hundredths / 100).toFixed(2))
export const roleWord = (role: string): string => (isMeetingRole(role) ? meetingRoleWords[role] : role)

const share = (quantity: number | null, amountFen: bigint | null): string =>
  amountFen === null ? (quantity === null ? '—' : String(quantity)) : `${formatYuan(amountFen)} 元`

/** What an item became, in one cell. */
export function resultText(item: Pick<MinutesItem, 'outcome' | 'quantity' | 'amountFen'>): string {
  if (item.outcome === null) return '未议定，留待下次'
  return item.outcome === 'concur' ? `${outcomeWords.concur} ${share(item.quantity, item.amountFen)}` : outcomeWords.reject
}

const votesText = ({ tally }: MinutesItem) => `${tally.for}/${tally.against}/${tally.abstain}`

function itemTable(items: readonly MinutesItem[]): Block {
  return {
    type: 'table',
    head: ['序', '编号', '办件', '得分', '分差', '申请', '赞成/反对/弃权', '结果'],
    widths: [0.06, 0.09, 0.2, 0.09, 0.09, 0.15, 0.14, 0.18],
    rows: items.map((item) => [
      String(item.ordinal),
      item.code,
      `${item.caseNo} ${item.measure}`,
      points(item.value),
      points(item.spread),
      share(item.askedQuantity, item.askedFen),
      votesText(item),
      resultText(item),
    ]),
  }
}

const lines = (title: string, texts: readonly string[]): Block[] => (texts.length === 0 ? [] : [{ type: 'steps', title, steps: [...texts] }])

/** The blocks of the paper. */
export function minutesBlocks(facts: MinutesFacts): Block[] {
  const here = facts.members.filter((one) => one.arrivedAt)
  const away = facts.members.filter((one) => !one.arrivedAt)
  const names = (list: MinutesFacts['members']) => list.map((one) => `${one.name}（${roleWord(one.role)}）`).join('、') || '无'
  return [
    {
      type: 'facts',
      rows: [
        { label: '会议', value: facts.title, strong: true },
        { label: '批次', value: facts.round },
        {
          label: '时间',
          value: `${formatDateZh(calendarDate(facts.day), { year: true, weekday: true })} ${formatTimeZh(facts.openedAt)}—${formatTimeZh(facts.closedAt)}`,
        },
        { label: '地点', value: facts.place },
        { label: '到会', value: names(here) },
        { label: '未到', value: names(away) },
        { label: '法定票数', value: `每项不少于 ${facts.quorum} 票` },
      ],
    },
    itemTable(facts.items),
    ...lines(
      '理由',
      facts.items.flatMap((item) => (item.reason ? [`${item.code} ${item.caseNo}：${item.reason}`] : [])),
    ),
    ...lines(
      '回避（离场，不参加讨论和表决）',
      facts.items.flatMap((item) => item.absences.map((one) => `${item.code} ${item.caseNo}：${one.name}，${one.reason}`)),
    ),
    ...lines(
      '披露的一般关系',
      facts.items.flatMap((item) => item.disclosed.map((one) => `${item.code}：${one}`)),
    ),
    { type: 'signatures', title: '到会人员签名', people: here.map((one) => `${roleWord(one.role)} ${one.name}`) },
  ]
}
