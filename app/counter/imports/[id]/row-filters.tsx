import { changes, importHref, marks, type RowsQuery } from '@/lib/foundation/ledger-import/model/schema'
import { changeWords, markWords } from '@/lib/foundation/ledger-import/model/words'
import type { ImportView } from '@/lib/foundation/ledger-import/server/queries'

interface Chip {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly on: boolean
  readonly query: RowsQuery
}

/** Filters by mark and by change; both stand in the address and can be combined. */
export function RowFilters({ id, counts, query }: { id: string; counts: ImportView['counts']; query: RowsQuery }) {
  const quiet = counts.ok + counts.warning + counts.error > counts.new + counts.changed + counts.gone
  const all = counts.ok + counts.warning + counts.error
  const chips: Chip[] = [
    ...(quiet
      ? [
          {
            key: 'all',
            label: '所有行',
            count: all,
            on: query.change === 'all',
            query: { page: 1, change: query.change === 'all' ? undefined : ('all' as const) },
          },
        ]
      : []),
    ...marks.map((mark) => ({
      key: mark,
      label: markWords[mark]?.text ?? mark,
      count: counts[mark],
      on: query.mark === mark,
      query: { ...query, page: 1, mark: query.mark === mark ? undefined : mark },
    })),
    ...changes.map((change) => ({
      key: change,
      label: changeWords[change] ?? change,
      count: counts[change],
      on: query.change === change,
      query: { ...query, page: 1, change: query.change === change ? undefined : change },
    })),
  ]
  return (
    <ul className="adm-chips" aria-label="按检查结果和变化筛选">
      {chips
        .filter((chip) => chip.count > 0 || chip.on)
        .map((chip) => (
          <li key={chip.key}>
            <a className={chip.on ? 'chip on' : 'chip'} href={importHref(id, chip.query)} aria-current={chip.on ? 'true' : undefined}>
              {chip.label} {chip.count}
              {chip.on ? <span aria-hidden="true"> ×</span> : null}
            </a>
          </li>
        ))}
    </ul>
  )
}
