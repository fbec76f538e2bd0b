import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { Message } from '../../model/sheet'
import { readSpace, type UnitRecord } from '../../model/space'
import { defineKind } from './kind'

const schema: z.ZodType<UnitRecord> = z.strictObject({
  kind: z.enum(['room', 'desk', 'flat', 'bed']),
  code: z.string(),
  carrier: z.string(),
  carrierType: z.enum(['nursery', 'makerspace', 'incubator', 'accelerator']).nullable(),
  floor: z.int(),
  zone: z.string().nullable(),
  x: z.int().nullable(),
  y: z.int().nullable(),
  areaSqm: z.string().nullable(),
  capacity: z.int().nullable(),
  sexRule: z.enum(['any', 'male', 'female']),
  purpose: z.string(),
  attributes: z.record(z.string(), z.string()),
  state: z.enum(['available', 'reserved', 'maintenance', 'closed']),
  holders: z.array(z.string()),
  occupied: z.boolean(),
})

const carrierKind = { room: 'building', desk: 'building', flat: 'residence', bed: 'station' } as const

async function carrierId(tx: Tx, name: string, kind: string): Promise<string> {
  const found = await tx.carrier.findUnique({ where: { name }, select: { id: true } })
  return (found ?? (await tx.carrier.create({ data: { name, kind }, select: { id: true } }))).id
}

const columns = ['carrierType', 'floor', 'zone', 'x', 'y', 'areaSqm', 'capacity', 'sexRule', 'purpose', 'attributes', 'state'] as const

function fieldsOf(record: UnitRecord): Pick<UnitRecord, (typeof columns)[number]> & { attributes: Prisma.InputJsonObject } {
  const { carrierType, floor, zone, x, y, areaSqm, capacity, sexRule, purpose, attributes, state } = record
  return { carrierType, floor, zone, x, y, areaSqm, capacity, sexRule, purpose, attributes: { ...attributes }, state }
}

const live = ['held', 'offered', 'accepted', 'occupied', 'notice_given'] as const

/** A unit with a holder stays available: first the holding ends, then the unit is reserved, repaired or closed. */
async function unitFaults(tx: Tx, records: readonly UnitRecord[]): Promise<Map<string, Message[]>> {
  const held = await tx.unit.findMany({
    where: { code: { in: records.filter((one) => one.state !== 'available').map((one) => one.code) }, allocations: { some: { state: { in: [...live] } } } },
    select: { code: true },
  })
  return new Map(held.map(({ code }) => [code, [{ column: '状态', text: '现在有人在用，先办完退出，再改状态' }]]))
}

/** Rooms, desks, flats and beds. Who holds them comes with the ledger of projects. */
export const spaceKind = defineKind<UnitRecord>({
  code: 'space',
  schema,
  batch: 100,
  ignored: [],
  hidden: [],
  words: {
    nursery: '创业苗圃',
    makerspace: '众创空间',
    incubator: '孵化器',
    accelerator: '加速器',
    available: '可用',
    reserved: '预留',
    maintenance: '维护',
    closed: '停用或公用',
    any: '不限',
    male: '限男',
    female: '限女',
    true: '是',
    false: '否',
  },
  labels: {
    carrier: '楼栋',
    carrierType: '载体类型',
    floor: '楼层',
    zone: '区域',
    x: 'X',
    y: 'Y',
    areaSqm: '面积',
    capacity: '可容纳',
    sexRule: '性别限制',
    purpose: '用途',
    state: '状态',
    attributes: '其他说明',
    holders: '使用的项目',
    occupied: '是否有人用',
  },
  read: readSpace,
  seal: (record) => ({ ...record }),
  check: unitFaults,
  objectOf: (record) => record.kind,
  figures(records) {
    const of = (kind: UnitRecord['kind']) => records.filter((record) => record.kind === kind)
    const tenths = of('room').reduce((sum, room) => sum + Math.round(Number(room.areaSqm) * 10), 0)
    const figures: readonly (readonly [string, UnitRecord['kind'], string])[] = [
      ['房间', 'room', '间'],
      ['工位', 'desk', '个'],
      ['公寓', 'flat', '间'],
      ['驿站床位', 'bed', '张'],
    ]
    return [
      { label: '载体面积', value: `${(tenths / 10).toLocaleString('en-US')} ㎡` },
      ...figures.map(([label, kind, unit]) => ({ label, value: `${of(kind).length} ${unit}` })),
    ].filter((figure) => !/^0 /.test(figure.value))
  },
  async apply(tx, _ctx, { record, base, changed }) {
    const all = fieldsOf(record)
    const { kind, code } = record
    if (!base) {
      const carrier = await carrierId(tx, record.carrier, carrierKind[kind])
      await tx.unit.upsert({
        where: { code },
        create: { kind, code, carrierId: carrier, ...all },
        update: { ...all, carrierId: carrier, version: { increment: 1 } },
      })
      return
    }
    const only = Object.fromEntries(columns.filter((column) => changed.has(column)).map((column) => [column, all[column]]))
    const moved = changed.has('carrier') ? { carrierId: await carrierId(tx, record.carrier, carrierKind[kind]) } : {}
    await tx.unit.update({ where: { code }, data: { ...only, ...moved, version: { increment: 1 } } })
  },
})
