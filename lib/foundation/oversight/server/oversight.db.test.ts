import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { TestDatabase } from '@/lib/entry/test-database'
import { calendarNoticeSchema } from '@/lib/foundation/programme/model/calendar-notice'
import { enterCalendarYear } from '@/lib/foundation/programme/server/commands/enter-calendar-year'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { dueOn } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import { db, openDatabase } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { auditQuerySchema } from '../model/schema'
import { auditPage } from './audit'
import { calendarPage } from './calendar'
import { exportAudit } from './commands/export-audit'
import { retryJob } from './commands/retry-job'
import { jobsPage } from './jobs'

let test_: TestDatabase
let admin: MadePerson
let auditor: MadePerson
let founder: MadePerson
const asAdmin = (when = at('2026-11-24')) => ctxOf(admin, ['sys_admin'], when)
const asAuditor = () => ctxOf(auditor, ['auditor'])
const asFounder = () => ctxOf(founder, ['applicant'])

beforeAll(async () => {
  test_ = await openTestDatabase()
  admin = await makePerson(db, '严一川', ['sys_admin'])
  auditor = await makePerson(db, '丁守正', ['auditor'])
  founder = await makePerson(db, '周予安')
})
afterAll(closeTestDatabase)

const notice = (change: object = {}) =>
  calendarNoticeSchema.parse({
    year: 2027,
    noticeNo: '国办发明电〔2026〕9号',
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    off: [
      { from: '2027-01-01', to: '2027-01-03', why: '元旦' },
      { from: '2027-02-05', to: '2027-02-12', why: '春节' },
    ],
    work: [{ date: '2027-01-09', why: '调休上班' }],
    seen: '',
    ...change,
  })

test('entering a year: dates that were 暂定 become certain, with an audit row; two at once, one does it', async () => {
  const before = dueOn(await loadCalendar(db), calendarDate('2026-12-30'), 5)
  expect([before.dueOn, before.provisional]).toEqual(['2027-01-07', true])
  const both = await Promise.allSettled([enterCalendarYear(asAdmin(), notice()), enterCalendarYear(asAdmin(), notice())])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const after = dueOn(await loadCalendar(db), calendarDate('2027-01-04'), 5)
  // the 9th is a worked Saturday
  expect([after.dueOn, after.provisional]).toEqual(['2027-01-09', false])
  expect(await db.auditEvent.count({ where: { action: 'calendar.entered', subjectId: '2027' } })).toBe(1)
})

test('correcting a year keeps what stood there in the audit; a form drawn before is refused; others find nothing', async () => {
  const seen = (await calendarPage(asAdmin().actor)).years.find((one) => one.year === 2027)?.seen ?? ''
  await expect(enterCalendarYear(asAdmin(), notice())).rejects.toMatchObject({ code: 'calendar.entered_meanwhile' })
  await enterCalendarYear(asAdmin(at('2026-11-25')), notice({ seen, work: [] }))
  const row = await db.auditEvent.findFirstOrThrow({ where: { action: 'calendar.corrected' } })
  expect(JSON.stringify(row.detail)).toContain('2027-01-09 work 调休上班')
  expect(await db.calendarDay.count({ where: { year: 2027, kind: 'work' } })).toBe(0)
  await expect(enterCalendarYear(asFounder(), notice())).rejects.toMatchObject({ kind: 'not_found' })
  await expect(enterCalendarYear(asAuditor(), notice())).rejects.toMatchObject({ kind: 'not_found' })
})

