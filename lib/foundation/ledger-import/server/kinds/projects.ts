import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type LeaderRecord, type ProjectRecord, readProjects, stateOf } from '../../model/projects'
import { endHolding, holdingFaults, holdUnit } from '../holdings'
import { defineKind, type RowChange } from './kind'

const schema: z.ZodType<ProjectRecord> = z.strictObject({
  key: z.string(),
  name: z.string(),
  field: z.string(),
  leader: z.strictObject({ name: z.string(), sex: z.enum(['male', 'female']), degree: z.string(), school: z.string(), graduatedOn: z.string() }),
  teamSize: z.int(),
  stage: z.enum(['nursery', 'makerspace', 'incubator', 'accelerator']),
  enteredOn: z.string(),
  desks: z.array(z.string()),
  rooms: z.array(z.string()),
  flats: z.array(z.string()),
  loanFen: z.string(),
  balanceFen: z.string(),
  mentor: z.string(),
  intellectualProperty: z.string(),
  revenueFen: z.record(z.string(), z.string()),
  jobs: z.int(),
  milestones: z.array(z.strictObject({ month: z.string(), text: z.string() })),
  status: z.string(),
})

const day = (text: string) => dateColumn(calendarDate(text))
const unitsOf = (record: ProjectRecord) => [...record.desks, ...record.rooms, ...record.flats]

/** Columns whose journeys come later (loans, mentors, growth); kept as the ledger says them until then. */
function ledgerOf(record: ProjectRecord): Prisma.InputJsonObject {
  const { key, loanFen, balanceFen, mentor, intellectualProperty, revenueFen, jobs, milestones, status } = record
  return { key, loanFen, balanceFen, mentor, intellectualProperty, revenueFen: { ...revenueFen }, jobs, milestones: milestones.map((m) => ({ ...m })), status }
}

const personOf = (leader: LeaderRecord) => ({
  name: leader.name,
  sex: leader.sex,
  degree: leader.degree,
  school: leader.school,
  graduatedOn: day(`${leader.graduatedOn}-01`),
})

const ventureOf = (record: ProjectRecord) => ({
  name: record.name,
  field: record.field,
  stage: record.stage,
  enteredOn: day(record.enteredOn),
  state: stateOf[record.status] ?? 'active',
  teamSize: record.teamSize,
  ledger: ledgerOf(record),
})

const withLead = { members: { where: { role: 'lead', leftAt: null }, select: { id: true, personId: true } } } as const
const findVenture = (tx: Tx, key: string) =>
  tx.venture.findFirst({ where: { source: 'ledger', ledger: { path: ['key'], equals: key } }, select: { id: true, ...withLead } })

async function newLead(tx: Tx, ventureId: string, record: ProjectRecord): Promise<string> {
  const person = await tx.person.create({ data: { state: 'imported', source: 'ledger', ...personOf(record.leader) }, select: { id: true } })
  const { name } = record.leader
  await tx.ventureMember.create({
    data: { ventureId, personId: person.id, name, role: 'lead', duty: '负责人', founder: true, joinedAt: day(record.enteredOn) },
  })
  return person.id
}

/** The same leader with other particulars, or another person in the lead. Who registered meanwhile keeps their own particulars. */
async function changeLead(
  tx: Tx,
  ctx: Ctx,
  venture: { id: string; members: { id: string; personId: string | null }[] },
  record: ProjectRecord,
  base: ProjectRecord,
) {
  const lead = venture.members[0]
  if (lead && record.leader.name === base.leader.name) {
    if (lead.personId) await tx.person.updateMany({ where: { id: lead.personId, state: 'imported' }, data: personOf(record.leader) })
    return
  }
  if (lead) await tx.ventureMember.update({ where: { id: lead.id }, data: { leftAt: ctx.clock.now() } })
  await newLead(tx, venture.id, record)
}

