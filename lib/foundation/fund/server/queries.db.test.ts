// Every figure of the books is the sum of the postings that its link leads to; and who may not read finds nothing.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { Actor } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { lineAccounts } from '../model/ledger'
import { decideReversal } from './commands/decide-reversal'
import { decideTransfer } from './commands/decide-transfer'
import { exportBooks } from './commands/export-books'
import { proposeReversal } from './commands/propose-reversal'
import { proposeTransfer } from './commands/propose-transfer'
import { commitFunds, contractFunds, disburseFunds, recoverFunds, releaseFunds } from './door'
import { linePage } from './postings'
import { books } from './queries'
import { closePage, transfersPage } from './transfers'

const now = at('2026-11-25')
let finance: MadePerson
let leader: MadePerson
let actor: Actor
const stranger = (roles: Actor['roles']): Actor => ({ ...actor, roles })

beforeAll(async () => {
  vi.stubEnv('APP_NOW', '2026-11-25T10:00:00+08:00')
  await openTestDatabase()
  finance = await makePerson(db, '钱若谷', ['finance'])
  leader = await makePerson(db, '顾怀民', ['leader'])
  const ctx = ctxOf(finance, ['finance'], now)
  const chief = ctxOf(leader, ['leader'], now)
  actor = ctx.actor as Actor
  const line = async (code: string) => (await db.fundLine.findFirstOrThrow({ where: { code, year: 2026 } })).id
  const [lineId, reserve] = [await line('grant'), await line('reserve')]
  const money = (amountFen: bigint, caseId: string, ref: string) => ({ lineId, caseId, amountFen, ref })
  const [a, b] = [randomUUID(), randomUUID()]
  await db.$transaction(async (tx) => {
    await commitFunds(tx, ctx, money(20_000_000n, a, 'A-1'))
    await contractFunds(tx, ctx, money(20_000_000n, a, 'A-2'))
    await disburseFunds(tx, ctx, { ...money(12_000_000n, a, 'BANK-1'), approverId: leader.userId, bizDate: calendarDate('2026-11-20') })
    await releaseFunds(tx, ctx, { ...money(500_000n, a, 'A-3'), note: '少买一台设备', from: 'contracted' })
    await recoverFunds(tx, ctx, { ...money(1_000_000n, a, 'A-4'), note: '按比例追回' })
    await commitFunds(tx, ctx, money(7_700_000n, b, 'B-1'))
    await releaseFunds(tx, ctx, { ...money(700_000n, b, 'B-2'), note: '记错了金额' })
  })
  const wrong = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'release', ref: 'B-2' } })
  const { id } = await proposeReversal(ctx, { txnId: String(wrong.id), reason: '不该核减' })
  await decideReversal(chief, { id, outcome: 'approved' })
  const moved = await proposeTransfer(ctxOf(finance, ['finance'], now), {
    fromLineId: reserve,
    toLineId: lineId,
    amount: fen(3_000_000),
    reason: '项目资助不够',
  })
  await decideTransfer(chief, { id: moved.id, outcome: 'approved' })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeTestDatabase()
})

test('each figure of each line is the sum of the postings behind its link', async () => {
  const { lines } = await books(actor, 2026)
  expect(lines.map((line) => line.code)).toEqual(['grant', 'space', 'mentor', 'reserve'])
  for (const line of lines) {
    for (const kind of lineAccounts) expect((await linePage(actor, line.id, { account: kind })).sumFen, `${line.code} ${kind}`).toBe(line.balances[kind])
    expect((await linePage(actor, line.id, { account: 'budget' })).sumFen, `${line.code} budget`).toBe(line.budgetFen)
    expect((await linePage(actor, line.id, { kind: 'release' })).sumFen, `${line.code} release`).toBe(line.releasedFen)
    expect(lineAccounts.reduce((sum, kind) => sum + line.balances[kind], 0n)).toBe(line.budgetFen)
  }
  const grant = lines[0]
  expect([grant?.budgetFen, grant?.releasedFen, grant?.balances.recovered]).toEqual([453_000_000n, 500_000n, 1_000_000n])
})

test('the year’s sums, the head of the chain and what waits', async () => {
  const page = await books(actor, 2026)
  expect(page).toMatchObject({ annualFen: 700_000_000n, openedFen: 700_000_000n, broughtFen: 0n, firstBroken: null, openTransfers: 0, openCorrections: [] })
  expect(page.head.n).toBe(await db.ledgerTxn.count())
  await expect(books(actor, 2031)).rejects.toMatchObject({ kind: 'not_found' })
})

test('a reversed posting and its counter-entry point at each other', async () => {
  const { lines } = await books(actor, 2026)
  const page = await linePage(actor, lines[0]?.id ?? '', {})
  const reversal = page.rows.find((row) => row.kind === 'reverse')
  const reversed = page.rows.find((row) => row.id === reversal?.reverses)
  expect(reversed).toMatchObject({ ref: 'B-2', reversedBy: reversal?.id })
  const { voucher } = await linePage(actor, lines[0]?.id ?? '', { voucher: reversal?.id })
  expect(voucher?.row).toMatchObject({ actor: '钱若谷', approver: '顾怀民', note: '不该核减' })
  expect(voucher?.entries.reduce((sum, entry) => sum + entry.amountFen, 0n)).toBe(0n)
})

test('what is not paid is listed by case and stage before the year is closed', async () => {
  const page = await closePage(actor, 2026)
  expect(page.ending).toBe(false)
  const open = page.lines.flatMap((line) => line.unpaid.map((one) => [one.stage, one.amountFen]))
  expect(open).toEqual([
    ['contracted', 7_500_000n],
    ['committed', 7_700_000n],
  ])
  expect((await transfersPage(actor, 2026)).rows).toHaveLength(1)
})

test('who is neither finance nor leader nor auditor finds no books', async () => {
  const [line] = (await books(actor, 2026)).lines
  for (const roles of [['applicant'], ['intake'], ['chair'], ['sys_admin']] as const) {
    const other = stranger(new Set(roles))
    for (const asked of [books(other, 2026), linePage(other, line?.id ?? '', {}), transfersPage(other, 2026), closePage(other, 2026), books(null, 2026)])
      await expect(asked).rejects.toMatchObject({ kind: 'not_found' })
  }
  await expect(linePage(actor, 'no-such-line', {})).rejects.toMatchObject({ kind: 'not_found' })
})

test('the workbook is a real one and its taking away stands in the audit', async () => {
  const file = await exportBooks(ctxOf(finance, ['finance'], now), { year: 2026 })
  expect(Buffer.from(file.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(file.name).toBe('专项资金账簿 2026 年，截至 2026-11-25.xlsx')
  expect(await db.auditEvent.count({ where: { action: 'fund.exported' } })).toBe(1)
})
