import type { Block } from '@/lib/foundation/document/model/block'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { type Ground, groundWords } from './clawback'

/** An amount in figures and in capital numerals. */
export interface Sum {
  readonly fen: bigint
  readonly words: string
}

export interface Party {
  readonly holder: string
  readonly project: string
  readonly caseNo: string
}

export interface PlannedInstalment {
  readonly no: number
  readonly percent: number
  readonly sum: Sum
  /** The number of the milestone whose acceptance opens it; null: when the agreement is in force. */
  readonly milestone: number | null
}

export interface PlannedMilestone {
  readonly no: number
  readonly title: string
  readonly evidence: string
  readonly dueOn: CalendarDate
  readonly movedFrom: CalendarDate | null
  readonly provisional: boolean
}

const day = (date: CalendarDate) => formatDateZh(date, { year: true, weekday: true })
const both = ({ fen, words }: Sum) => `人民币 ${formatYuan(fen)} 元（大写：${words}）`
const clause = (title: string, steps: readonly string[]): Block => ({ type: 'steps', title, steps: [...steps] })

const conditionOf = (one: PlannedInstalment) => (one.milestone === null ? '协议生效后' : `里程碑 ${one.milestone} 验收通过后`)

const dueText = (one: PlannedMilestone) =>
  `${day(one.dueOn)}${one.movedFrom ? `（原定 ${formatDateZh(one.movedFrom)}，遇休息日顺延）` : ''}${one.provisional ? '（暂定，那一年的放假安排公布后重算）' : ''}`

const instalmentTable = (instalments: readonly PlannedInstalment[]): Block => ({
  type: 'table',
  head: ['期', '比例', '金额（元）', '条件'],
  widths: [0.13, 0.12, 0.37, 0.38],
  rows: instalments.map((one) => [`第 ${one.no} 期`, `${one.percent}%`, `${formatYuan(one.sum.fen)}（${one.sum.words}）`, conditionOf(one)]),
})

/** 立项（支持）通知书: what was approved and what comes next. */
export function supportNoticeBlocks(party: Party, sum: Sum, agreementNo: string, instalments: readonly PlannedInstalment[]): Block[] {
  return [
    { type: 'addressee', text: `${party.holder}：` },
    { type: 'paragraph', text: `你申请的项目资助（办件编号 ${party.caseNo}）已经批准，现予立项。` },
    {
      type: 'facts',
      rows: [
        { label: '项目', value: party.project },
        { label: '资助金额', value: both(sum), strong: true },
        { label: '协议编号', value: agreementNo },
      ],
    },
    instalmentTable(instalments),
    clause('接下来', [
      '登录「我的资助」，看过资助协议全文，签字。',
      '管委会签字后协议生效，可以申请第一期拨款。',
      '按协议做项目，到期报告里程碑；验收通过后申请下一期。',
    ]),
    { type: 'plain', text: `批了 ${formatYuan(sum.fen)} 元，分 ${instalments.length} 次给。先签协议，再申请拨款。` },
    { type: 'remedy', text: '对金额有疑问，可以打窗口电话 0731-5550 0188，或在办件页面留言。' },
  ]
}

export interface AgreementText {
  /** Who signs for the zone. */
  readonly office: string
  readonly party: Party
  readonly sum: Sum
  readonly instalments: readonly PlannedInstalment[]
  readonly milestones: readonly PlannedMilestone[]
  readonly use: string
  readonly termMonths: number
  readonly answerDays: number
  readonly banMonths: number
}