async function createVenture(tx: Tx, record: ProjectRecord): Promise<void> {
  const venture = await tx.venture.create({ data: { source: 'ledger', ...ventureOf(record) }, select: { id: true } })
  const personId = await newLead(tx, venture.id, record)
  for (const code of unitsOf(record)) await holdUnit(tx, code, { ventureId: venture.id, personId, since: record.enteredOn })
}

async function changeVenture(tx: Tx, ctx: Ctx, { record, base, changed }: RowChange<ProjectRecord>): Promise<void> {
  const venture = await findVenture(tx, record.key)
  const personId = venture?.members[0]?.personId
  if (!venture || !personId || !base) throw AppError.rule('import.gone_meanwhile')
  const { ledger, ...own } = ventureOf(record)
  const stateChanged = changed.has('status') && stateOf[record.status] !== stateOf[base.status]
  const only = Object.fromEntries(Object.entries(own).filter(([field]) => changed.has(field) || (field === 'state' && stateChanged)))
  await tx.venture.update({ where: { id: venture.id }, data: { ...only, ledger } })
  if (changed.has('leader')) await changeLead(tx, ctx, venture, record, base)
  const [was, now] = [new Set(unitsOf(base)), new Set(unitsOf(record))]
  const holder = { ventureId: venture.id, personId, since: ctx.clock.today() }
  for (const code of was) if (!now.has(code)) await endHolding(tx, code, holder, ctx.clock.now())
  for (const code of now) if (!was.has(code)) await holdUnit(tx, code, holder)
}

const wan = (fen: bigint) => `${(Number(fen) / 1_000_000).toLocaleString('en-US')} 万元`

/** The projects in incubation, each a venture with its leader and what it holds. */
export const projectsKind = defineKind<ProjectRecord>({
  code: 'projects',
  schema,
  batch: 10,
  ignored: [],
  hidden: [],
  words: { nursery: '创业苗圃', makerspace: '众创空间', incubator: '孵化器', accelerator: '加速器', male: '男', female: '女' },
  labels: {
    name: '项目名称',
    field: '所属领域',
    leader: '负责人',
    teamSize: '团队人数',
    stage: '孵化阶段',
    enteredOn: '入驻时间',
    desks: '使用工位',
    rooms: '房间',
    flats: '公寓',
    loanFen: '借款金额',
    balanceFen: '借款余额',
    mentor: '结对导师',
    intellectualProperty: '知识产权',
    revenueFen: '年度营收',
    jobs: '带动就业人数',
    milestones: '里程碑',
    status: '状态',
  },
  read: readProjects,
  seal: (record) => ({ ...record, leader: { ...record.leader }, milestones: record.milestones.map((m) => ({ ...m })) }),
  async check(tx, records) {
    const known = await tx.venture.findMany({ where: { source: 'ledger' }, select: { id: true, ledger: true, ...withLead } })
    const byKey = new Map(known.map((venture) => [keyOf(venture.ledger), venture]))
    return holdingFaults(
      tx,
      records.map((record) => {
        const venture = byKey.get(record.key)
        return { key: record.key, ventureId: venture?.id ?? null, leaderId: venture?.members[0]?.personId ?? null, codes: unitsOf(record) }
      }),
    )
  },
  objectOf: () => 'venture',
  figures(records) {
    const sum = (pick: (record: ProjectRecord) => number) => records.reduce((total, record) => total + pick(record), 0)
    return [
      { label: '在孵项目', value: `${records.length} 个` },
      { label: '团队', value: `${sum((one) => one.teamSize)} 人` },
      { label: '使用工位', value: `${sum((one) => one.desks.length)} 个` },
      { label: '借款余额', value: wan(records.reduce((total, one) => total + BigInt(one.balanceFen), 0n)) },
    ]
  },
  apply: async (tx, ctx, change) => (change.base ? changeVenture(tx, ctx, change) : createVenture(tx, change.record)),
})

const keyOf = (ledger: unknown): string => {
  const parsed = z.object({ key: z.string() }).safeParse(ledger)
  return parsed.success ? parsed.data.key : ''
}
