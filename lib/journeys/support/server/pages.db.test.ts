// What the pages of this room read, for whom; and what they hide from everybody else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import type { GrantCase } from '@/prisma/factories/grant-case'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { supportQuerySchema } from '../model/schema'
import { exportSupport } from './commands/export'
import { attachEvidence, mayAttachEvidence, reportMilestone } from './commands/milestone'
import { attachScan } from './commands/sign'
import { supportDesk } from './desk'
import { draftView } from './draft-view'
import { ownAgreement, ownAgreements, supportOfCase } from './own'
import { readSupportFile, staffAgreement } from './staff'
import { account, approved, as, committedCase, inForce, milestone, paid, part, type Stage, setStage, withAccount } from './support-story'

let stage: Stage
let made: GrantCase
let number: string

const actorOf = (person: MadePerson, ...roles: RoleCode[]): Actor => {
  const { actor } = ctxOf(person, roles)
  if (!actor) throw new Error('no actor')
  return actor
}
const query = (more: object = {}) => supportQuerySchema.parse(more)

beforeAll(async () => {
  await openTestDatabase()
  stage = await setStage()
  made = await committedCase(stage)
  number = await inForce(stage, made)
  await withAccount(stage, made, number)
  await paid(stage, made, number)
})
afterAll(closeTestDatabase)

