import { parsePersonName } from '@/lib/foundation/identity/model/name'
import { parseMobile } from '@/lib/foundation/identity/model/phone'
import { parseIdNumber } from '@/lib/kernel/identity-number'
import { type Stage, sexes } from './projects'
import {
  dayOf,
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

export interface MemberRecord {
  readonly name: string
  readonly duty: string
}

export interface ApplicationRecord {
  readonly no: string
  readonly name: string
  readonly oneLine: string
  readonly field: string
  readonly wantedStage: Stage
  readonly summary: string
  readonly leader: string
  readonly sex: 'male' | 'female'
  /** In the clear only while the file is read; the stored record has it encrypted. */
  readonly idNumber: string
  readonly birthDate: string
  readonly degree: string
  readonly school: string
  readonly major: string
  /** `YYYY-MM`. */
  readonly graduatedOn: string
  readonly phone: string
  readonly email: string
  readonly teamSize: number
  readonly members: readonly MemberRecord[]
  readonly desks: number
  readonly flats: number
  /** Fen, as digits. */
  readonly loanFen: string
  readonly coaching: readonly string[]
  readonly filedOn: string
  readonly note: string
}

const stages = { 创业苗圃: 'nursery', 众创空间: 'makerspace', 孵化器: 'incubator', 加速器: 'accelerator' } as const

const wanted = [
  '申报编号',
  '项目名称',
  '一句话简介',
  '所属领域',
  '申报类型',
  '项目概述',
  '姓名',
  '性别',
  '身份证号',
  '学历',
  '学校',
  '专业',
  '毕业时间',
  '联系电话',
  '邮箱',
  '团队人数',
  '团队成员',
  '工位',
  '公寓',
  '无息借款',
  '申报日期',
]

/** `连启辰（材料成型及控制工程，负责人）；…`: name, and in brackets subject and duty. */
export function membersOf(r: RowReader): MemberRecord[] {
  return listOf(r.cell('团队成员'), /[；;]/).map((part) => {
    const match = /^([^（(]+)(?:[（(]([^）)]*)[）)])?$/.exec(part)
    return { name: (match?.[1] ?? part).trim(), duty: (match?.[2] ?? '').trim() }
  })
}

function identityOf(r: RowReader, sex: 'male' | 'female' | undefined): { idNumber: string; birthDate: string } {
  const parsed = parseIdNumber(r.text('身份证号', false))
  if (!parsed.ok) {
    const words = {
      format: '要 18 位',
      old_15: '是 15 位的旧号，要 18 位',
      last_sign: '最后一位应为数字或字母 X',
      date: '出生日期那几位不对',
      check_digit: '校验位不正确',
    }
    r.fault('身份证号', words[parsed.error])
    return { idNumber: '', birthDate: '' }
  }
  if (sex && sex !== parsed.value.sex) r.warn('性别', '和身份证号上的不一致，以身份证号为准')
  return { idNumber: parsed.value.number, birthDate: parsed.value.birthDate }
}

function phoneOf(r: RowReader): string {
  const phone = parseMobile(r.text('联系电话', false))
  if (!phone.ok) r.fault('联系电话', '要填 11 位手机号')
  return phone.ok ? phone.value : ''
}

function leaderOf(r: RowReader): string {
  const name = parsePersonName(r.text('姓名', false))
  if (!name.ok) r.fault('姓名', name.error === 'empty' ? '没有填' : '含不能用的符号')
  return name.ok ? name.value : ''
}

function datesOf(r: RowReader): { graduatedOn: string; filedOn: string } {
  const graduatedOn = monthOf(r.cell('毕业时间'))
  const filedOn = dayOf(r.cell('申报日期'))
  if (!graduatedOn) r.fault('毕业时间', '要填年月，比如 2026年6月')
  if (!filedOn) r.fault('申报日期', '要填日期')
  return { graduatedOn: graduatedOn ?? '', filedOn: filedOn ?? '' }
}

function readRow(table: Table, row: number, cells: Table['body'][number]['cells']): LedgerRow<ApplicationRecord> {
  const r = new RowReader(table, cells)
  const sex = r.choice('性别', sexes)
  const identity = identityOf(r, sex)
  const parsed = parseIdNumber(identity.idNumber)
  const teamSize = r.whole('团队人数')
  const members = membersOf(r)
  if (members.length !== teamSize) r.warn('团队人数', `写的是 ${teamSize} 人，列出的成员有 ${members.length} 人`)
  const record: ApplicationRecord = {
    no: r.code('申报编号').toUpperCase(),
    name: r.text('项目名称'),
    oneLine: r.text('一句话简介'),
    field: r.text('所属领域'),
    wantedStage: r.choice('申报类型', stages) ?? 'nursery',
    summary: r.text('项目概述'),
    leader: leaderOf(r),
    sex: parsed.ok ? parsed.value.sex : (sex ?? 'male'),
    ...identity,
    degree: r.text('学历'),
    school: r.text('学校'),
    major: r.text('专业'),
    ...datesOf(r),
    phone: phoneOf(r),
    email: r.text('邮箱', false),
    teamSize,
    members,
    desks: r.whole('工位'),
    flats: r.whole('公寓'),
    loanFen: r.fen('无息借款').toString(),
    coaching: listOf(r.cell('辅导需求'), /、/),
    note: r.text('备注', false),
  }
  if (record.desks + record.flats === 0 && record.loanFen === '0') r.fault('工位', '工位、公寓、借款一样也没有申请')
  return { sheet: '申报项目', row, key: record.no, record, mark: r.worst, messages: r.messages }
}

/** One person applies once: a second row with the same identity number is refused, without showing the number. */
function refuseSamePerson(rows: readonly LedgerRow<ApplicationRecord>[]): LedgerRow<ApplicationRecord>[] {
  const first = new Map<string, string>()
  return rows.map((row) => {
    const { idNumber } = row.record
    const before = idNumber === '' ? undefined : first.get(idNumber)
    if (before === undefined) {
      first.set(idNumber, row.key)
      return row
    }
    return { ...row, mark: 'error', messages: [...row.messages, { column: '身份证号', text: `和 ${before} 是同一个人` }] }
  })
}

function wrongTotals(table: Table): string[] {
  const sum = (column: string) => table.body.reduce((total, { cells }) => total + (wholeOf(cells[table.columns.get(column) ?? -1]) ?? 0), 0)
  const loans = table.body.reduce((total, { cells }) => total + (wanToFen(cells[table.columns.get('无息借款') ?? -1]) ?? 0n), 0n)
  return [
    wrongTotal(table, '项目名称', table.body.length, '个'),
    wrongTotal(table, '团队人数', sum('团队人数'), '人'),
    wrongTotal(table, '工位', sum('工位'), '个'),
    wrongTotal(table, '公寓', sum('公寓'), '间'),
    wrongTotal(table, '无息借款', Number(loans) / 1_000_000, '万元'),
  ].filter((fault) => fault !== null)
}

/** 申报项目汇总表: one row a project, with up to three supports asked for. */
export function readApplications(book: readonly Sheet[]): LedgerRead<ApplicationRecord> {
  const { rows, errors } = readTable(book, '申报项目', wanted, readRow, wrongTotals)
  return { rows: refuseSamePerson(refuseTwice(rows, '申报编号')), errors }
}