test('the audit list: filters, older pages, chain; the export is an audit row and no cell is a formula', async () => {
  for (let i = 0; i < 60; i += 1) await recordAudit(db, asFounder(), { type: 'probe.made', subject: { kind: 'probe', id: String(i) }, reason: '=1+1' })
  const query = auditQuerySchema.parse({ action: 'probe.', actor: '周予' })
  const first = await auditPage(auditor && asAuditor().actor, query, false)
  expect([first.lines.length, first.lines[0]?.subject]).toEqual([50, 'probe:59'])
  const second = await auditPage(asAuditor().actor, { ...query, before: first.older ?? '' }, false)
  expect([second.lines.length, second.older]).toEqual([10, null])
  expect((await auditPage(asAuditor().actor, auditQuerySchema.parse({ subject: 'probe:7' }), false)).lines).toHaveLength(1)
  expect((await auditPage(asAuditor().actor, auditQuerySchema.parse({ outcome: 'denied' }), false)).lines).toHaveLength(0)
  await expect(auditPage(asAdmin().actor, query, false)).rejects.toMatchObject({ kind: 'not_found' })

  const { csv, rows } = await exportAudit(asAuditor(), { actor: '', action: 'probe.', subject: '' })
  expect(rows).toBe(60)
  expect(csv.startsWith('\ufeff序号,')).toBe(true)
  expect(csv).toContain("'=1+1")
  expect(await db.auditEvent.count({ where: { action: 'audit.exported', actorId: auditor.userId } })).toBe(1)
  await expect(exportAudit(asAdmin(), { actor: '', action: '', subject: '' })).rejects.toMatchObject({ kind: 'not_found' })
})

test('a row that was changed behind the application breaks the chain, and the page says where', async () => {
  // a row waits for every older transaction of the server, those of other test files included
  await vi.waitFor(
    async () => {
      await db.$queryRaw`SELECT audit_seal_batch()`
      expect((await auditPage(asAuditor().actor, auditQuerySchema.parse({}), false)).chain).toMatchObject({ firstBroken: null, unsealed: 0 })
    },
    { timeout: 30_000, interval: 200 },
  )
  const owner = openDatabase(test_.ownerUrl, 1)
  const victim = await owner.auditEvent.findFirstOrThrow({ where: { action: 'probe.made' }, include: { seal: true } })
  await owner.$executeRawUnsafe('ALTER TABLE audit_event DISABLE TRIGGER append_only')
  await owner.$executeRaw`UPDATE audit_event SET reason = 'forged' WHERE id = ${victim.id}`
  const { chain } = await auditPage(asAuditor().actor, auditQuerySchema.parse({}), false)
  expect(chain.firstBroken).toBe(Number(victim.seal?.n))
  await owner.$executeRaw`UPDATE audit_event SET reason = '=1+1' WHERE id = ${victim.id}`
  await owner.$executeRawUnsafe('ALTER TABLE audit_event ENABLE TRIGGER append_only')
  await owner.$disconnect()
  expect((await auditPage(asAuditor().actor, auditQuerySchema.parse({}), true)).chain.firstBroken).toBeNull()
})

test('a job that gave up: seen by both administrators, retried with a reason by one of them, audited', async () => {
  await db.$transaction((tx) => enqueue(tx, 'send-message', { dedupeKey: 'x' }, { key: 'probe', maxAttempts: 3 }))
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT id FROM graphile_worker.jobs WHERE key = 'probe'`
  const jobId = String(row?.id)
  const reason = '短信服务商恢复了'
  await expect(retryJob(asAdmin(), { jobId, reason })).rejects.toMatchObject({ code: 'job.not_failed' })
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 3, last_error = ${'no message provider\nsecond line'} WHERE id = ${row?.id}`
  const page = await jobsPage(asAuditor().actor)
  expect(page.jobs[0]).toMatchObject({ id: jobId, state: 'given_up', task: '发短信', error: 'no message provider' })
  expect([page.mayRetry, (await jobsPage(asAdmin().actor)).mayRetry]).toEqual([false, true])
  await expect(retryJob(asAuditor(), { jobId, reason })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(jobsPage(asFounder().actor)).rejects.toMatchObject({ kind: 'not_found' })
  await retryJob(asAdmin(), { jobId, reason })
  expect((await jobsPage(asAdmin().actor)).counts).toMatchObject({ given_up: 0 })
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'job.retried', subjectId: jobId } })
  expect([audit.reason, audit.detail]).toEqual([reason, { task: 'send-message', attempts: 3 }])
  await expect(retryJob(asAdmin(), { jobId: '999999', reason })).rejects.toMatchObject({ kind: 'not_found' })
})
