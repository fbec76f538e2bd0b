import 'server-only'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { maskPhone } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { workingDaysBetween } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { FormLimits, SectionKey } from '../model/form'
import { measureOf, sectionsOf, supportKeys } from '../model/form-version'
import { applicationPolicy } from '../model/policy'
import { topics, withLimits } from '../model/questions'
import { type DraftFacts, minutesLeft, nextTask, type Task, type TaskKey, taskList } from '../model/tasks'
import { type ApplicationRow, dataOf, factsOf, include, materialsFor, prefilledOf, subjectOf, takenOf, wantedOf } from './repo'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The application if this actor may do that with it; `not_found` for everybody else and for what does not exist. */
export async function loadFor(actor: Actor, id: string, action: 'application.read' | 'application.submit'): Promise<ApplicationRow> {
  const row = uuid.test(id) ? await db.application.findUnique({ where: { id }, include }) : null
  if (!row || row.state === 'withdrawn' || !can(applicationPolicy, action, actor, subjectOf(row)).allow) throw AppError.notFound()
  return row
}

/** What the head of every page of the draft shows. */
export interface DraftHead {
  readonly id: string
  readonly version: number
  /** `14:32`, Shanghai time. */
  readonly savedAt: string
}

const headOf = (row: ApplicationRow): DraftHead => ({ id: row.id, version: row.version, savedAt: formatTimeZh(row.savedAt) })

/** The open draft of its applicant; null when it was submitted meanwhile. */
async function openDraft(actor: Actor, id: string): Promise<ApplicationRow | null> {
  const row = await loadFor(actor, id, 'application.submit')
  return row.state === 'draft' ? row : null
}

export interface TaskLine extends Task {
  readonly title: string
  readonly note: string
}

const otherTitles: Record<Exclude<TaskKey, SectionKey>, string> = { team: '团队成员', files: '材料', check: '检查一遍再提交' }

export const taskTitle = (key: TaskKey): string => (key === 'team' || key === 'files' || key === 'check' ? otherTitles[key] : topics[key].title)

function teamNote(row: ApplicationRow): string {
  const members = row.venture?.members ?? []
  const confirmed = new Set(row.confirmations.map((c) => c.memberId))
  const waiting = members.filter((m) => m.founder && m.personId !== row.personId && !confirmed.has(m.id))
  const names = waiting.map((m) => m.name).join('、')
  if (members.length <= 1) return '只有你一个人也可以申请'
  return waiting.length > 0 ? `${members.length} 人；${names}还没点确认` : `${members.length} 人`
}

function noteOf(row: ApplicationRow, task: Task, { missingFiles: missing, limits }: DraftFacts): string {
  const data = dataOf(row)
  if (task.key === 'team') return teamNote(row)
  if (task.key === 'check') return task.status === 'blocked' ? '前面都填完才能提交' : '都填好了'
  if (task.key === 'files') {
    if (task.status === 'blocked') return '先选想要的支持，再看要哪些材料'
    return missing > 0 ? `还差 ${missing} 份` : '必交的都有了'
  }
  if ((task.key === 'loan' || task.key === 'grant') && task.status === 'blocked') return '要先填「项目是什么」'
  const carried = takenOf(row)[task.key] ? '沿用上次填的，看一遍再存' : prefilledOf(row)[task.key] ? '自测时填过，已带过来' : ''
  if (task.key === 'identity')
    return [row.person.name, data.identity?.graduatedOn ? `${data.identity.graduatedOn.slice(0, 4)} 届毕业` : '', carried].filter(Boolean).join(' · ')
  return carried || withLimits(topics[task.key].note ?? '', limits)
}

export interface TaskPage extends DraftHead {
  readonly round: string
  readonly wanted: number
  readonly tasks: readonly TaskLine[]
  readonly unconfirmed: number
  readonly done: number
  readonly minutes: number
  readonly deadline: { readonly text: string; readonly leftDays: number } | null
  readonly after: readonly string[]
}

async function deadlineOf(row: ApplicationRow): Promise<TaskPage['deadline']> {
  const { closesAt } = row.round
  if (!closesAt) return null
  const day = dateInShanghai(closesAt)
  const leftDays = workingDaysBetween(await loadCalendar(db), clock.today(), day).days
  return { text: `${formatDateZh(day, { weekday: true })}${formatTimeZh(closesAt)}`, leftDays }
}

