import {
  dayOf,
  halfWidth,
  type LedgerRead,
  type LedgerRow,
  listOf,
  monthOf,
  RowReader,
  readTable,
  refuseTwice,
  type Sheet,
  type Table,
  wanToFen,
  wholeOf,
  wrongTotal,
} from './sheet'

export type Stage = 'nursery' | 'makerspace' | 'incubator' | 'accelerator'

export interface LeaderRecord {
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly degree: string
  readonly school: string
  /** `YYYY-MM`. */
  readonly graduatedOn: string
}

export interface Milestone {
  /** `YYYY-MM`, or empty when the ledger gives no month. */
  readonly month: string
  readonly text: string
}

export interface ProjectRecord {
  /** The project's number where the ledger has one, else its name. */
  readonly key: string
  readonly name: string
  readonly field: string
  readonly leader: LeaderRecord
  readonly teamSize: number
  readonly stage: Stage
  readonly enteredOn: string
  readonly desks: readonly string[]
  readonly rooms: readonly string[]
  readonly flats: readonly string[]
  /** Fen, as digits. */
  readonly loanFen: string
  readonly balanceFen: string
  readonly mentor: string
  readonly intellectualProperty: string
  readonly revenueFen: Readonly<Record<string, string>>
  readonly jobs: number
  readonly milestones: readonly Milestone[]
  readonly status: string
}

const stages = { 创业苗圃: 'nursery', 众创空间: 'makerspace', 孵化器: 'incubator', 加速器: 'accelerator' } as const
export const sexes = { 男: 'male', 女: 'female' } as const
export const stateOf: Readonly<Record<string, string>> = { 在孵: 'active', 拟毕业: 'active', 重点跟踪: 'active', 已毕业: 'graduated', 已退出: 'left' }

const wanted = [
  '项目名称',
  '所属领域',
  '负责人',
  '性别',
  '学历',
  '毕业学校',
  '毕业时间',
  '团队人数',
  '孵化阶段',
  '入驻时间',
  '使用工位数',
  '工位/房间',
  '公寓',
  '借款金额',
  '借款余额',
  '状态',
]

const deskCode = /^(.*-[A-Z])(\d+)$/

/** `ZC-2-C01—ZC-2-C05` → the five codes between; null when the ends do not belong to one row of desks. */
function deskRange(first: string, last: string): string[] | null {
  const a = deskCode.exec(first)
  const b = deskCode.exec(last)
  if (!a || !b || a[1] !== b[1] || Number(b[2]) < Number(a[2]) || Number(b[2]) - Number(a[2]) > 200) return null
  return Array.from({ length: Number(b[2]) - Number(a[2]) + 1 }, (_, i) => `${a[1]}${String(Number(a[2]) + i).padStart((a[2] ?? '').length, '0')}`)
}

/** Places as the ledger writes them: `加速器2号厂房102室`, `众创中心A座2层C区 ZC-2-C01—ZC-2-C05`, lists with 、. */
export function placesOf(text: string): { desks: string[]; rooms: string[]; unread: string[] } {
  const desks: string[] = []
  const rooms: string[] = []
  const unread: string[] = []
  for (const part of listOf(halfWidth(text), /[、;]/)) {
    const room = /^(.+?)(\d+)室$/.exec(part)
    const codes = part.toUpperCase().match(/[A-Z]+-\d+-[A-Z]\d+/g) ?? []
    if (room) rooms.push(`${room[1]}/${room[2]}`)
    else if (codes.length === 1) desks.push(codes[0] ?? '')
    else if (codes.length === 2) {
      const range = deskRange(codes[0] ?? '', codes[1] ?? '')
      if (range) desks.push(...range)
      else unread.push(part)
    } else unread.push(part)
  }
  return { desks, rooms, unread }
}

function milestonesOf(r: RowReader): Milestone[] {
  return listOf(r.cell('里程碑'), /[；;]/).map((part) => {
    const match = /^(\d{4})年(\d{1,2})月(.*)$/.exec(part)
    return match ? { month: `${match[1]}-${(match[2] ?? '').padStart(2, '0')}`, text: (match[3] ?? '').trim() } : { month: '', text: part }
  })
}

/** The head names the year (`2025年度营收`), so next year's ledger is read as well. */
function revenueOf(table: Table, r: RowReader): Record<string, string> {
  const columns = [...table.columns.keys()].filter((name) => /^\d{4}年度营收$/.test(name))
  return Object.fromEntries(columns.map((column) => [column.slice(0, 4), r.fen(column).toString()]))
}

