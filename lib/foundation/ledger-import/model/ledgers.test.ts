// The three readers on the zone's own files: the invariants of the ledgers, and what is said when one of them is broken.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { faultsOf, type SectionKey } from '@/lib/journeys/application/model/form'
import { readWorkbook } from '../server/workbook'
import { formOf, supportsOf } from './application-form'
import { readApplications } from './applications'
import { kindOfBook, type LedgerKindCode } from './kinds'
import { placesOf, readProjects } from './projects'
import type { Cell, Sheet } from './sheet'
import { readSpace } from './space'

const folder = 'prisma/seed/demo/ledgers'
const books = new Map<LedgerKindCode, Sheet[]>()

beforeAll(async () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.xlsx'))) {
    const book = await readWorkbook(readFileSync(path.join(folder, name)))
    const kind = kindOfBook(book)
    if (!kind || books.has(kind)) throw new Error(`${name} is not recognised`)
    books.set(kind, book)
  }
})

const book = (kind: LedgerKindCode): Sheet[] => {
  const found = books.get(kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}

/** The book with one sheet's rows rewritten. */
const changed = (kind: LedgerKindCode, sheet: string, change: (rows: Cell[][]) => Cell[][]): Sheet[] =>
  book(kind).map((one) => (one.name === sheet ? { name: one.name, rows: change(one.rows.map((row) => [...row])) } : one))

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

test('each ledger is recognised by its columns', () => {
  expect([...books.keys()].sort()).toEqual(['applications', 'enterprises', 'exam', 'mentors', 'projects', 'space'])
})

describe('space', () => {
  test('54,000 square metres in rooms, 200 desks, 100 flats, 60 beds; nothing odd', () => {
    const { rows, errors } = readSpace(book('space'))
    expect(errors).toEqual([])
    expect(rows.filter((row) => row.mark !== 'ok')).toEqual([])
    const of = (kind: string) => rows.filter((row) => row.record.kind === kind)
    expect([of('room').length, of('desk').length, of('flat').length, of('bed').length]).toEqual([194, 200, 100, 60])
    const area = (type: string) => sum(of('room').flatMap((row) => (row.record.carrierType === type ? [Number(row.record.areaSqm)] : [])))
    expect([area('nursery'), area('makerspace'), area('incubator'), area('accelerator')]).toEqual([4000, 8000, 18_000, 24_000])
    expect(new Set(of('desk').map(({ record: r }) => `${r.carrier}/${r.floor}/${r.zone}/${r.x}/${r.y}`)).size).toBe(200)
  })

  test('columns in another order, a head one row lower, full-width digits: the same units', () => {
    const turned = changed('space', '免费工位', (rows) => [[null], ...rows.map((row) => [...row].reverse())]).map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) =>
        row.map((cell) => (typeof cell === 'number' ? String(cell).replace(/\d/g, (d) => '０１２３４５６７８９'[Number(d)] ?? d) : cell)),
      ),
    }))
    const plain = readSpace(book('space'))
    const read = readSpace(turned)
    expect(read.errors).toEqual([])
    expect(read.rows.map((row) => row.record)).toEqual(plain.rows.map((row) => row.record))
  })

  test('a missing column, a missing sheet and a wrong total refuse the file and say where', () => {
    const noX = changed('space', '免费工位', (rows) => rows.map((row) => row.map((cell) => (cell === 'X' ? '横' : cell))))
    expect(readSpace(noX).errors).toEqual(['“免费工位”缺少列：X'])
    expect(readSpace(book('space').filter((sheet) => sheet.name !== '创业公寓')).errors[0]).toMatch(/^没有找到“创业公寓”/)
    const less = changed('space', '孵化载体', (rows) => rows.filter((_, i) => i !== 10))
    expect(readSpace(less).errors).toEqual([
      expect.stringMatching(/^孵化载体：楼栋合计写的是 194/),
      expect.stringMatching(/^孵化载体：面积合计写的是 54000 ㎡/),
    ])
  })

  test('a desk named twice, two desks in one place and an unknown word are faults of their rows only', () => {
    const twice = changed('space', '免费工位', (rows) => rows.map((row, i) => (i === 5 ? row.map((cell, c) => (c === 4 ? 'MP-2-A01' : cell)) : row)))
    expect(
      readSpace(twice)
        .rows.filter((row) => row.mark === 'error')
        .map((row) => row.messages[0]?.text),
    ).toEqual(['MP-2-A01 和第 5 行重复'])
    const same = changed('space', '免费工位', (rows) => rows.map((row, i) => (i === 5 ? row.map((cell, c) => (c === 5 ? 1 : cell)) : row)))
    expect(
      readSpace(same)
        .rows.find((row) => row.key === 'MP-2-A02')
        ?.messages.map((m) => m.text),
    ).toEqual(['平面图上的位置和 MP-2-A01 相同'])
    const word = changed('space', '免费工位', (rows) => rows.map((row, i) => (i === 5 ? row.map((cell, c) => (c === 10 ? '借走了' : cell)) : row)))
    expect(readSpace(word).rows.find((row) => row.key === 'MP-2-A02')?.mark).toBe('error')
  })

  test('one sheet alone, as a text file has it, is one part of the ledger', () => {
    const [desks] = book('space').filter((sheet) => sheet.name === '免费工位')
    const { rows, errors } = readSpace([{ name: '工位导出', rows: desks?.rows ?? [] }])
    expect([errors, rows.length, new Set(rows.map((row) => row.sheet))]).toEqual([[], 200, new Set(['免费工位'])])
    expect(readSpace([{ name: '别的', rows: [['甲', '乙']] }]).errors).toHaveLength(1)
  })
})

