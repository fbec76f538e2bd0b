import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { yearQuerySchema } from '@/lib/foundation/fund/model/schema'
import { type BudgetRow, budgetsPage } from '@/lib/foundation/fund/server/budgets'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan } from '@/lib/kernel/money'
import { DecideBar } from '../_parts/decide-bar'
import { FundTabs } from '../_parts/fund-tabs'
import { BudgetForm } from './budget-form'

export const generateMetadata = titleFor('下达预算', 'finance', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

const outcomes = { approved: ['ok', '已签'], refused: ['mute', '没同意'] } as const

function Outcome({ row }: { row: BudgetRow }) {
  if (row.outcome === 'approved' || row.outcome === 'refused') {
    const [kind, word] = outcomes[row.outcome]
    return (
      <>
        <Tag kind={kind}>{word}</Tag>
        <span className="t12 c3">{row.decided}</span>
      </>
    )
  }
  if (row.sign.allow) return <DecideBar id={row.id} what="budget" approve="签，下达" />
  return (
    <>
      <Tag kind="warn">等签</Tag>
      {row.sign.because.startsWith('policy.fund') ? <span className="t12 c3">{errorText(row.sign.because)}</span> : null}
    </>
  )
}

/** 下达预算: what each line of a year may spend, proposed by finance, signed by a leader. */
export default async function BudgetPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { year } = yearQuerySchema.parse(await searchParams)
  const actor = await signedIn('/counter/fund/budget')
  const page = await orNotFound(budgetsPage(actor, year))
  const may = page.mayPropose && page.years.includes(page.year)
  const open = page.lines.filter((line) => !line.closed)
  return (
    <StaffFrame actor={actor} current="fund" title="预算与账">
      <h1>{page.year} 年预算</h1>
      <FundTabs current="budget" year={page.year} years={page.years} />
      <p className="t14 c2">
        年度总额里还没有下达的：<b className="num">{formatYuan(page.unopenedFen)}</b> 元。
        {page.lines.map((line) => `${line.name} ${formatYuan(line.budgetFen)}`).join('，')}。
      </p>
      <div className="fund-cols">
        <section aria-label="下达记录">
          {page.rows.length === 0 ? <EmptyState kind="start" title="这一年还没有提过预算" text="财务提，分管领导签，签了才有钱可安排。" /> : null}
          <ul className="fund-list">
            {page.rows.map((row) => (
              <li key={row.id} className="card pad16">
                <p className="row between wrap g8">
                  <b>{row.name}</b>
                  <span className="num fb">{formatYuan(row.amountFen)} 元</span>
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
        {may ? (
          <BudgetForm key={page.year} year={page.year} lines={open.map(({ code, name, budgetFen }) => ({ code, name, budget: formatYuan(budgetFen) }))} />
        ) : null}
      </div>
    </StaffFrame>
  )
}
