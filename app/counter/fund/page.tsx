import { Download } from 'lucide-react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { postingsHref, yearQuerySchema } from '@/lib/foundation/fund/model/schema'
import { formatYuan } from '@/lib/kernel/money'
import { fundDesk } from '@/lib/overview/fund-report/server/desk'
import { FundTabs } from './_parts/fund-tabs'
import { LineTable } from './_parts/line-table'
import { ValuationTable } from './_parts/valuation-table'

export const generateMetadata = titleFor('预算与账', 'finance', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

type Desk = Awaited<ReturnType<typeof fundDesk>>

function Sums({ desk }: { desk: Desk }) {
  const all = (kind: keyof Desk['lines'][number]['balances']) => desk.lines.reduce((sum, line) => sum + line.balances[kind], 0n)
  const promised = all('committed') + all('contracted') + all('disbursed') + all('recovered') + all('carried')
  const cells = [
    [
      '年度总额',
      desk.annualFen,
      `${desk.annualSource}；已下达 ${formatYuan(desk.openedFen)}${desk.broughtFen > 0n ? `，上年结转 ${formatYuan(desk.broughtFen)}` : ''}`,
    ],
    ['已安排', promised, `承诺 ${formatYuan(all('committed'))}，合同 ${formatYuan(all('contracted'))}`],
    ['已拨付', all('disbursed') + all('recovered'), `其中收回 ${formatYuan(all('recovered'))}`],
    ['还可安排', all('available'), '超过这个数，批准会被拒绝'],
  ] as const
  return (
    <dl className="card fund-sums">
      {cells.map(([title, fen, more]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <b>{formatYuan(fen)}</b>
            <small>{more}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Waiting({ desk }: { desk: Desk }) {
  if (desk.openBudgets.length === 0 && desk.openTransfers === 0 && desk.openCorrections.length === 0) return null
  return (
    <Note kind="warn">
      {desk.openBudgets.map((one) => (
        <p key={one.year}>
          {one.year} 年有 {one.count} 项预算等分管领导签。<a href={`/counter/fund/budget?year=${one.year}`}>去看</a>
        </p>
      ))}
      {desk.openTransfers > 0 ? (
        <p>
          {desk.openTransfers} 项调剂等分管领导签。<a href={`/counter/fund/transfers?year=${desk.year}`}>去看</a>
        </p>
      ) : null}
      {desk.openCorrections.map((one) => (
        <p key={one.id}>
          凭证 {one.ref} 有人提了冲正，等分管领导签。<a href={postingsHref(one.lineId, { voucher: one.txnId })}>去看</a>
        </p>
      ))}
    </Note>
  )
}

/** The year's lines with what of them is promised, bound, paid and left. */
export default async function FundPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { year } = yearQuerySchema.parse(await searchParams)
  const actor = await signedIn('/counter/fund')
  const desk = await orNotFound(fundDesk(actor, year))
  const broken = desk.firstBroken !== null
  return (
    <StaffFrame actor={actor} current="fund" title="预算与账">
      <div className="adm-head">
        <h1>{desk.year} 年专项资金</h1>
        <p className="adm-bar fund-noprint">
          <a className="btn sec md" href={`/counter/fund/export?year=${desk.year}`}>
            <Download size={16} aria-hidden="true" />
            账簿 xlsx
          </a>
          <a className="btn sec md" href={`/counter/fund/performance?year=${desk.year}`}>
            <Download size={16} aria-hidden="true" />
            绩效自评表
          </a>
        </p>
      </div>
      <FundTabs current="books" year={desk.year} years={desk.years} />
      <Waiting desk={desk} />
      <Sums desk={desk} />
      <LineTable lines={desk.lines} />
      <p className="t13 c2 mt8">
        单位：元。预算 = 承诺 + 合同 + 拨付 + 收回 + 结转 + 可用；核减的钱已经回到可用。点数字看每一笔。分线是平台默认，待管委会确认。
      </p>
      <Note kind={broken ? 'bad' : 'ok'}>
        {broken ? (
          <>从编号 {String(desk.firstBroken)} 的凭证起对不上，请马上报告审计</>
        ) : (
          <>
            {desk.head.n} 笔凭证逐笔核对过，链是完整的。最后一环 <span className="mono">{desk.head.hash.slice(0, 16)}</span>
          </>
        )}
      </Note>
      <ValuationTable space={desk.space} />
    </StaffFrame>
  )
}