describe('the founder', () => {
  test('sees what they get, what comes next and every posting of their case; the account by its end only', async () => {
    const view = await ownAgreement(actorOf(made.founder, 'applicant'), number)
    expect(view).toMatchObject({
      mine: true,
      state: 'in_force',
      paidFen: 6_000_000n,
      next: { who: 'you', title: '报告里程碑 1', urgent: false },
      account: { last4: '4567', state: 'usable' },
    })
    expect(view.ledger.map((line) => [line.what, line.amountFen])).toEqual([
      ['承诺', 10_000_001n],
      ['签订合同', 10_000_001n],
      ['拨付', 6_000_000n],
    ])
    expect(JSON.stringify(view, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(account)
    expect(await supportOfCase(actorOf(made.founder, 'applicant'), made.caseNo)).toMatchObject({ number, paidFen: 6_000_000n })
  })

  test('a team-mate reads and does not act; everybody else finds nothing', async () => {
    const mate = await makePerson(db, '林知夏')
    await db.ventureMember.create({
      data: { ventureId: made.ventureId, personId: mate.personId, name: mate.name, role: 'member', joinedAt: new Date('2026-09-20T02:00:00Z') },
    })
    expect((await ownAgreement(actorOf(mate, 'applicant'), number)).mine).toBe(false)
    await db.ventureMember.updateMany({ where: { personId: mate.personId }, data: { leftAt: new Date('2026-10-01T02:00:00Z') } })
    const gone = actorOf(mate, 'applicant')
    await expect(ownAgreement(gone, number)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await ownAgreements(gone)).toEqual([])
    expect(await supportOfCase(gone, made.caseNo)).toBeNull()
    await expect(ownAgreement(actorOf(made.founder, 'applicant'), 'XY-2026-9999-X')).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('the staff', () => {
  test('each role reads the lists; others find no such page', async () => {
    for (const role of ['intake', 'service', 'finance', 'bank', 'leader', 'auditor'] as const)
      expect((await supportDesk(actorOf(stage.clerk, role), query({ view: 'agreements' }))).rows.map((row) => row.number)).toContain(number)
    for (const role of ['space', 'reviewer', 'mentor', 'sys_admin', 'applicant'] as const) {
      await expect(supportDesk(actorOf(stage.clerk, role), query())).rejects.toMatchObject({ kind: 'not_found' })
      await expect(staffAgreement(actorOf(stage.clerk, role), number)).rejects.toMatchObject({ kind: 'not_found' })
    }
  })

  test('a payment shows each person the step that is theirs, and nobody two', async () => {
    const other = await committedCase(stage)
    const second = await inForce(stage, other)
    await withAccount(stage, other, second)
    await approved(stage, other, second)
    const { row } = await part(second, 1)
    const steps = async (person: MadePerson, role: RoleCode) => (await staffAgreement(actorOf(person, role), second)).steps[row.id]
    expect(await steps(stage.bank, 'bank')).toEqual(['support.pay', 'support.unmask_account'])
    expect(await steps(stage.finance, 'finance')).toEqual(['support.pay', 'support.unmask_account', 'support.send_back'])
    expect(await steps(stage.checker, 'finance')).toEqual(['support.unmask_account', 'support.send_back'])
    expect(await steps(stage.leader, 'leader')).toEqual([])
    const list = await supportDesk(actorOf(stage.bank, 'bank'), query())
    expect(list.rows.find((one) => one.number === second)).toMatchObject({ todo: '去登记回单', stateWord: '待登记银行回单' })
    expect((await supportDesk(actorOf(stage.checker, 'finance'), query())).rows.find((one) => one.number === second)?.todo).toBeNull()
  })

  test('what is approved and not drafted stands before the window, with what the agreement would say', async () => {
    const waiting = await committedCase(stage, { by: ['2026-10', '2027-08'] })
    const clerk = actorOf(stage.clerk, 'intake')
    expect((await supportDesk(clerk, query())).undrafted).toMatchObject([{ caseNo: waiting.caseNo, amountFen: 10_000_001n }])
    expect((await supportDesk(actorOf(stage.finance, 'finance'), query())).undrafted).toEqual([])
    const view = await draftView(clerk, waiting.caseNo)
    expect(view.milestones.map((one) => [one.dueOn, one.movedFrom])).toEqual([
      ['2026-11-02', '2026-10-31'],
      ['2027-08-31', null],
    ])
    await expect(draftView(actorOf(stage.finance, 'finance'), waiting.caseNo)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(draftView(clerk, made.caseNo)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('filters: by state, by number, and nothing for nonsense', async () => {
    const clerk = actorOf(stage.clerk, 'intake')
    expect((await supportDesk(clerk, query({ view: 'payments', state: 'paid', q: number }))).rows.map((row) => row.state)).toEqual(['paid'])
    expect((await supportDesk(clerk, query({ view: 'milestones', q: number }))).total).toBe(1)
    expect((await supportDesk(clerk, query({ view: 'agreements', q: randomUUID() }))).rows).toEqual([])
    expect(query({ view: 'nonsense', page: '-3', state: ['a'] })).toEqual({ view: 'payments', state: '', q: '', page: 1 })
  })

  test('the export is a workbook with its row in the audit', async () => {
    const file = await exportSupport(as(stage.finance, 'finance'), query({ view: 'agreements' }))
    expect(Buffer.from(file.bytes).subarray(0, 2).toString()).toBe('PK')
    expect(await db.auditEvent.count({ where: { action: 'support.exported', actorId: stage.finance.userId } })).toBe(1)
    await expect(exportSupport(as(stage.bank, 'bank'), query())).rejects.toMatchObject({ kind: 'not_found' })
  })
})

test('evidence and the stamped scan are read by the team and the staff who judge, and by nobody else; each reading leaves a row', async () => {
  const pdf = () => receiveFile(new Response('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n').body as ReadableStream<Uint8Array>, '检测报告.pdf')
  const at = await milestone(number, 1)
  await mayAttachEvidence(as(made.founder, 'applicant'), { milestoneId: at.row.id })
  const { fileId } = await attachEvidence(as(made.founder, 'applicant'), { milestoneId: at.row.id, file: await pdf() })
  const reader = (person: MadePerson, role: RoleCode) => ({ actor: actorOf(person, role), requestId: randomUUID() })
  // uploaded and not handed in yet: it belongs to no report
  await expect(readSupportFile(reader(stage.service, 'service'), fileId)).rejects.toMatchObject({ kind: 'not_found' })
  const foreign = await db.storedFile.create({
    data: { ownerPersonId: made.founder.personId, purpose: 'plan', name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: 'x' },
  })
  const report = { ...at.input, report: '样机通过了第三方检测，报告附后' }
  await expect(reportMilestone(as(made.founder, 'applicant'), { ...report, fileIds: [foreign.id] })).rejects.toMatchObject({ code: 'support.file_unknown' })
  await reportMilestone(as(made.founder, 'applicant'), { ...report, fileIds: [fileId] })
  expect(await readSupportFile(reader(stage.service, 'service'), fileId)).toMatchObject({ name: '检测报告.pdf', mediaType: 'application/pdf' })
  const scan = await attachScan(as(stage.leader, 'leader'), { number, file: await pdf() })
  expect((await readSupportFile(reader(made.founder, 'applicant'), scan.fileId)).size).toBeGreaterThan(0)
  const stranger = await makePerson(db, '石一鸣')
  for (const [person, role] of [
    [stage.bank, 'bank'],
    [stranger, 'applicant'],
    [stage.clerk, 'space'],
  ] as const)
    await expect(readSupportFile(reader(person, role), fileId)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(readSupportFile(reader(stage.service, 'service'), 'no-such-file')).rejects.toMatchObject({ kind: 'not_found' })
  expect(await db.auditEvent.count({ where: { action: 'support.file_read', outcome: 'ok' } })).toBe(2)
})
