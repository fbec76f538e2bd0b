import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { db, type Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { type AccountKind, accountWords, type PostingKind } from '../model/ledger'
import { fundPolicy } from '../model/policy'
import type { PostingQuery } from '../model/schema'
import { assertMayRead } from './queries'

/** Postings on one page. */
const SHOWN = 200

interface Raw {
  id: bigint
  n: bigint | null
  kind: PostingKind
  ref: string
  note: string
  biz_date: Date
  posted_at: Date
  case_no: string | null
  actor: string | null
  approver: string | null
  reverses: bigint | null
  reversed_by: bigint | null
  hash: string | null
  delta: bigint
}

export interface PostingRow {
  readonly id: string
  readonly n: number | null
  readonly kind: PostingKind
  readonly ref: string
  readonly note: string
  readonly day: string
  readonly postedAt: Date
  readonly caseNo: string
  readonly actor: string
  readonly approver: string
  readonly reverses: string
  readonly reversedBy: string
  readonly hash: string
  /** Signed: what the chosen account gained or lost, or what the posting moved where no account is chosen. */
  readonly amountFen: bigint
}

const SYSTEM_NAME = '系统'

const toRow = (row: Raw): PostingRow => ({
  id: String(row.id),
  n: row.n === null ? null : Number(row.n),
  kind: row.kind,
  ref: row.ref,
  note: row.note,
  day: fromDateColumn(row.biz_date),
  postedAt: row.posted_at,
  caseNo: row.case_no ?? '',
  actor: row.actor ?? SYSTEM_NAME,
  approver: row.approver ?? '',
  reverses: row.reverses === null ? '' : String(row.reverses),
  reversedBy: row.reversed_by === null ? '' : String(row.reversed_by),
  hash: row.hash ?? '',
  amountFen: row.delta,
})

const plainColumns = Prisma.sql`t.id, t.n, t.kind, t.ref, t.note, t.biz_date, t.posted_at, c.case_no, pa.name AS actor, pb.name AS approver,
  t.reverses, r.id AS reversed_by, encode(t.hash, 'hex') AS hash`
const joins = Prisma.sql`LEFT JOIN case_file c ON c.id = t.case_id LEFT JOIN ledger_txn r ON r.reverses = t.id
  LEFT JOIN app_user ua ON ua.id = t.actor_id LEFT JOIN person pa ON pa.id = ua.person_id
  LEFT JOIN app_user ub ON ub.id = t.approver_id LEFT JOIN person pb ON pb.id = ub.person_id`

/** What counts of a posting: for the chosen account; for the line's budget; else what came to the line or left it, and what moved inside it. */
function counted(account: PostingQuery['account']) {
  if (account === undefined)
    return Prisma.sql`CASE WHEN sum(e.amount_fen) <> 0 THEN sum(e.amount_fen) ELSE sum(e.amount_fen) FILTER (WHERE e.amount_fen > 0) END`
  if (account === 'budget') return Prisma.sql`sum(e.amount_fen)`
  return Prisma.sql`sum(e.amount_fen) FILTER (WHERE a.kind = ${account})`
}

function matching(lineId: string, query: PostingQuery) {
  const all = [Prisma.sql`a.line_id = ${lineId}::uuid`]
  // a reversed posting and its counter-entry are together nothing: the sum of a kind leaves both out
  if (query.kind) all.push(Prisma.sql`t.kind = ${query.kind}`)
  if (query.case) all.push(Prisma.sql`c.case_no = ${query.case}`)
  return Prisma.join(all, ' AND ')
}

async function read(client: Tx, lineId: string, query: PostingQuery) {
  const amount = counted(query.account)
  const grouped = Prisma.sql`
    SELECT ${plainColumns}, ${amount}::bigint AS delta
      FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id ${joins}
     WHERE ${matching(lineId, query)} GROUP BY t.id, c.case_no, pa.name, pb.name, r.id HAVING ${amount} <> 0`
  const before = query.before ? Prisma.sql`WHERE x.id < ${BigInt(query.before)}` : Prisma.empty
  const rows = await client.$queryRaw<Raw[]>`SELECT x.* FROM (${grouped}) x ${before} ORDER BY x.id DESC LIMIT ${SHOWN + 1}`
  const [total] = await client.$queryRaw<{ fen: bigint | null; count: bigint }[]>`
    SELECT sum(x.delta) FILTER (WHERE ${query.kind ? Prisma.sql`x.reversed_by IS NULL` : Prisma.sql`true`})::bigint AS fen, count(*) AS count FROM (${grouped}) x`
  return { rows, sumFen: total?.fen ?? 0n, count: Number(total?.count ?? 0n) }
}

export interface Voucher {
  readonly row: PostingRow
  readonly entries: readonly { readonly account: string; readonly words: string; readonly line: string; readonly amountFen: bigint }[]
  readonly correction: { readonly id: string; readonly reason: string; readonly by: string; readonly mine: boolean } | null
}

async function voucherOf(client: Tx, actor: Actor | null, id: string): Promise<Voucher | null> {
  const [raw] = await client.$queryRaw<Raw[]>`SELECT ${plainColumns}, 0::bigint AS delta FROM ledger_txn t ${joins} WHERE t.id = ${BigInt(id)}`
  if (!raw) return null
  const entries = await client.ledgerEntry.findMany({
    where: { txnId: raw.id },
    orderBy: { line: 'asc' },
    include: { account: { include: { line: { select: { name: true, year: true } } } } },
  })
  const open = await client.ledgerCorrection.findFirst({ where: { txnId: raw.id, outcome: null } })
  return {
    row: toRow(raw),
    entries: entries.map(({ account, amountFen }) => ({
      account: account.code,
      words: accountWords[account.kind as AccountKind],
      line: account.line ? `${account.line.year} ${account.line.name}` : '',
      amountFen,
    })),
    correction: open ? { id: open.id, reason: open.reason, by: open.proposerName, mine: open.proposedBy === actor?.userId } : null,
  }
}

export interface LinePage {
  readonly id: string
  readonly year: number
  readonly code: string
  readonly name: string
  readonly closedOn: string
  readonly rows: readonly PostingRow[]
  /** Of everything that matches, not only of this page. */
  readonly sumFen: bigint
  readonly count: number
  readonly older: string | null
  readonly voucher: Voucher | null
  readonly mayPropose: boolean
  readonly maySign: boolean
}

/** The postings of a line as the address filters them, newest first, with the voucher that is looked at. */
export async function linePage(actor: Actor | null, lineId: string, query: PostingQuery): Promise<LinePage> {
  assertMayRead(actor)
  if (!/^[0-9a-f-]{36}$/i.test(lineId)) throw AppError.notFound()
  const line = await db.fundLine.findUnique({ where: { id: lineId } })
  if (!line) throw AppError.notFound()
  const { rows, sumFen, count } = await read(db, lineId, query)
  const voucher = query.voucher ? await voucherOf(db, actor, query.voucher) : null
  return {
    id: line.id,
    year: line.year,
    code: line.code,
    name: line.name,
    closedOn: line.closedOn ? fromDateColumn(line.closedOn) : '',
    rows: rows.slice(0, SHOWN).map(toRow),
    sumFen,
    count,
    older: rows.length > SHOWN ? String(rows[SHOWN - 1]?.id ?? '') : null,
    voucher,
    mayPropose: can(fundPolicy, 'fund.propose', actor, null).allow,
    maySign: can(fundPolicy, 'fund.sign', actor, null).allow,
  }
}

/** All postings of a year for the workbook, oldest first. */
export async function yearPostings(client: Tx, lineIds: readonly string[]) {
  return client.$queryRaw<(Raw & { line: string; account: string; account_kind: AccountKind })[]>`
    SELECT ${plainColumns}, f.name AS line, a.code AS account, a.kind AS account_kind, e.amount_fen AS delta
      FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id LEFT JOIN fund_line f ON f.id = a.line_id ${joins}
     WHERE EXISTS (SELECT 1 FROM ledger_entry x JOIN ledger_account y ON y.id = x.account_id WHERE x.txn_id = t.id AND y.line_id = ANY (${[...lineIds]}::uuid[]))
     ORDER BY t.n, e.line`
}