/** 资助协议: everything that both sides sign. */
export function agreementBlocks(text: AgreementText): Block[] {
  const { office, party, sum, instalments, milestones, use, termMonths, answerDays, banMonths } = text
  return [
    {
      type: 'facts',
      rows: [
        { label: '甲方', value: office },
        { label: '乙方', value: party.holder },
        { label: '项目', value: party.project },
        { label: '办件编号', value: party.caseNo },
        { label: '资助金额', value: both(sum), strong: true },
      ],
    },
    { type: 'paragraph', text: '第一条　甲方按本协议资助乙方的项目。资金来自攀登者计划专项资金，是无偿资助，不是贷款，不占股份。' },
    { type: 'paragraph', text: '第二条　资助分期拨付：' },
    instalmentTable(instalments),
    { type: 'paragraph', text: '第三条　里程碑，乙方在到期日前报告，并交下面写明的证据：' },
    {
      type: 'table',
      head: ['里程碑', '内容', '证据', '到期日'],
      widths: [0.13, 0.33, 0.26, 0.28],
      rows: milestones.map((one) => [String(one.no), one.title, one.evidence, dueText(one)]),
    },
    clause('第四条　乙方的义务', [
      `资金只用于本项目${use === '' ? '' : `：${use}`}。`,
      `协议生效起 ${termMonths} 个月内，项目留在湘潭高新区。`,
      '如实报告，保存支出凭证，配合检查。',
      '收款账户是乙方本人或乙方公司的账户；换账户要重新确认。',
    ]),
    clause('第五条　甲方的义务', [
      '条件达到、材料齐全的，按程序核对、批准后拨付，不收任何费用。',
      '里程碑报告在验收后告知结果；退回的写明还差什么，可以再报。',
      '不泄露乙方的商业秘密和个人信息。',
    ]),
    clause('第六条　追回', [
      `挪作他用、弄虚作假的，全额追回，${banMonths} 个月内不能再申请。`,
      `不满 ${termMonths} 个月迁出的，按没有履行的月数占 ${termMonths} 个月的比例追回已拨付的钱。`,
      '项目诚实失败、证据充分的，不追回。',
      `追回先发通知，乙方有不少于 ${answerDays} 个工作日答复；答复期满后由没有经手的人决定；可以分期退。`,
    ]),
    { type: 'paragraph', text: '第七条　本协议签署后不改动文字。要变更的，在拨款前由双方终止本协议，另签新的。' },
    { type: 'paragraph', text: '第八条　对履行有争议的，先协商；协商不成的，向甲方所在地人民法院起诉。' },
    { type: 'signatures', title: '签字盖章', people: [`甲方：${office}（盖章）`, `乙方：${party.holder}`] },
    { type: 'plain', text: `钱分 ${instalments.length} 次给。按说好的做，到期报一次；提前离开园区要按月退；乱用要全退；真做了没做成，不用退。` },
    { type: 'remedy', text: '看不明白的先问再签：0731-5550 0188，智造谷众创中心 A 座 1 层受理大厅。' },
  ]
}

export interface RequestText {
  readonly party: Party
  readonly agreementNo: string
  readonly instalment: PlannedInstalment
  readonly account: { readonly holder: string; readonly bank: string; readonly last4: string }
  readonly note: string
}

/** 拨付申请单. The account stands on it by its last four digits only. */
export function paymentRequestBlocks({ party, agreementNo, instalment, account, note }: RequestText): Block[] {
  return [
    {
      type: 'facts',
      rows: [
        { label: '申请人', value: party.holder },
        { label: '项目', value: party.project },
        { label: '办件编号', value: party.caseNo },
        { label: '协议编号', value: agreementNo },
        { label: '期次', value: `第 ${instalment.no} 期，${instalment.percent}%` },
        { label: '申请金额', value: both(instalment.sum), strong: true },
        { label: '条件', value: conditionOf(instalment) },
        { label: '收款账户', value: `${account.holder}，${account.bank}，尾号 ${account.last4}` },
        ...(note === '' ? [] : [{ label: '说明', value: note }]),
      ],
    },
    clause('接下来', ['财务核对条件和账户。', '另一位同事复核批准。', '银行付款，登记回单号。']),
    { type: 'signatures', title: '签字', people: ['申请人', '财务经办', '财务复核'] },
    { type: 'remedy', text: '不收任何费用。谁向你收钱，请打 0731-5550 0188。' },
  ]
}

export interface NoticeOfClaim {
  readonly party: Party
  readonly agreementNo: string
  readonly ground: Ground
  readonly clause: string
  readonly facts: string
  readonly formula: string
  readonly claimed: Sum
  readonly answerDueOn: CalendarDate
  readonly answerDays: number
  readonly provisional: boolean
}

/** 追回通知书: the facts, the clause, the sum and until when it can be answered. */
export function clawbackNoticeBlocks(text: NoticeOfClaim): Block[] {
  const { party, ground, answerDueOn, provisional } = text
  return [
    { type: 'addressee', text: `${party.holder}：` },
    { type: 'paragraph', text: `关于资助协议 ${text.agreementNo}（办件编号 ${party.caseNo}），我们拟按下面的事实和条款追回资助。还没有决定，先听你说。` },
    {
      type: 'facts',
      rows: [
        { label: '原因', value: groundWords[ground].name },
        { label: '依据', value: text.clause },
        { label: '事实', value: text.facts },
        { label: '怎么算', value: text.formula },
        { label: '拟追回', value: both(text.claimed), strong: true },
        { label: '答复期限', value: `${day(answerDueOn)}${provisional ? '（暂定）' : ''}`, strong: true },
      ],
    },
    clause('你可以', ['登录「我的资助」写下你的说法。', '把能说明情况的材料送到受理大厅，在说法里写上材料名称。', '要求分期退。']),
    { type: 'plain', text: `你有 ${text.answerDays} 个工作日答复。过了期限，由没有经手的领导看了双方材料再决定。` },
    { type: 'remedy', text: '对决定不服的，可以在收到决定后申请复核，或依法起诉。电话 0731-5550 0188。' },
  ]
}
