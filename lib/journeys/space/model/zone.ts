/** A zone as people speak of it: the desks of one area on a floor, or the rooms, flats or beds of one building. */
export interface Zone {
  readonly kind: 'desk' | 'room' | 'flat' | 'bed'
  readonly carrier: string
  /** Desks only: other units are listed by building. */
  readonly floor: number | null
  readonly area: string | null
}

export const unitKinds = ['desk', 'room', 'flat', 'bed'] as const

/** What a kind of unit is called, and how it is counted. */
export const kindWords = {
  desk: { name: '工位', counter: '个' },
  room: { name: '房间', counter: '间' },
  flat: { name: '公寓', counter: '间' },
  bed: { name: '驿站床位', counter: '张' },
} as const satisfies Record<Zone['kind'], { name: string; counter: string }>

const SEPARATOR = '~'

/** The zone as one part of an address: `desk~智造谷众创中心A座~2~C`, `flat~攀登者青年公寓1号楼`. */
export const zoneKey = (zone: Zone): string =>
  zone.kind === 'desk' ? [zone.kind, zone.carrier, zone.floor ?? '', zone.area ?? ''].join(SEPARATOR) : [zone.kind, zone.carrier].join(SEPARATOR)

/** Reads `zoneKey` back; null for anything else. */
export function parseZoneKey(key: string): Zone | null {
  const [kind, carrier, floor, area] = key.split(SEPARATOR)
  const known = unitKinds.find((one) => one === kind)
  if (!known || !carrier) return null
  if (known !== 'desk') return { kind: known, carrier, floor: null, area: null }
  if (floor === undefined || !/^-?\d{1,3}$/.test(floor)) return null
  return { kind: known, carrier, floor: Number(floor), area: area || null }
}

/** `智造谷众创中心A座 2 层 C 区`. */
export const zoneName = (zone: Zone): string =>
  [zone.carrier, zone.floor === null ? '' : `${zone.floor} 层`, zone.area ? `${zone.area} 区` : ''].filter(Boolean).join(' ')

/** What the ledger calls the carriers of each stage. */
export const carrierTypeWords: Readonly<Record<string, string>> = {
  nursery: '创业苗圃',
  makerspace: '众创空间',
  incubator: '孵化器',
  accelerator: '加速器',
  industrial_park: '产业园',
}
