import 'server-only'
import { stringify } from 'csv-stringify/sync'

type Cell = string | number

/**
 * A table for a spreadsheet, its columns named even where no row follows: UTF-8 with BOM (Excel reads anything else as
 * GB18030), CRLF, and no cell that a spreadsheet would run as a formula, whatever somebody wrote as a name.
 */
export const csv = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([[...columns], ...rows.map((row) => [...row])], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
