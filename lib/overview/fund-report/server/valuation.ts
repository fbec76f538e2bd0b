import 'server-only'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { fen } from '@/lib/kernel/money'
import { db } from '@/lib/platform/db'

export interface ValuationRow {
  readonly kind: string
  readonly units: number
  /** Hundredths of a square metre, so that the sum is exact. */
  readonly areaCenti: number
  /** Per month, in fen. */
  readonly monthFen: bigint
}

export interface Valuation {
  readonly rows: readonly ValuationRow[]
  readonly monthFen: bigint
  /** Reference price in yuan per square metre and month, and where it is from. */
  readonly price: number
  readonly source: string
  readonly deskArea: number
}

const words = { desk: '工位', room: '办公室' } as const

/**
 * 免租空间测算值: area in use × reference price. No money flows and nothing is posted; it is shown beside the books so that
 * nobody counts it into the seven million. A desk without an area of its own is taken at the area of the rule.
 */
export async function valuation(): Promise<Valuation> {
  const rules = await loadRules(db, ['fund.reference_rent', 'fund.desk_area'])
  const [price, deskArea] = [rules['fund.reference_rent'].value, rules['fund.desk_area'].value]
  const rule = await db.ruleValue.findFirstOrThrow({ where: { key: 'fund.reference_rent', validTo: null } })
  const found = await db.$queryRaw<{ kind: 'desk' | 'room'; units: bigint; area: bigint }[]>`
    SELECT u.kind::text AS kind, count(*) AS units, round(sum(coalesce(u.area_sqm, CASE u.kind WHEN 'desk' THEN ${deskArea}::numeric ELSE 0 END)) * 100)::bigint AS area
      FROM unit u WHERE u.kind IN ('desk', 'room') AND EXISTS (
        SELECT 1 FROM allocation a WHERE a.unit_id = u.id AND a.state IN ('occupied', 'notice_given')) GROUP BY 1 ORDER BY 1`
  const rows = found.map(({ kind, units, area }) => ({
    kind: words[kind],
    units: Number(units),
    areaCenti: Number(area),
    // hundredths of a square metre × yuan = hundredths of a yuan
    monthFen: BigInt(fen(Math.round(Number(area) * price))),
  }))
  return { rows, monthFen: rows.reduce((sum, row) => sum + row.monthFen, 0n), price, source: rule.source, deskArea }
}