describe('projects', () => {
  test('45 projects by stage, loans within their balance, and places that the space ledger knows', () => {
    const { rows, errors } = readProjects(book('projects'))
    expect(errors).toEqual([])
    expect(rows.filter((row) => row.mark !== 'ok')).toEqual([])
    const records = rows.map((row) => row.record)
    const of = (stage: string) => records.filter((record) => record.stage === stage).length
    expect([of('nursery'), of('makerspace'), of('incubator'), of('accelerator')]).toEqual([8, 15, 17, 5])
    expect(records.every((record) => BigInt(record.balanceFen) <= BigInt(record.loanFen) && BigInt(record.loanFen) <= 50_000_000n)).toBe(true)
    expect(sum(records.map((record) => Number(record.loanFen)))).toBe(78_300 * 10_000)
    // what projects say they hold is what the other ledger says is held, place by place
    const held = readSpace(book('space')).rows.flatMap(({ record }) => record.holders.map((holder) => `${record.code} ${holder}`))
    expect(records.flatMap((r) => [...r.desks, ...r.rooms, ...r.flats].map((code) => `${code} ${r.name}`)).sort()).toEqual(held.sort())
  })

  test('places as people write them', () => {
    expect(placesOf('智造谷众创中心A座2层C区 ZC-2-C01—ZC-2-C03').desks).toEqual(['ZC-2-C01', 'ZC-2-C02', 'ZC-2-C03'])
    expect(placesOf('智造谷众创中心A座 ZC-2-C60、ＺＣ－３－Ｄ０１')).toEqual({ desks: ['ZC-2-C60', 'ZC-3-D01'], rooms: [], unread: [] })
    expect(placesOf('加速器2号厂房102室')).toEqual({ desks: [], rooms: ['加速器2号厂房/102'], unread: [] })
    expect(placesOf('无')).toEqual({ desks: [], rooms: [], unread: [] })
    // ends of different rows of desks, backwards, or a place that is none
    expect(placesOf('ZC-2-C03—ZC-3-D01、ZC-2-C09—ZC-2-C01、老地方').unread).toHaveLength(3)
  })

  test('a desk in two hands, a count that does not fit and a wrong total', () => {
    const stolen = changed('projects', '在孵项目', (rows) =>
      rows.map((row) => row.map((cell) => (cell === '攀登者苗圃楼2层A区 MP-2-A04—MP-2-A07' ? '攀登者苗圃楼2层A区 MP-2-A03—MP-2-A06' : cell))),
    )
    const fault = readProjects(stolen).rows.find((row) => row.mark === 'error')
    expect([fault?.key, fault?.messages[0]?.text]).toEqual(['蓝晒纪社区影像馆', 'MP-2-A03 已经写在“半糖剧本工坊”名下'])
    const short = changed('projects', '在孵项目', (rows) =>
      rows.map((row) => row.map((cell) => (cell === '攀登者苗圃楼2层A区 MP-2-A04—MP-2-A07' ? '攀登者苗圃楼2层A区 MP-2-A04—MP-2-A06' : cell))),
    )
    expect(readProjects(short).rows.find((row) => row.mark === 'error')?.messages[0]?.text).toBe('写的是 4 个，后面列出的工位有 3 个')
    const fewer = changed('projects', '在孵项目', (rows) => rows.filter((_, i) => i !== 6))
    expect(readProjects(fewer).errors[0]).toBe('在孵项目：项目名称合计写的是 45 个，各行加起来是 44 个')
  })
})