/** When an answer may be expected, support by support, from the measures. */
async function whatFollows(row: ApplicationRow): Promise<string[]> {
  const sections = sectionsOf(row.round)
  const offered = supportKeys.filter((key) => sections.includes(key))
  const [rules, measures] = await Promise.all([
    loadRules(db, ['intake.promised_days']),
    db.measure.findMany({ where: { code: { in: offered.map((key) => measureOf[key]) } }, select: { code: true, promisedDays: true } }),
  ])
  const days = new Map(measures.map((m) => [m.code, m.promisedDays]))
  const each = offered.flatMap((key) => (days.get(measureOf[key]) ? [`${topics[key].title} ${days.get(measureOf[key])} 个`] : []))
  return [`${rules['intake.promised_days'].value} 个工作日内告诉你受不受理。`, `出结果要的工作日：${each.join('，')}。`, '分开算，不互相等。']
}

/** The task list, every state computed. Null: the form was submitted. */
export async function taskPage(actor: Actor, id: string): Promise<TaskPage | null> {
  const row = await openDraft(actor, id)
  if (!row) return null
  const facts = await factsOf(db, row)
  const tasks = taskList(facts)
  return {
    ...headOf(row),
    round: row.round.name,
    wanted: wantedOf(row).length,
    tasks: tasks.map((task) => ({ ...task, title: taskTitle(task.key), note: noteOf(row, task, facts) })),
    unconfirmed: facts.unconfirmed,
    done: tasks.filter((task) => task.status === 'done').length,
    minutes: minutesLeft(tasks),
    deadline: await deadlineOf(row),
    after: await whatFollows(row),
  }
}

export interface SectionPage extends DraftHead {
  readonly section: SectionKey
  readonly values: Record<string, string>
  /** Fields that came from the eligibility check. */
  readonly carried: readonly string[]
  /** Fields that came from the last form, until the topic is saved. */
  readonly taken: readonly string[]
  readonly idLast4: string | null
  readonly limits: FormLimits
  readonly blocked: boolean
  readonly next: TaskKey | null
}

/** One topic with what was typed so far. The identity number itself never leaves the server. */
export async function sectionPage(actor: Actor, id: string, section: string): Promise<SectionPage | null> {
  const row = await openDraft(actor, id)
  if (!row) return null
  const asked = sectionsOf(row.round).find((one) => one === section)
  if (!asked) throw AppError.notFound()
  const facts = await factsOf(db, row)
  const tasks = taskList(facts)
  const values = dataOf(row)[asked] ?? {}
  return {
    ...headOf(row),
    section: asked,
    values: section === 'identity' && row.person.idLast4 ? { ...values, idNumber: 'stored' } : values,
    carried: prefilledOf(row)[section]?.split(',') ?? [],
    taken: takenOf(row)[section]?.split(',') ?? [],
    idLast4: row.person.idLast4,
    limits: facts.limits,
    blocked: tasks.find((task) => task.key === section)?.status === 'blocked',
    next: nextTask(tasks, asked),
  }
}

export interface MemberLine {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly duty: string
  readonly founder: boolean
  readonly self: boolean
  readonly confirmed: boolean
  /** Confirmed once, but the form was changed since. */
  readonly again: boolean
}

export function membersOf(row: ApplicationRow): MemberLine[] {
  const confirmed = new Set(row.confirmations.map((c) => c.memberId))
  return (row.venture?.members ?? []).map((m) => {
    const self = m.personId === row.personId
    return {
      id: m.id,
      name: m.name,
      phone: self ? maskPhone(row.person.phone ?? '') : maskPhone(m.phone ?? ''),
      duty: m.duty,
      founder: m.founder,
      self,
      confirmed: self || confirmed.has(m.id),
      again: m.founder && !self && m.joinedAt !== null && !confirmed.has(m.id),
    }
  })
}

export interface TeamPage extends DraftHead {
  readonly members: readonly MemberLine[]
  readonly next: TaskKey | null
}

export async function teamPage(actor: Actor, id: string): Promise<TeamPage | null> {
  const row = await openDraft(actor, id)
  if (!row) return null
  return { ...headOf(row), members: membersOf(row), next: nextTask(taskList(await factsOf(db, row)), 'team') }
}

export interface FileLine {
  readonly key: string
  readonly name: string
  readonly required: boolean
  readonly hint: string
  readonly where: string
  readonly file: { readonly id: string; readonly name: string; readonly size: number } | null
}

/** All materials the wanted supports need, each once, with what is there. */
export async function filesOf(row: ApplicationRow): Promise<FileLine[]> {
  const needs = await materialsFor(db, row)
  return needs.map(({ key, name, required, hint, where }) => {
    const file = row.files.find((one) => one.purpose === key)
    return { key, name, required, hint, where, file: file ? { id: file.id, name: file.name, size: file.size } : null }
  })
}

export interface FilesPage extends DraftHead {
  readonly files: readonly FileLine[]
  readonly next: TaskKey | null
}

export async function filesPage(actor: Actor, id: string): Promise<FilesPage | null> {
  const row = await openDraft(actor, id)
  if (!row) return null
  return { ...headOf(row), files: await filesOf(row), next: nextTask(taskList(await factsOf(db, row)), 'files') }
}
