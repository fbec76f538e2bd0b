import { Check, Pause } from 'lucide-react'

export interface TimelineEntry {
  readonly state: 'done' | 'pause' | 'now' | 'todo'
  readonly title: string
  readonly meta?: string
}

const classes = { done: 'done', pause: 'hold', now: 'now', todo: 'todo' } as const

/** What happened and what comes: done, now, paused, to come. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="tl">
      {entries.map((entry, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries are appended and never move
        <li key={i} className={classes[entry.state]}>
          <i aria-hidden="true">{entry.state === 'done' ? <Check size={10} /> : entry.state === 'pause' ? <Pause size={9} /> : null}</i>
          <b>{entry.title}</b>
          {entry.meta ? <p>{entry.meta}</p> : null}
        </li>
      ))}
    </ol>
  )
}
