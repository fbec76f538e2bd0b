import { type DraftData, type FormLimits, faultsOf, type SectionKey } from './form'
import { supportKeys } from './form-version'
import { topics } from './questions'

export type TaskStatus = 'done' | 'doing' | 'todo' | 'waiting' | 'blocked'
export type TaskKey = SectionKey | 'team' | 'files' | 'check'

export interface Task {
  readonly key: TaskKey
  readonly part: 1 | 2 | 3 | 4
  readonly status: TaskStatus
}

export interface DraftFacts {
  readonly data: DraftData
  readonly unconfirmed: number
  readonly missingFiles: number
  readonly wantedAny: boolean
  readonly limits: FormLimits
  /** What the round of this draft asks, in its version of the form. */
  readonly sections: readonly SectionKey[]
}

const sectionStatus = ({ data, limits }: DraftFacts, key: SectionKey): TaskStatus => {
  const values = data[key]
  if (!values || Object.values(values).every((v) => v === '')) return 'todo'
  return Object.keys(faultsOf(key, values, limits)).length === 0 ? 'done' : 'doing'
}

/** The supports that this form asks for. */
export const wantedSupports = (data: DraftData, sections: readonly SectionKey[]) =>
  supportKeys.filter((key) => sections.includes(key) && data[key]?.want === 'yes')

/** The state of every task, computed from what is there and never clicked. */
export function taskList(facts: DraftFacts): Task[] {
  const { data, sections } = facts
  const status = (key: SectionKey) => sectionStatus(facts, key)
  const section = (key: SectionKey): Task => ({ key, part: topics[key].part, status: status(key) })
  // money is asked for a project: without it there is nothing to say about its use
  const money = (key: 'loan' | 'grant'): Task => ({
    ...section(key),
    status: status('project') === 'done' || data[key]?.want === 'no' ? status(key) : 'blocked',
  })
  const asked: Task[] = [
    section('identity'),
    { key: 'team', part: 1, status: facts.unconfirmed > 0 ? 'waiting' : 'done' },
    section('project'),
    section('property'),
    section('company'),
    money('grant'),
    section('desk'),
    section('flat'),
    money('loan'),
    section('coaching'),
  ]
  const tasks: Task[] = [
    ...asked.filter(({ key }) => key === 'team' || sections.some((one) => one === key)),
    { key: 'files', part: 4, status: facts.wantedAny ? (facts.missingFiles === 0 ? 'done' : 'todo') : 'blocked' },
  ]
  const ready = tasks.every((task) => task.status === 'done' || task.key === 'team') && facts.wantedAny
  return [...tasks, { key: 'check', part: 4, status: ready ? 'todo' : 'blocked' }]
}

/** The task after this one that is still open and can be filled in; the last check when none is left, null when that is not possible yet. */
export function nextTask(tasks: readonly Task[], after: TaskKey): TaskKey | null {
  const at = tasks.findIndex((task) => task.key === after)
  const open = (task: Task) => task.status === 'doing' || task.status === 'todo'
  return [...tasks.slice(at + 1), ...tasks.slice(0, at)].find(open)?.key ?? null
}

/** About how many minutes the open topics take; two for the files. */
export const minutesLeft = (tasks: readonly Task[]): number =>
  tasks
    .filter((task) => task.key !== 'check' && task.key !== 'team' && task.status !== 'done')
    .reduce((total, task) => total + (task.key in topics ? topics[task.key as SectionKey].minutes : 2), 0)

/** Why the form cannot be submitted yet, or null. */
export function submitFault(facts: DraftFacts): 'not_complete' | 'nothing_wanted' | 'unconfirmed' | null {
  if (!facts.wantedAny) return 'nothing_wanted'
  if (taskList(facts).some((task) => !['done', 'waiting'].includes(task.status) && task.key !== 'check')) return 'not_complete'
  return facts.unconfirmed > 0 ? 'unconfirmed' : null
}
