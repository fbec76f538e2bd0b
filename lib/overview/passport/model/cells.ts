import { addDays, type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { fen, formatYuan } from '@/lib/kernel/money'
import { monthsBetween } from './months'

export interface Cell {
  readonly key: 'desk' | 'rent' | 'loan' | 'mentor' | 'inn' | 'flat'
  readonly label: string
  /** The frame of the value: until when, of how many. */
  readonly frame: string
  readonly value: string
  readonly unit: string
  /** Share used, 0 to 100; null where there is nothing to measure. */
  readonly used: number | null
  /** Gold: still on the way. */
  readonly pending: boolean
  readonly note: string
}

interface Held {
  readonly kind: 'room' | 'desk' | 'flat' | 'bed'
  readonly code: string
  readonly place: string
  readonly state: string
  readonly from: CalendarDate | null
  readonly lastDay: CalendarDate | null
}

interface Running {
  readonly stateWord: string
  readonly dueText: string
  readonly amountFen: bigint | null
}

export interface CellFacts {
  readonly today: CalendarDate
  readonly holdings: readonly Held[]
  /** The open case of each measure, by measure code. */
  readonly running: Readonly<Record<string, Running | undefined>>
  readonly loan: { readonly amountFen: bigint; readonly balanceFen: bigint } | null
  readonly mentor: string | null
  /** Measure code → why it cannot be applied for now. */
  readonly closed: Readonly<Record<string, string | undefined>>
  readonly waitingFlat: number | null
  readonly rules: { readonly loanCapYuan: number; readonly freeNights: number; readonly deskMax: number }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? Math.min(100, Math.round((100 * part) / whole)) : null)
const yuan = (amount: bigint) => formatYuan(fen(amount), { decimals: 0 })
const isSettled = (held: Held) => held.state === 'occupied' || held.state === 'notice_given' || held.state === 'accepted'

const cell = (base: Pick<Cell, 'key' | 'label'>, rest: Partial<Omit<Cell, 'key' | 'label'>>): Cell => ({
  frame: '',
  value: '没有',
  unit: '',
  used: null,
  pending: false,
  note: '',
  ...base,
  ...rest,
})

const inProgress = (base: Pick<Cell, 'key' | 'label'>, running: Running, frame = ''): Cell =>
  cell(base, { frame, value: '办理中', pending: true, note: running.dueText || running.stateWord })

/** Months of the term used so far, counted from the first day of the oldest desk. */
function termOf(held: readonly Held[], today: CalendarDate) {
  const from = held.flatMap((one) => one.from ?? []).sort()[0]
  const last = held
    .flatMap((one) => one.lastDay ?? [])
    .sort()
    .at(-1)
  if (!from || !last) return null
  return { used: monthsBetween(from, today), total: monthsBetween(from, addDays(last, 1)), last }
}

function deskCells(facts: CellFacts): [Cell, Cell] {
  const desk = { key: 'desk', label: '工位' } as const
  const rent = { key: 'rent', label: '房租减免' } as const
  const held = facts.holdings.filter((one) => one.kind === 'desk' || one.kind === 'room')
  const settled = held.filter(isSettled)
  const term = termOf(settled, facts.today)
  const first = settled[0]
  if (!first) {
    const running = facts.running.office
    const waiting =
      held.length > 0 ? cell(desk, { value: String(held.length), unit: '个给你留着', pending: true, note: held.map((one) => one.code).join('、') }) : null
    return [
      waiting ?? (running ? inProgress(desk, running) : cell(desk, { note: facts.closed.office ?? `可以申请，一队最多 ${facts.rules.deskMax} 个` })),
      cell(rent, { note: '有了工位就开始算' }),
    ]
  }
  const unit = first.kind === 'room' ? '间' : '个'
  const codes = settled.length > 2 ? `${first.code} 等` : settled.map((one) => one.code).join('、')
  return [
    cell(desk, {
      frame: term?.last ? `到 ${term.last}` : '',
      value: String(settled.length),
      unit: `${unit} · ${codes}`,
      used: term?.total ? share(term.used, term.total) : null,
      note: first.place,
    }),
    term
      ? cell(rent, {
          frame: term.total ? `这一期 ${term.total} 个月` : '',
          value: String(term.used),
          unit: '个月已用',
          used: term.total ? share(term.used, term.total) : null,
          note: '租金 0 元；水电网按用量自付',
        })
      : cell(rent, { note: '起止日期还没登记' }),
  ]
}

function loanCell({ loan, running, rules, closed }: CellFacts): Cell {
  const base = { key: 'loan', label: '无息贷款' } as const
  if (loan)
    return cell(base, {
      frame: `借了 ${yuan(loan.amountFen)} 元`,
      value: yuan(loan.balanceFen),
      unit: '元没还',
      used: share(Number(loan.amountFen - loan.balanceFen), Number(loan.amountFen)),
      note: loan.balanceFen > 0n ? '条形是已还的部分' : '还清了',
    })
  if (running.loan) return inProgress(base, running.loan, running.loan.amountFen ? `${yuan(running.loan.amountFen)} 元` : '')
  return cell(base, { note: closed.loan ?? `可以申请，最高 ${rules.loanCapYuan.toLocaleString('en-US')} 元` })
}

function flatCell({ holdings, running, waitingFlat, closed }: CellFacts): Cell {
  const base = { key: 'flat', label: '创业公寓' } as const
  const held = holdings.find((one) => one.kind === 'flat')
  if (held)
    return isSettled(held)
      ? cell(base, { frame: held.lastDay ? `到 ${held.lastDay}` : '', value: held.code, note: held.place })
      : cell(base, { value: held.code, unit: '给你留着', pending: true, note: held.place })
  if (waitingFlat !== null) return cell(base, { frame: '轮候', value: `第 ${waitingFlat}`, unit: '位', pending: true, note: '有空房按顺序通知' })
  return running.flat ? inProgress(base, running.flat) : cell(base, { note: closed.flat ?? '可以申请一间' })
}

/** The six cells of the passport, from rows; what is not there says what can be done. */
export function passportCells(facts: CellFacts): Cell[] {
  const nights = facts.holdings
    .filter((one) => one.kind === 'bed' && isSettled(one))
    .reduce((total, one) => total + (one.from && one.lastDay ? Math.round((Date.parse(one.lastDay) - Date.parse(one.from)) / 86_400_000) + 1 : 0), 0)
  const { freeNights } = facts.rules
  const mentor = { key: 'mentor', label: '导师辅导' } as const
  return [
    ...deskCells(facts),
    loanCell(facts),
    facts.mentor
      ? cell(mentor, { value: facts.mentor, note: '你的结对导师' })
      : facts.running.coaching
        ? inProgress(mentor, facts.running.coaching)
        : cell(mentor, { note: facts.closed.coaching ?? '可以申请一位结对导师' }),
    cell(
      { key: 'inn', label: '驿站' },
      {
        frame: `共 ${freeNights} 晚`,
        value: String(nights),
        unit: '晚已住',
        used: share(nights, freeNights),
        note: nights >= freeNights ? '免费的住完了' : `剩 ${freeNights - nights} 晚，到驿站窗口登记`,
      },
    ),
    flatCell(facts),
  ]
}

export const dueWords = (on: CalendarDate | null): string => (on ? `最晚 ${formatDateZh(on)} 答复` : '')