function leaderOf(r: RowReader): LeaderRecord {
  const graduatedOn = monthOf(r.cell('毕业时间'))
  if (!graduatedOn) r.fault('毕业时间', '要填年月，比如 2025年6月')
  return {
    name: r.text('负责人'),
    sex: r.choice('性别', sexes) ?? 'male',
    degree: r.text('学历'),
    school: r.text('毕业学校'),
    graduatedOn: graduatedOn ?? '',
  }
}

function readRow(table: Table, row: number, cells: Table['body'][number]['cells']): LedgerRow<ProjectRecord> {
  const r = new RowReader(table, cells)
  const enteredOn = dayOf(r.cell('入驻时间'))
  if (!enteredOn) r.fault('入驻时间', '要填日期')
  const { desks, rooms, unread } = placesOf(r.text('工位/房间', false))
  for (const part of unread) r.fault('工位/房间', `看不懂“${part}”，写成“楼栋 房号 室”或工位编号`)
  const stated = r.whole('使用工位数')
  if (stated !== desks.length) r.fault('使用工位数', `写的是 ${stated} 个，后面列出的工位有 ${desks.length} 个`)
  const loan = r.fen('借款金额')
  const balance = r.fen('借款余额')
  if (balance > loan) r.warn('借款余额', '比借款金额还多')
  const name = r.text('项目名称')
  const status = r.text('状态')
  r.choice('状态', stateOf)
  const key = r.code('项目编号', false) || name
  const record: ProjectRecord = {
    key,
    name,
    field: r.text('所属领域'),
    leader: leaderOf(r),
    teamSize: r.whole('团队人数'),
    stage: r.choice('孵化阶段', stages) ?? 'nursery',
    enteredOn: enteredOn ?? '',
    desks,
    rooms,
    flats: listOf(halfWidth(r.text('公寓', false)), /[、;]/),
    loanFen: loan.toString(),
    balanceFen: balance.toString(),
    mentor: listOf(r.cell('结对导师'), /、/).join('、'),
    intellectualProperty: r.text('知识产权', false),
    revenueFen: revenueOf(table, r),
    jobs: wholeOf(r.cell('带动就业人数')) ?? 0,
    milestones: milestonesOf(r),
    status,
  }
  return { sheet: '在孵项目', row, key, record, mark: r.worst, messages: r.messages }
}

/** A place belongs to one project: the second one that names it is refused. */
function refuseSharedPlaces(rows: readonly LedgerRow<ProjectRecord>[]): LedgerRow<ProjectRecord>[] {
  const holder = new Map<string, string>()
  return rows.map((row) => {
    const { desks, rooms, flats } = row.record
    const shared = [...desks, ...rooms, ...flats].filter((code) => (holder.get(code) ?? row.key) !== row.key)
    for (const code of [...desks, ...rooms, ...flats]) if (!holder.has(code)) holder.set(code, row.key)
    if (shared.length === 0) return row
    const messages = shared.map((code) => ({ column: '工位/房间', text: `${code} 已经写在“${holder.get(code)}”名下` }))
    return { ...row, mark: 'error', messages: [...row.messages, ...messages] }
  })
}

function wrongTotals(table: Table): string[] {
  const sum = (column: string) => table.body.reduce((total, { cells }) => total + (wholeOf(cells[table.columns.get(column) ?? -1]) ?? 0), 0)
  const wan = (column: string) =>
    Number(table.body.reduce((total, { cells }) => total + (wanToFen(cells[table.columns.get(column) ?? -1]) ?? 0n), 0n)) / 1_000_000
  return [
    wrongTotal(table, '项目名称', table.body.length, '个'),
    wrongTotal(table, '团队人数', sum('团队人数'), '人'),
    wrongTotal(table, '使用工位数', sum('使用工位数'), '个'),
    wrongTotal(table, '借款金额', wan('借款金额'), '万元'),
    wrongTotal(table, '借款余额', wan('借款余额'), '万元'),
  ].filter((fault) => fault !== null)
}

/** 在孵项目台账. Its key is the project's number where the ledger has one (项目编号), else its name. */
export function readProjects(book: readonly Sheet[]): LedgerRead<ProjectRecord> {
  const { rows, errors } = readTable(book, '在孵项目', wanted, readRow, wrongTotals)
  return { rows: refuseSharedPlaces(refuseTwice(rows, '项目名称')), errors }
}
