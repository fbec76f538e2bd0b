import { findTable, halfWidth, type LedgerRead, type LedgerRow, listOf, RowReader, refuseTwice, type Sheet, type Table, textOf, wrongTotal } from './sheet'

export type UnitStateWord = 'available' | 'reserved' | 'maintenance' | 'closed'

export interface UnitRecord {
  readonly kind: 'room' | 'desk' | 'flat' | 'bed'
  readonly code: string
  readonly carrier: string
  readonly carrierType: 'nursery' | 'makerspace' | 'incubator' | 'accelerator' | null
  readonly floor: number
  readonly zone: string | null
  readonly x: number | null
  readonly y: number | null
  readonly areaSqm: string | null
  readonly capacity: number | null
  readonly sexRule: 'any' | 'male' | 'female'
  readonly purpose: string
  readonly attributes: Readonly<Record<string, string>>
  readonly state: UnitStateWord
  /** Names of the projects that hold it, as the ledger writes them. */
  readonly holders: readonly string[]
  readonly occupied: boolean
}

const carrierTypes = { 创业苗圃: 'nursery', 众创空间: 'makerspace', 孵化器: 'incubator', 加速器: 'accelerator' } as const
const sexRules = { 不限: 'any', 限男: 'male', 限女: 'female' } as const

/** The ledger's words for a unit: its own state, and whether somebody is in it. */
const states = {
  可入驻: ['available', false],
  已入驻: ['available', true],
  部分入驻: ['available', true],
  公共使用: ['closed', false],
  预留: ['reserved', false],
  装修维护: ['maintenance', false],
  使用中: ['available', true],
  空闲: ['available', false],
  维护: ['maintenance', false],
  空置: ['available', false],
  已入住: ['available', true],
  维修中: ['maintenance', false],
  维修: ['maintenance', false],
  预订: ['reserved', false],
} as const satisfies Record<string, readonly [UnitStateWord, boolean]>

const area = (r: RowReader, column: string): string => {
  const text = halfWidth(textOf(r.cell(column))).replaceAll(',', '')
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text)) r.fault(column, '面积要填数字')
  return text
}

const flatBuilding = (name: string) => name.replace(/^.*?(\d+号楼)$/, '$1')

type Read = (r: RowReader) => Omit<UnitRecord, 'state' | 'occupied'>
const none = { zone: null, x: null, y: null, capacity: null, areaSqm: null, carrierType: null, purpose: '', sexRule: 'any' } as const

interface SheetRule {
  readonly wanted: readonly string[]
  readonly read: Read
  /** The words for a state that this sheet uses. */
  readonly states: readonly (keyof typeof states)[]
  /** Column whose total row counts the rows. */
  readonly counted: string
  readonly unit: string
}

const sheets: Readonly<Record<string, SheetRule>> = {
  孵化载体: {
    wanted: ['楼栋', '楼层', '房间号', '载体类型', '用途', '面积', '可容纳', '状态'],
    states: ['可入驻', '已入驻', '部分入驻', '公共使用', '预留', '装修维护'],
    counted: '楼栋',
    unit: '间',
    read: (r) => ({
      ...none,
      kind: 'room',
      code: `${r.code('楼栋')}/${r.code('房间号')}`,
      carrier: r.code('楼栋'),
      carrierType: r.choice('载体类型', carrierTypes) ?? null,
      floor: r.whole('楼层'),
      areaSqm: area(r, '面积'),
      capacity: r.whole('可容纳'),
      purpose: r.text('用途'),
      attributes: { roomNo: r.code('房间号'), facilities: r.text('配套条件', false) },
      holders: listOf(r.cell('现入驻项目'), /、/),
    }),
  },
  免费工位: {
    wanted: ['楼栋', '楼层', '区域', '工位编号', 'X', 'Y', '状态'],
    states: ['使用中', '空闲', '预留', '维护'],
    counted: '工位编号',
    unit: '个',
    read: (r) => ({
      ...none,
      kind: 'desk',
      code: r.code('工位编号').toUpperCase(),
      carrier: r.code('楼栋'),
      carrierType: /苗圃/.test(r.text('楼栋')) ? 'nursery' : 'makerspace',
      floor: r.whole('楼层'),
      zone: r.code('区域').replace('区', ''),
      x: r.whole('X'),
      y: r.whole('Y'),
      purpose: '免费工位',
      attributes: { facing: r.text('朝向', false), byWindow: r.text('是否靠窗', false), network: r.text('网络', false) },
      holders: listOf(r.cell('现使用项目'), /、/),
    }),
  },
  创业公寓: {
    wanted: ['楼栋', '楼层', '房号', '户型', '面积', '床位数', '居住方式', '性别限制', '状态'],
    states: ['空置', '已入住', '预留', '维修中'],
    counted: '房号',
    unit: '间',
    read: (r) => ({
      ...none,
      kind: 'flat',
      code: `${flatBuilding(r.code('楼栋'))}${r.code('房号')}`,
      carrier: r.code('楼栋'),
      floor: r.whole('楼层'),
      areaSqm: area(r, '面积'),
      capacity: r.whole('床位数'),
      sexRule: r.choice('性别限制', sexRules) ?? 'any',
      purpose: '创业公寓',
      attributes: { roomNo: r.code('房号'), layout: r.text('户型'), living: r.text('居住方式'), facilities: r.text('设施配置', false) },
      holders: listOf(r.cell('现入住项目'), /、/),
    }),
  },
  青年人才驿站: {
    wanted: ['驿站名称', '房号', '床位号', '性别限制', '免费入住天数', '状态'],
    states: ['空闲', '已入住', '预订', '维修'],
    counted: '床位号',
    unit: '张',
    read: (r) => ({
      ...none,
      kind: 'bed',
      code: `${r.code('驿站名称')}/${r.code('床位号')}`,
      carrier: r.code('驿站名称'),
      floor: Number(r.code('房号').slice(0, 1)) || 1,
      capacity: 1,
      sexRule: r.choice('性别限制', sexRules) ?? 'any',
      purpose: '青年人才驿站',
      attributes: { roomNo: r.code('房号'), roomType: r.text('房型', false), freeNights: String(r.whole('免费入住天数')) },
      holders: [],
    }),
  },
}

