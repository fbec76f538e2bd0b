import { z } from 'zod'
import { ledgerKinds } from './kinds'

export const kindField = z.enum(ledgerKinds, 'import.kind_unknown')
export const commitSchema = z.strictObject({ id: z.uuid() })

export const marks = ['ok', 'warning', 'error'] as const
export const changes = ['new', 'changed', 'same', 'gone'] as const
/** `all` shows the rows without anything to say as well, which are left out at first. */
const shown = [...changes, 'all'] as const
export const PAGE_SIZE = 50

/** Filters of a preview, as they stand in the address. Anything unknown falls back to all rows. */
export const rowsQuerySchema = z.object({
  mark: z.enum(marks).optional().catch(undefined),
  change: z.enum(shown).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export type RowsQuery = z.output<typeof rowsQuerySchema>

function searchOf({ mark, change, page }: Partial<RowsQuery>): string {
  const search = new URLSearchParams()
  if (mark) search.set('mark', mark)
  if (change) search.set('change', change)
  if (page && page > 1) search.set('page', String(page))
  return search.size > 0 ? `?${search}` : ''
}

/** The address of a preview with these filters; plain values are left out. */
export const importHref = (id: string, query: Partial<RowsQuery> = {}): string => `/counter/imports/${id}${searchOf(query)}`

/** The same rows as a file. */
export const exportHref = (id: string, { page: _page, ...query }: RowsQuery): string => `/counter/imports/${id}/export${searchOf(query)}`
