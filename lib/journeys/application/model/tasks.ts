import { type DraftData, faultsOf, type SectionKey } from './form'

export type TaskStatus = 'done' | 'doing' | 'todo' | 'waiting' | 'blocked'

export interface Task {
  readonly key: SectionKey | 'team' | 'files' | 'check'
  readonly status: TaskStatus
}

export interface DraftFacts {
  readonly data: DraftData
  readonly unconfirmed: number
  readonly missingFiles: number
  readonly wantedAny: boolean
}

const sectionStatus = (data: DraftData, key: SectionKey): TaskStatus => {
  const values = data[key]
  if (!values || Object.values(values).every((v) => v === '')) return 'todo'
  return Object.keys(faultsOf(key, values)).length === 0 ? 'done' : 'doing'
}

export const supportKeys = ['desk', 'flat', 'loan', 'coaching'] as const
export const measureOf: Record<(typeof supportKeys)[number], string> = { desk: 'office', flat: 'flat', loan: 'loan', coaching: 'coaching' }

export const wantedSupports = (data: DraftData) => supportKeys.filter((key) => data[key]?.want === 'yes')

/** The state of every task, computed from what is there and never clicked. */
export function taskList(facts: DraftFacts): Task[] {
  const { data } = facts
  const status = (key: SectionKey) => sectionStatus(data, key)
  const keys: SectionKey[] = ['identity', 'project', 'property', 'company']
  const projectDone = status('project') === 'done'
  const tasks: Task[] = [
    { key: 'identity', status: status('identity') },
    { key: 'team', status: facts.unconfirmed > 0 ? 'waiting' : 'done' },
    ...keys.slice(1).map((key) => ({ key, status: status(key) })),
    { key: 'desk', status: status('desk') },
    { key: 'flat', status: status('flat') },
    { key: 'loan', status: projectDone ? status('loan') : 'blocked' },
    { key: 'coaching', status: status('coaching') },
    { key: 'files', status: facts.wantedAny ? (facts.missingFiles === 0 ? 'done' : 'todo') : 'blocked' },
  ]
  const ready = tasks.every((task) => task.status === 'done' || task.key === 'team') && facts.wantedAny
  return [...tasks, { key: 'check', status: ready ? 'todo' : 'blocked' }]
}

/** Why the form cannot be submitted yet, or null. */
export function submitFault(facts: DraftFacts): 'not_complete' | 'nothing_wanted' | 'unconfirmed' | null {
  if (!facts.wantedAny) return 'nothing_wanted'
  if (taskList(facts).some((task) => !['done', 'waiting'].includes(task.status) && task.key !== 'check')) return 'not_complete'
  return facts.unconfirmed > 0 ? 'unconfirmed' : null
}
