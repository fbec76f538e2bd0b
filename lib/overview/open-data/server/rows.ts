import 'server-only'
import { fen, formatYuan } from '@/lib/kernel/money'
import { csv } from '@/lib/platform/csv'
import { db } from '@/lib/platform/db'
import type { UnitKind } from '@/prisma/generated/client'
import { liveStates, type NumberKey, numberDefinitions, stageWords, unitStatus, unitWords } from '../model/numbers'

export interface NumberRow {
  readonly id: string
  readonly cells: readonly string[]
  /** Key of the state and name of the building, for the filters; empty where there is none. */
  readonly state: string
  readonly building: string
}

export interface RowFilter {
  readonly state?: string | undefined
  readonly building?: string | undefined
}

const unitKinds = { space: 'room', desks: 'desk', apartments: 'flat', beds: 'bed' } as const satisfies Partial<Record<NumberKey, UnitKind>>
const isUnitNumber = (key: NumberKey): key is keyof typeof unitKinds => key in unitKinds

async function unitRows(kind: UnitKind): Promise<NumberRow[]> {
  const units = await db.unit.findMany({
    where: { kind },
    orderBy: [{ carrier: { name: 'asc' } }, { floor: 'asc' }, { code: 'asc' }],
    select: {
      code: true,
      floor: true,
      zone: true,
      areaSqm: true,
      state: true,
      carrier: { select: { name: true } },
      allocations: { where: { state: { in: [...liveStates] } }, select: { state: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  })
  return units.map((unit) => {
    const state = unitStatus(unit.state, unit.allocations[0]?.state)
    const own = { room: [unit.areaSqm?.toString() ?? ''], flat: [unit.areaSqm?.toString() ?? ''], desk: [unit.zone ?? ''], bed: [] }[kind]
    return { id: unit.code, cells: [unit.code, unit.carrier.name, String(unit.floor), ...own, unitWords[state]], state, building: unit.carrier.name }
  })
}

async function fundRows(): Promise<NumberRow[]> {
  const latest = await db.fundSource.aggregate({ where: { annualFen: { not: null } }, _max: { year: true } })
  const rows = await db.fundSource.findMany({ where: { annualFen: { not: null }, year: latest._max.year }, orderBy: { code: 'asc' } })
  return rows.map((row) => ({
    id: row.code,
    cells: [row.name, String(row.year ?? ''), formatYuan(fen(row.annualFen ?? 0)), row.source, row.note],
    state: '',
    building: '',
  }))
}

async function measureRows(): Promise<NumberRow[]> {
  const rows = await db.measure.findMany({ where: { listed: true }, orderBy: { no: 'asc' } })
  return rows.map((row) => {
    const state = row.placeholder ? 'pending' : 'open'
    const days = (n: number | null) => (n === null ? '待补' : String(n))
    return {
      id: row.code,
      cells: [String(row.no), row.name, days(row.promisedDays), days(row.statutoryDays), numberDefinitions.measures.states[state] ?? ''],
      state,
      building: '',
    }
  })
}

/** Names of projects, never of people; a month of entry, never a day of birth or a telephone. */
async function projectRows(): Promise<NumberRow[]> {
  const rows = await db.venture.findMany({
    where: { state: 'active', stage: { not: null } },
    orderBy: [{ stage: 'asc' }, { enteredOn: 'asc' }, { name: 'asc' }],
    select: { id: true, name: true, field: true, stage: true, enteredOn: true },
  })
  return rows.flatMap(({ id, name, field, stage, enteredOn }) =>
    stage ? [{ id, cells: [name, field, stageWords[stage], enteredOn?.toISOString().slice(0, 7) ?? ''], state: stage, building: '' }] : [],
  )
}

async function allRows(key: NumberKey): Promise<NumberRow[]> {
  if (isUnitNumber(key)) return unitRows(unitKinds[key])
  if (key === 'fund') return fundRows()
  return key === 'measures' ? measureRows() : projectRows()
}

const chosen = (rows: readonly NumberRow[], { state, building }: RowFilter) =>
  rows.filter((row) => (!state || row.state === state) && (!building || row.building === building))

const PAGE = 100

/** The rows behind a number, one page of them, with what the filters offer. */
export async function numberRows(key: NumberKey, filter: RowFilter, page: number) {
  const rows = await allRows(key)
  const found = chosen(rows, filter)
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const at = Math.min(Math.max(1, page), pages)
  const count = (state: string) => rows.filter((row) => row.state === state && (!filter.building || row.building === filter.building)).length
  return {
    total: rows.length,
    found: found.length,
    page: at,
    pages,
    rows: found.slice((at - 1) * PAGE, at * PAGE),
    states: Object.entries(numberDefinitions[key].states)
      .map(([state, word]) => ({ state, word, count: count(state) }))
      .filter((one) => one.count > 0 || one.state === filter.state),
    buildings: [...new Set(rows.map((row) => row.building))].filter(Boolean),
  }
}

/** All chosen rows as CSV for spreadsheets. */
export async function numberCsv(key: NumberKey, filter: RowFilter): Promise<string> {
  const rows = chosen(await allRows(key), filter)
  return csv(
    numberDefinitions[key].columns.map((column) => column.title),
    rows.map((row) => row.cells),
  )
}
