import { findTable, type LedgerRead, type LedgerRow, listOf, RowReader, refuseTwice, type Sheet, type Table, textOf } from './sheet'

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
  const text = textOf(r.cell(column))
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text)) r.fault(column, '面积要填数字')
  return text
}

const flatBuilding = (name: string) => name.replace(/^.*?(\d+号楼)$/, '$1')

type Read = (r: RowReader) => Omit<UnitRecord, 'state' | 'occupied'>
const none = { zone: null, x: null, y: null, capacity: null, areaSqm: null, carrierType: null, purpose: '', sexRule: 'any' } as const

const sheets: Record<string, { wanted: readonly string[]; read: Read; stateColumn: string }> = {
  孵化载体: {
    wanted: ['楼栋', '楼层', '房间号', '载体类型', '面积', '状态'],
    stateColumn: '状态',
    read: (r) => ({
      ...none,
      kind: 'room',
      code: `${r.text('楼栋')}/${r.text('房间号')}`,
      carrier: r.text('楼栋'),
      carrierType: r.choice('载体类型', carrierTypes) ?? null,
      floor: r.whole('楼层'),
      areaSqm: area(r, '面积'),
      capacity: r.whole('可容纳'),
      purpose: r.text('用途'),
      attributes: { roomNo: r.text('房间号'), facilities: r.text('配套条件', false), ledgerState: r.text('状态') },
      holders: listOf(r.cell('现入驻项目'), /、/),
    }),
  },
  免费工位: {
    wanted: ['楼栋', '楼层', '区域', '工位编号', 'X', 'Y', '状态'],
    stateColumn: '状态',
    read: (r) => ({
      ...none,
      kind: 'desk',
      code: r.text('工位编号'),
      carrier: r.text('楼栋'),
      carrierType: /苗圃/.test(r.text('楼栋')) ? 'nursery' : 'makerspace',
      floor: r.whole('楼层'),
      zone: r.text('区域').replace('区', ''),
      x: r.whole('X'),
      y: r.whole('Y'),
      purpose: '免费工位',
      attributes: { facing: r.text('朝向', false), byWindow: r.text('是否靠窗'), network: r.text('网络', false) },
      holders: listOf(r.cell('现使用项目'), /、/),
    }),
  },
  创业公寓: {
    wanted: ['楼栋', '楼层', '房号', '户型', '面积', '状态'],
    stateColumn: '状态',
    read: (r) => ({
      ...none,
      kind: 'flat',
      code: `${flatBuilding(r.text('楼栋'))}${r.text('房号')}`,
      carrier: r.text('楼栋'),
      floor: r.whole('楼层'),
      areaSqm: area(r, '面积'),
      capacity: r.whole('床位数'),
      sexRule: r.choice('性别限制', sexRules) ?? 'any',
      purpose: '创业公寓',
      attributes: { layout: r.text('户型'), living: r.text('居住方式'), facilities: r.text('设施配置', false) },
      holders: listOf(r.cell('现入住项目'), /、/),
    }),
  },
  青年人才驿站: {
    wanted: ['驿站名称', '房号', '床位号', '状态'],
    stateColumn: '状态',
    read: (r) => ({
      ...none,
      kind: 'bed',
      code: `${r.text('驿站名称')}/${r.text('床位号')}`,
      carrier: r.text('驿站名称'),
      floor: Number(r.text('房号').slice(0, 1)) || 1,
      capacity: 1,
      sexRule: r.choice('性别限制', sexRules) ?? 'any',
      purpose: '青年人才驿站',
      attributes: { roomNo: r.text('房号'), roomType: r.text('房型', false), freeNights: String(r.whole('免费入住天数')) },
      holders: [],
    }),
  },
}

function readTable(table: Table, read: Read, stateColumn: string): LedgerRow<UnitRecord>[] {
  return table.body.map(({ row, cells }) => {
    const r = new RowReader(table, cells)
    const unit = read(r)
    const [state, occupied] = r.choice(stateColumn, states) ?? (['closed', false] as const)
    return { sheet: table.name, row, key: unit.code, record: { ...unit, state, occupied }, mark: r.worst, messages: r.messages }
  })
}

const tenths = (text: string) => Math.round(Number(text) * 10)

/** Area of the rooms against the total row; both in tenths of a square metre, so that nothing is rounded twice. */
function checkArea(table: Table, rows: readonly LedgerRow<UnitRecord>[]): string[] {
  const column = table.columns.get('面积')
  const stated = column === undefined || !table.total ? '' : textOf(table.total[column])
  if (stated === '') return []
  const sum = rows.reduce((total, row) => total + tenths(row.record.areaSqm ?? '0'), 0)
  return sum === tenths(stated) ? [] : [`${table.name}：合计写的是 ${stated} ㎡，各行加起来是 ${sum / 10} ㎡`]
}

/** 载体资源台账: rooms, desks, flats and beds, each sheet found by the names in its head. */
export function readSpace(book: readonly Sheet[]): LedgerRead<UnitRecord> {
  const errors: string[] = []
  const rows: LedgerRow<UnitRecord>[] = []
  for (const [name, { wanted, read, stateColumn }] of Object.entries(sheets)) {
    const sheet = book.find((one) => one.name.trim() === name) ?? book.find((one) => findTable(one, wanted) !== null)
    const table = sheet ? findTable(sheet, wanted) : null
    if (!table) {
      errors.push(`没有找到“${name}”：表头要有 ${wanted.join('、')}`)
      continue
    }
    const part = readTable(table, read, stateColumn)
    errors.push(...checkArea(table, part))
    rows.push(...part)
  }
  return { rows: refuseTwice(rows), errors }
}
