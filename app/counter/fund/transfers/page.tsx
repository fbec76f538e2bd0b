import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { postingsHref, yearQuerySchema } from '@/lib/foundation/fund/model/schema'
import { type TransferRow, transfersPage } from '@/lib/foundation/fund/server/transfers'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan } from '@/lib/kernel/money'
import { DecideBar } from '../_parts/decide-bar'
import { FundTabs } from '../_parts/fund-tabs'
import { TransferForm } from './transfer-form'

export const generateMetadata = titleFor('调剂', 'finance', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

const outcomes = { approved: ['ok', '已签'], refused: ['mute', '没同意'] } as const

function Outcome({ row }: { row: TransferRow }) {
  if (row.outcome === 'approved' || row.outcome === 'refused') {
    const [kind, word] = outcomes[row.outcome]
    return (
      <>
        <Tag kind={kind}>{word}</Tag>
        <span className="t12 c3">{row.decided}</span>
      </>
    )
  }
  if (row.sign.allow) return <DecideBar id={row.id} what="transfer" approve="签，同意调剂" />
  return (
    <>
      <Tag kind="warn">等签</Tag>
      {row.sign.because.startsWith('policy.fund') ? <span className="t12 c3">{errorText(row.sign.because)}</span> : null}
    </>
  )
}

/** 调剂 between the lines of a year: proposed by finance, signed by a leader. */
export default async function TransfersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { year } = yearQuerySchema.parse(await searchParams)
  const actor = await signedIn('/counter/fund/transfers')
  const page = await orNotFound(transfersPage(actor, year))
  const open = page.lines.filter((line) => line.closedOn === null)
  return (
    <StaffFrame actor={actor} current="fund" title="预算与账">
      <h1>{page.year} 年调剂</h1>
      <FundTabs current="transfers" year={page.year} />
      <div className="fund-cols">
        <section aria-label="调剂记录">
          {page.rows.length === 0 ? <EmptyState kind="start" title="还没有调剂" text="财务提，分管领导签，签了钱才动。" /> : null}
          <ul className="fund-list">
            {page.rows.map((row) => (
              <li key={row.id} className="card pad16">
                <p className="row between wrap g8">
                  <b>
                    {row.from} → {row.to}
                  </b>
                  <span className="num fb">
                    {row.txnId ? (
                      <a href={postingsHref(row.fromLineId, { voucher: row.txnId })}>{formatYuan(row.amountFen)} 元</a>
                    ) : (
                      `${formatYuan(row.amountFen)} 元`
                    )}
                  </span>
                </p>
                <p className="t14 mt4">{row.reason}</p>
                <p className="t12 c3 mt4">{row.proposed} 提</p>
                <div className="row wrap g8 mt8">
                  <Outcome row={row} />
                </div>
              </li>
            ))}
          </ul>
        </section>
        {page.mayPropose ? <TransferForm lines={open.map(({ id, name, balances }) => ({ id, name, available: formatYuan(balances.available) }))} /> : null}
      </div>
    </StaffFrame>
  )
}