export const spaceSheets = Object.keys(sheets)

function readTable(sheet: string, table: Table, { read, states: used }: SheetRule): LedgerRow<UnitRecord>[] {
  const words = Object.fromEntries(used.map((word) => [word, states[word]]))
  return table.body.map(({ row, cells }) => {
    const r = new RowReader(table, cells)
    const unit = read(r)
    const [state, occupied] = r.choice('状态', words) ?? (['closed', false] as const)
    const attributes = { ...unit.attributes, ledgerState: r.text('状态') }
    // an open floor is in use through its desks, a bed through its guests: neither names a project
    const named = unit.kind !== 'bed' && !/工位/.test(unit.purpose.replace('免费工位', ''))
    if (occupied && unit.holders.length === 0 && named && r.text('状态') !== '部分入驻') r.warn('状态', '写着有人用，但没有写是谁')
    if (!occupied && unit.holders.length > 0) r.warn('状态', `写着“${r.text('状态')}”，但填了使用的项目`)
    return { sheet, row, key: unit.code, record: { ...unit, attributes, state, occupied }, mark: r.worst, messages: r.messages }
  })
}

const tenths = (text: string | null) => Math.round(Number(text ?? 0) * 10)

/** The total row against the rows: how many, and the area (summed in tenths, so that nothing is rounded twice). */
function wrongTotals(table: Table, rule: SheetRule, rows: readonly LedgerRow<UnitRecord>[]): string[] {
  const area = rows.reduce((sum, row) => sum + tenths(row.record.areaSqm), 0) / 10
  const faults = [wrongTotal(table, rule.counted, rows.length, rule.unit), table.columns.has('面积') ? wrongTotal(table, '面积', area, '㎡') : null]
  return faults.filter((fault) => fault !== null)
}

/** A place on a plan is taken once: the same floor, zone, X and Y must not name two desks. */
function refuseSamePlace(rows: readonly LedgerRow<UnitRecord>[]): LedgerRow<UnitRecord>[] {
  const seen = new Map<string, string>()
  return rows.map((row) => {
    const { kind, carrier, floor, zone, x, y, code } = row.record
    if (kind !== 'desk') return row
    const place = `${carrier}|${floor}|${zone}|${x}|${y}`
    const before = seen.get(place)
    if (before === undefined || before === code) {
      seen.set(place, code)
      return row
    }
    return { ...row, mark: 'error', messages: [...row.messages, { column: 'X', text: `平面图上的位置和 ${before} 相同` }] }
  })
}

/**
 * 载体资源台账: rooms, desks, flats and beds, each sheet found by the names in its head. A workbook has all four; a text
 * file (one sheet) is one of them.
 */
export function readSpace(book: readonly Sheet[]): LedgerRead<UnitRecord> {
  const errors: string[] = []
  const rows: LedgerRow<UnitRecord>[] = []
  for (const [name, rule] of Object.entries(sheets)) {
    const named = book.find((one) => one.name.trim() === name)
    const found = named ? findTable(named, rule.wanted) : book.map((one) => findTable(one, rule.wanted)).find((one) => one.table !== null)
    if (!found?.table) {
      if (named) errors.push(`“${name}”缺少列：${found?.missing.join('、')}`)
      else if (book.length > 1) errors.push(`没有找到“${name}”这张表：表头要有 ${rule.wanted.join('、')}`)
      continue
    }
    const part = readTable(name, { ...found.table, name }, rule)
    errors.push(...wrongTotals({ ...found.table, name }, rule, part))
    rows.push(...part)
  }
  if (rows.length === 0 && errors.length === 0) errors.push(`没有认出表头，要有其中一张表的列：${spaceSheets.join('、')}`)
  return { rows: refuseSamePlace(refuseTwice(rows, '编号')), errors }
}
