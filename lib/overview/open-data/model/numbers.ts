/** The public numbers. Their values are counted from rows; these are the words that go with them. */
export const numberKeys = ['fund', 'space', 'desks', 'apartments', 'beds', 'measures', 'projects'] as const
export type NumberKey = (typeof numberKeys)[number]
export const isNumberKey = (text: string): text is NumberKey => (numberKeys as readonly string[]).includes(text)

/** What a unit is today, for anybody to see: never who holds it. */
export const unitWords = {
  free: '空着',
  held: '留给申请人，等确认',
  occupied: '有人用',
  leaving: '准备退出',
  reserved: '预留',
  maintenance: '维护',
  closed: '公共使用，不出租',
} as const
export type UnitStatus = keyof typeof unitWords

type UnitState = 'available' | 'reserved' | 'maintenance' | 'closed'
type LiveState = 'held' | 'offered' | 'accepted' | 'occupied' | 'notice_given'
export const liveStates: readonly LiveState[] = ['held', 'offered', 'accepted', 'occupied', 'notice_given']

/** A holder comes before the unit's own state; free is only what could be offered today. */
export function unitStatus(state: UnitState, holding: string | undefined): UnitStatus {
  if (holding === 'occupied') return 'occupied'
  if (holding === 'notice_given') return 'leaving'
  if (holding !== undefined) return 'held'
  return state === 'available' ? 'free' : state
}

export const stageWords = {
  nursery: '创业苗圃',
  makerspace: '众创空间',
  incubator: '孵化器',
  accelerator: '加速器',
  industrial_park: '产业园',
} as const
export type Stage = keyof typeof stageWords
export const stages: readonly Stage[] = ['nursery', 'makerspace', 'incubator', 'accelerator', 'industrial_park']

export interface NumberDefinition {
  readonly title: string
  readonly unit: string
  /** What is counted, in one sentence. */
  readonly definition: string
  /** How «left» is counted, where something can be left. */
  readonly free: string | null
  readonly source: string
  readonly columns: readonly { readonly title: string; readonly number?: boolean }[]
  /** Words of the states that rows can be filtered by; empty when there is nothing to filter. */
  readonly states: Readonly<Record<string, string>>
}

const ledger = '《攀登者计划载体资源台账》，导入后每次分配、退回都记在同一张表里'
const place = [{ title: '编号' }, { title: '楼栋' }, { title: '楼层', number: true }] as const
const area = { title: '面积（㎡）', number: true } as const
const status = { title: '状态' } as const
const free = '空着：状态是可用，而且没有人占着、也没有留给谁等确认。预留、维护的不算'

export const numberDefinitions: Readonly<Record<NumberKey, NumberDefinition>> = {
  fund: {
    title: '每年专项资金',
    unit: '元',
    definition: '最近一个年度里，有年度额的资金来源加起来。引导基金另算，不在里面。',
    free: null,
    source: '资金来源表；年度额出自公开报道',
    columns: [{ title: '资金来源' }, { title: '年度' }, { title: '金额（元）', number: true }, { title: '出处' }, { title: '说明' }],
    states: {},
  },
  space: {
    title: '免租载体',
    unit: '㎡',
    definition: '四类载体所有房间（含公共区域）的面积加起来，每间都有一行。',
    free: `${free}。一间里只要有一个项目，整间都算用了`,
    source: ledger,
    columns: [...place, area, status],
    states: unitWords,
  },
  desks: {
    title: '免费工位',
    unit: '个',
    definition: '工位表有几行就是几个。',
    free,
    source: ledger,
    columns: [...place, { title: '区' }, status],
    states: unitWords,
  },
  apartments: {
    title: '创业公寓',
    unit: '间',
    definition: '公寓表有几行就是几间。',
    free,
    source: ledger,
    columns: [...place, area, status],
    states: unitWords,
  },
  beds: {
    title: '青年人才驿站床位',
    unit: '张',
    definition: '驿站床位表有几行就是几张。',
    free,
    source: ledger,
    columns: [...place, status],
    states: unitWords,
  },
  measures: {
    title: '扶持举措',
    unit: '项',
    definition: '举措表有几行就是几项；内容没有公布的标「待补」，也算一项。',
    free: null,
    source: '公开报道：13 条全周期扶持举措',
    columns: [
      { title: '序号', number: true },
      { title: '名称' },
      { title: '承诺（工作日）', number: true },
      { title: '法定（工作日）', number: true },
      { title: '状态' },
    ],
    states: { open: '可以申请', pending: '待补' },
  },
  projects: {
    title: '在孵项目',
    unit: '个',
    definition: '已经入驻、还没有毕业或退出的项目。只登记、没有入驻的不算。',
    free: null,
    source: '《攀登者计划在孵项目台账》，之后的入驻和退出记在同一张表里',
    columns: [{ title: '项目' }, { title: '领域' }, { title: '阶段' }, { title: '入驻年月' }],
    states: stageWords,
  },
}
