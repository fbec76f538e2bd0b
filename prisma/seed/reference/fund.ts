// The special fund's lines of a year and the postings that open them. The year's sum is of the source (报道 S1: 每年 700 万元); how it
// is split over lines is our default (D) until the zone says otherwise, and may be changed by a signed transfer.
import type { PrismaClient } from '@/prisma/generated/client'

interface LineSeed {
  readonly code: string
  readonly name: string
  readonly budgetFen: bigint
}

const fundLines: readonly LineSeed[] = [
  { code: 'grant', name: '项目资助', budgetFen: 450_000_000n },
  { code: 'space', name: '载体与工位运行', budgetFen: 150_000_000n },
  { code: 'mentor', name: '辅导与活动', budgetFen: 60_000_000n },
  { code: 'reserve', name: '机动', budgetFen: 40_000_000n },
]

const FUND = 'special'

/** Who posts what nobody decides: the system itself, which has no account. */
const SYSTEM = '00000000-0000-0000-0000-000000000000'
const NOTE = '年度总额据报道 S1：每年 700 万元；分线为平台默认（D），待管委会确认'

/** Lines and opening postings of the first year. A later year's budget is proposed and signed by people, no start gives it. */
export async function seedFundLines(db: PrismaClient, year: number): Promise<void> {
  if ((await db.fundLine.count({ where: { fundSourceCode: FUND, year: { not: year } } })) > 0) return
  for (const { code, name, budgetFen } of fundLines)
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT fund_line_of(${FUND}, ${year}::int, ${code}, ${name})::text`
      const head = `${FUND}:${year}`
      await tx.$queryRaw`
        SELECT post_txn('open', ${`${head}:${code}`}, NULL, ${NOTE}, ${SYSTEM}::uuid, NULL, make_date(${year}::int, 1, 1),
          (SELECT jsonb_agg(jsonb_build_array(id, CASE kind WHEN 'source' THEN -${budgetFen}::bigint ELSE ${budgetFen}::bigint END))
             FROM ledger_account WHERE code IN (${`${head}:source`}, ${`${head}:${code}:available`})))::text`
    })
}