describe('applications', () => {
  test('60 applications for 214 desks, 110 flats and 11.87 million yuan', () => {
    const { rows, errors } = readApplications(book('applications'))
    expect(errors).toEqual([])
    expect(rows.filter((row) => row.mark !== 'ok')).toEqual([])
    const records = rows.map((row) => row.record)
    expect([records.length, sum(records.map((r) => r.desks)), sum(records.map((r) => r.flats)), sum(records.map((r) => Number(r.loanFen)))]).toEqual([
      60,
      214,
      110,
      1187 * 1_000_000,
    ])
    expect(records.every((record) => record.members.length === record.teamSize && record.members.some((one) => one.name === record.leader))).toBe(true)
    expect(records.flatMap((record) => supportsOf(record))).toHaveLength(180)
    const names = new Set(readProjects(book('projects')).rows.map((row) => row.record.name))
    expect(records.filter((record) => names.has(record.name))).toEqual([])
  })

  test('a row in the shape of the form: only what the ledger does not say is open', () => {
    const open = new Set<string>()
    for (const { record } of readApplications(book('applications')).rows)
      for (const [section, values] of Object.entries(formOf(record)))
        for (const field of Object.keys(faultsOf(section as SectionKey, values, { desks: 4, loanFen: 50_000_000, grantFen: 30_000_000 })))
          open.add(`${section}.${field}`)
    // five desks are more than the online form offers; the decision is about fewer
    expect([...open].sort()).toEqual(['desk.count', 'identity.localHome', 'loan.use'])
  })

  test('a wrong check digit, a wrong telephone number, a person twice and a changed head', () => {
    const wrong = changed('applications', '申报项目', (rows) =>
      rows.map((row, i) =>
        row.map((cell) => (i === 4 && cell === '430221200312289990' ? '430221200312289991' : i === 5 && cell === '19907314239' ? '1990731' : cell)),
      ),
    )
    const faults = readApplications(wrong).rows.filter((row) => row.mark === 'error')
    expect(faults.map((row) => row.messages[0])).toEqual([
      { column: '身份证号', text: '校验位不正确' },
      { column: '联系电话', text: '要填 11 位手机号' },
    ])
    const twice = changed('applications', '申报项目', (rows) =>
      rows.map((row) => row.map((cell) => (cell === '430522200310129996' ? ' 430221 20031228 9990 ' : cell))),
    )
    const again = readApplications(twice).rows.find((row) => row.mark === 'error')
    expect(again?.messages.map((message) => message.text)).toEqual(['和 PDZ2026001 是同一个人'])
    // a message never shows the number
    expect(JSON.stringify(again?.messages)).not.toContain('4302')
    const head = changed('applications', '申报项目', (rows) => rows.map((row) => row.map((cell) => (cell === '联系电话' ? '电话' : cell))))
    expect(readApplications(head).errors).toEqual(['“申报项目”缺少列：联系电话'])
  })
})
