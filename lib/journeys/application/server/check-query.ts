import 'server-only'
import { encode } from 'uqr'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { maskName, maskPhone } from '@/lib/kernel/masking'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import { dueOn } from '@/lib/kernel/working-days'
import { amountInWords } from '@/lib/platform/amount-in-words'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { DraftData, SectionKey } from '../model/form'
import { sectionsOf } from '../model/form-version'
import { answerText, askedOf, partTitles, topics } from '../model/questions'
import { submitFault, taskList, wantedSupports } from '../model/tasks'
import { type DraftHead, filesOf, loadFor, type MemberLine, membersOf } from './queries'
import { type ApplicationRow, dataOf, factsOf, type MoneyBar, moneyBar } from './repo'

export interface AnswerLine {
  readonly section: SectionKey
  readonly field: string
  readonly label: string
  readonly value: string
  /** A second, smaller line: the amount in capital numerals. */
  readonly extra: string
}

export interface CheckPage extends DraftHead {
  readonly parts: readonly { readonly title: string; readonly lines: readonly AnswerLine[] }[]
  readonly phone: string
  readonly files: readonly { readonly key: string; readonly name: string; readonly file: string; readonly required: boolean }[]
  readonly members: readonly MemberLine[]
  readonly fault: ReturnType<typeof submitFault>
  /** What stands against the money that is asked for. */
  readonly bar: MoneyBar | null
  /** Titles and addresses of what is not finished. */
  readonly open: readonly { readonly key: string; readonly title: string }[]
}

function lineOf(row: ApplicationRow, data: DraftData, section: SectionKey): AnswerLine[] {
  return askedOf(section, data[section] ?? {}).map((question) => {
    const raw = data[section]?.[question.name]
    const shown = { section, field: question.name, label: question.label, extra: '' }
    if (question.name === 'idNumber') return { ...shown, value: row.person.idLast4 ? `已填（尾号 ${row.person.idLast4}）` : '' }
    if (question.kind === 'money') {
      const amount = parseYuan(raw ?? '')
      return amount.ok ? { ...shown, value: `${formatYuan(amount.value)} 元`, extra: amountInWords(amount.value) } : { ...shown, value: raw ?? '' }
    }
    return { ...shown, value: answerText(question, raw) }
  })
}

/** Everything the applicant is about to submit, as they will find it again. Null: it was submitted. */
export async function checkPage(actor: Actor, id: string): Promise<CheckPage | null> {
  const row = await loadFor(actor, id, 'application.submit')
  if (row.state !== 'draft') return null
  const [facts, files, bar] = await Promise.all([factsOf(db, row), filesOf(row), moneyBar(db, row, clock.today())])
  const data = dataOf(row)
  const part = (no: 1 | 2 | 3) => ({
    title: partTitles[no],
    lines: facts.sections.filter((key) => topics[key].part === no).flatMap((key) => lineOf(row, data, key)),
  })
  return {
    id: row.id,
    version: row.version,
    savedAt: formatTimeZh(row.savedAt),
    parts: [part(1), part(2), part(3)],
    phone: maskPhone(row.person.phone ?? ''),
    files: files.map((line) => ({ key: line.key, name: line.name, required: line.required, file: line.file?.name ?? '' })),
    members: membersOf(row),
    fault: submitFault(facts),
    bar,
    open: taskList(facts)
      .filter((task) => task.key !== 'check' && task.key !== 'team' && task.status !== 'done')
      .map((task) => ({ key: task.key, title: task.key === 'files' ? '材料' : topics[task.key as SectionKey].title })),
  }
}

export interface SubmittedPage {
  readonly id: string
  /** Working days to confirm an offered place. */
  readonly offerDays: number
  readonly when: string
  readonly cases: readonly {
    readonly caseNo: string
    readonly item: string
    readonly acceptBy: string
    readonly resultDays: number | null
    /** Rows of the QR code, true is dark. */
    readonly qr: readonly (readonly boolean[])[]
  }[]
}

async function casesOf(row: ApplicationRow) {
  return db.case.findMany({ where: { applicationId: row.id }, include: { measure: true, clocks: true }, orderBy: { caseNo: 'asc' } })
}

/** The confirmation. Null while the form is still a draft. */
export async function submittedPage(actor: Actor, id: string): Promise<SubmittedPage | null> {
  const row = await loadFor(actor, id, 'application.read')
  if (row.state !== 'submitted' || !row.submittedAt) return null
  const [cases, rules] = await Promise.all([casesOf(row), loadRules(db, ['offer.days'])])
  return {
    id: row.id,
    offerDays: rules['offer.days'].value,
    when: `${formatDateZh(dateInShanghai(row.submittedAt))} ${formatTimeZh(row.submittedAt)}`,
    cases: cases.map((one) => {
      const intake = one.clocks.find((c) => c.phase === 'intake')
      const by = intake ? fromDateColumn(intake.promisedDueOn) : null
      return {
        caseNo: one.caseNo,
        item: one.measure.name,
        acceptBy: by ? formatDateZh(by, { weekday: true }) : '',
        resultDays: one.measure.promisedDays,
        qr: encode(`${env().NEXTAUTH_URL}/track?no=${one.caseNo}`, { border: 1 }).data,
      }
    }),
  }
}

/** When to expect what, for a calendar: the answer of the window, and the result if it is accepted on that day. */
export async function submittedDates(actor: Actor, id: string) {
  const row = await loadFor(actor, id, 'application.read')
  const [cases, calendar] = await Promise.all([casesOf(row), loadCalendar(db)])
  return cases.flatMap((one) => {
    const intake = one.clocks.find((c) => c.phase === 'intake')
    if (!intake) return []
    const by = fromDateColumn(intake.promisedDueOn)
    const text = `办件编号 ${one.caseNo}`
    const answer = { uid: `${one.caseNo}-intake`, date: by, title: `${one.measure.name}：告诉你受不受理的最后一天`, text }
    if (!one.measure.promisedDays) return [answer]
    const result = dueOn(calendar, by, one.measure.promisedDays).dueOn
    return [answer, { uid: `${one.caseNo}-result`, date: result, title: `${one.measure.name}：出结果的最后一天（按这天受理算）`, text }]
  })
}

export interface ConfirmPage {
  readonly venture: string
  readonly oneLine: string
  readonly leader: string
  readonly name: string
  readonly duty: string
  readonly wants: readonly string[]
  readonly members: readonly string[]
  readonly confirmed: boolean
  readonly version: number
}

/** What a founder confirms by the link in their message; only what they need to recognise it. Null: no such link, or nothing open. */
export async function confirmPage(token: string): Promise<ConfirmPage | null> {
  const member = await db.ventureMember.findUnique({ where: { inviteToken: token } })
  if (!member || member.leftAt || token.length < 10) return null
  const open = await db.application.findFirst({
    where: { ventureId: member.ventureId, state: 'draft' },
    include: { person: { select: { name: true } }, confirmations: true, round: true, venture: { include: { members: { where: { leftAt: null } } } } },
    orderBy: { createdAt: 'desc' },
  })
  if (!open?.venture) return null
  return {
    venture: open.venture.name,
    oneLine: open.venture.oneLine,
    leader: open.person.name,
    name: member.name,
    duty: member.duty,
    wants: wantedSupports(dataOf(open), sectionsOf(open.round)).map((key) => topics[key].title),
    members: open.venture.members.map((m) => (m.id === member.id ? m.name : maskName(m.name))),
    confirmed: open.confirmations.some((c) => c.memberId === member.id),
    version: open.version,
  }
}
