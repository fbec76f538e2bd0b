import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { loadRules } from '../../../programme/server/door'
import { type Support, supportsOf } from '../../model/application-form'
import { type ApplicationRecord, readApplications } from '../../model/applications'
import type { Message } from '../../model/sheet'
import { changeApplication, createApplication, type StoredApplication } from '../applications'
import { defineKind } from './kind'

const schema: z.ZodType<StoredApplication> = z.strictObject({
  no: z.string(),
  name: z.string(),
  oneLine: z.string(),
  field: z.string(),
  wantedStage: z.enum(['nursery', 'makerspace', 'incubator', 'accelerator']),
  summary: z.string(),
  leader: z.string(),
  sex: z.enum(['male', 'female']),
  idCipher: z.string(),
  idIndex: z.string(),
  idLast4: z.string(),
  birthDate: z.string(),
  degree: z.string(),
  school: z.string(),
  major: z.string(),
  graduatedOn: z.string(),
  phone: z.string(),
  email: z.string(),
  teamSize: z.int(),
  members: z.array(z.strictObject({ name: z.string(), duty: z.string() })),
  desks: z.int(),
  flats: z.int(),
  loanFen: z.string(),
  coaching: z.array(z.string()),
  filedOn: z.string(),
  note: z.string(),
})

const contextOf = (no: string) => `ledger_import:id_number:${no}`

/** The identity number does not stand in the stored row: encrypted, found again by a keyed hash, shown by its last four signs. */
function seal({ idNumber, ...record }: ApplicationRecord) {
  return {
    ...record,
    members: record.members.map((member) => ({ ...member })),
    idCipher: Buffer.from(encryptField(idNumber, contextOf(record.no))).toString('base64'),
    idIndex: idNumber === '' ? '' : Buffer.from(blindIndex(`cn_id:${idNumber}`)).toString('hex'),
    idLast4: idNumber.slice(-4),
  }
}

/** The number of a stored row, for the person it belongs to. */
const idNumberOf = (record: StoredApplication) => decryptField(Buffer.from(record.idCipher, 'base64'), contextOf(record.no))

const supportColumn: Record<Support, string> = { desk: '工位', flat: '公寓', loan: '无息借款' }

async function faultsOf(tx: Tx, record: StoredApplication, capFen: bigint): Promise<Message[]> {
  const faults: Message[] = []
  if (BigInt(record.loanFen) > capFen) faults.push({ column: '无息借款', text: `超过上限 ${Number(capFen) / 1_000_000} 万元` })
  const person = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: Buffer.from(record.idIndex, 'hex') }, select: { name: true } })
  if (person && person.name !== record.leader) faults.push({ column: '身份证号', text: '这个证号已经登记在另一个姓名下，请核对' })
  const before = await tx.application.findUnique({ where: { externalNo: record.no }, include: { cases: true } })
  if (!before) return faults
  const now = new Map(supportsOf(record).map((one) => [one.measureCode, one]))
  for (const one of before.cases) {
    const wanted = now.get(one.measureCode)
    if (wanted?.quantity === one.quantity && wanted.amountFen === one.amountFen) continue
    const support = wanted?.support ?? (one.measureCode === 'flat' ? 'flat' : one.measureCode === 'loan' ? 'loan' : 'desk')
    faults.push({ column: supportColumn[support], text: `已经立了办件 ${one.caseNo}，数量和金额请在办件里改，不能从台账改` })
  }
  return faults
}

/** Applications that came on paper or from the old system: each support asked for becomes a case, received on the day of the import. */
export const applicationsKind = defineKind<StoredApplication, ApplicationRecord>({
  code: 'applications',
  schema,
  batch: 5,
  ignored: ['idCipher', 'idLast4'],
  hidden: ['idIndex', 'phone', 'email'],
  words: { nursery: '创业苗圃', makerspace: '众创空间', incubator: '孵化器', accelerator: '加速器', male: '男', female: '女' },
  labels: {
    no: '申报编号',
    name: '项目名称',
    oneLine: '一句话简介',
    field: '所属领域',
    wantedStage: '申报类型',
    summary: '项目概述',
    leader: '姓名',
    sex: '性别',
    idIndex: '身份证号',
    birthDate: '出生日期',
    degree: '学历',
    school: '学校',
    major: '专业',
    graduatedOn: '毕业时间',
    phone: '联系电话',
    email: '邮箱',
    teamSize: '团队人数',
    members: '团队成员',
    desks: '工位',
    flats: '公寓',
    loanFen: '无息借款',
    coaching: '辅导需求',
    filedOn: '申报日期',
    note: '备注',
  },
  read: readApplications,
  seal,
  async check(tx, records) {
    const rules = await loadRules(tx, ['loan.cap_yuan'])
    const capFen = BigInt(Math.round(rules['loan.cap_yuan'].value * 100))
    const found = new Map<string, Message[]>()
    for (const record of records.filter((one) => one.idIndex !== '')) {
      const faults = await faultsOf(tx, record, capFen)
      if (faults.length > 0) found.set(record.no, faults)
    }
    return found
  },
  objectOf: () => 'application',
  figures(records) {
    const sum = (pick: (record: StoredApplication) => number) => records.reduce((total, record) => total + pick(record), 0)
    const loans = records.reduce((total, record) => total + BigInt(record.loanFen), 0n)
    return [
      { label: '申报项目', value: `${records.length} 个` },
      { label: '申请工位', value: `${sum((one) => one.desks)} 个` },
      { label: '申请公寓', value: `${sum((one) => one.flats)} 间` },
      { label: '申请借款', value: `${(Number(loans) / 1_000_000).toLocaleString('en-US')} 万元` },
    ]
  },
  async apply(tx, ctx, { record, base, changed }) {
    const idNumber = idNumberOf(record)
    if (idNumber === '') throw AppError.invalid({ idNumber: 'id_number.format' })
    if (!base) await createApplication(tx, ctx, record, idNumber)
    else await changeApplication(tx, ctx, record, changed)
  },
})
