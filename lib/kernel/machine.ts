import { err, ok, type Result } from './result'

export interface Machine<S extends string, E extends string> {
  readonly name: string
  readonly states: readonly S[]
  readonly initial: S
  readonly terminal: readonly S[]
  readonly groups: Readonly<Record<string, readonly S[]>>
  readonly transitions: Readonly<Partial<Record<S, Readonly<Partial<Record<E, S>>>>>>
}

export interface IllegalEvent {
  readonly code: 'machine.illegal'
  readonly machine: string
  readonly state: string
  readonly event: string
}

/** A workflow as a table that can be read aloud; the names are checked by the compiler. */
export function defineMachine<const S extends string, const E extends string>(machine: Machine<S, E>): Machine<S, E> {
  return machine
}

/** What follows from an event; an illegal one is a value that the caller must handle. */
export function step<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): Result<S, IllegalEvent> {
  const next = machine.transitions[state]?.[event]
  return next === undefined ? err({ code: 'machine.illegal', machine: machine.name, state, event }) : ok(next)
}

export function events<S extends string, E extends string>(machine: Machine<S, E>, state: S): E[] {
  return Object.keys(machine.transitions[state] ?? {}) as E[]
}

/** All pairs (from, to), for the database's guard table. */
export function pairs<S extends string, E extends string>(machine: Machine<S, E>): { from: S; to: S }[] {
  const seen = new Map<string, { from: S; to: S }>()
  for (const from of machine.states) {
    for (const event of events(machine, from)) {
      const to = machine.transitions[from]?.[event]
      if (to !== undefined) seen.set(`${from}>${to}`, { from, to })
    }
  }
  return [...seen.values()]
}

/** The faults of a machine in words: unreachable states, exits from terminal states, dead ends that are not terminal. */
export function checkMachine<S extends string, E extends string>(machine: Machine<S, E>): string[] {
  const faults: string[] = []
  const reached = new Set<S>([machine.initial])
  const queue: S[] = [machine.initial]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const event of events(machine, at)) {
      const next = machine.transitions[at]?.[event]
      if (next === undefined) continue
      if (!machine.states.includes(next)) faults.push(`${at} --${event}--> ${next}: unknown state`)
      if (!reached.has(next)) {
        reached.add(next)
        queue.push(next)
      }
    }
  }
  for (const state of machine.states) {
    const exits = events(machine, state).length
    if (!reached.has(state)) faults.push(`${state}: cannot be reached`)
    if (machine.terminal.includes(state) && exits > 0) faults.push(`${state}: terminal but has exits`)
    if (!machine.terminal.includes(state) && exits === 0) faults.push(`${state}: dead end that is not terminal`)
  }
  return faults
}

/** A state diagram for docs/machines. */
export function toMermaid<S extends string, E extends string>(machine: Machine<S, E>): string {
  const lines = [`stateDiagram-v2`, `  [*] --> ${machine.initial}`]
  for (const from of machine.states) {
    for (const event of events(machine, from)) lines.push(`  ${from} --> ${machine.transitions[from]?.[event]}: ${event}`)
  }
  for (const state of machine.terminal) lines.push(`  ${state} --> [*]`)
  return `${lines.join('\n')}\n`
}
