import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { accountWords } from '@/lib/foundation/fund/model/ledger'
import { postingsHref, yearQuerySchema } from '@/lib/foundation/fund/model/schema'
import { type ClosePage, closePage } from '@/lib/foundation/fund/server/transfers'
import { formatYuan } from '@/lib/kernel/money'
import { FundTabs } from '../_parts/fund-tabs'
import { CloseButton } from './close-button'
import { SettleForm } from './settle-form'

export const generateMetadata = titleFor('年末关账', 'finance', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

function Line({ line, page }: { line: ClosePage['lines'][number]; page: ClosePage }) {
  const closed = line.closedOn !== null
  return (
    <section className="card pad20 mt16" aria-labelledby={`l-${line.code}`}>
      <div className="row between wrap g8">
        <h2 id={`l-${line.code}`} className="t16">
          <a href={postingsHref(line.id)}>{line.name}</a>
        </h2>
        {closed ? <Tag kind="ok">已关账</Tag> : <span className="t13 c2">可用 {formatYuan(line.balances.available)} 元</span>}
      </div>
      {line.unpaid.length > 0 ? (
        <ul className="fund-unpaid">
          {line.unpaid.map((one) => (
            <li key={`${one.caseId}${one.stage}`}>
              <p className="row between wrap g8">
                <span>
                  <b>{one.title || '办件'}</b> <span className="mono c3">{one.caseNo}</span>
                </span>
                <span>
                  {accountWords[one.stage]}未付 <b className="num">{formatYuan(one.amountFen)}</b> 元
                </span>
              </p>
              {page.maySettle && page.ending && !closed ? <SettleForm lineId={line.id} caseId={one.caseId} stage={one.stage} /> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="t14 c2 mt8">{closed ? '没有留下没处理的承诺。' : '没有没付完的承诺。'}</p>
      )}
      {page.mayClose && page.ending && !closed ? (
        <CloseButton lineId={line.id} name={line.name} open={line.unpaid.length} left={formatYuan(line.balances.available)} />
      ) : null}
    </section>
  )
}

/** 年末关账: every commitment that is not paid is carried over or released, then each line is closed. */
export default async function ClosePageView({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { year } = yearQuerySchema.parse(await searchParams)
  const actor = await signedIn('/counter/fund/close')
  const page = await orNotFound(closePage(actor, year))
  const open = page.lines.reduce((sum, line) => sum + line.unpaid.length, 0)
  return (
    <StaffFrame actor={actor} current="fund" title="预算与账">
      <h1>{page.year} 年关账</h1>
      <FundTabs current="close" year={page.year} />
      <Note kind={page.ending ? 'info' : 'hold'}>
        {page.ending
          ? `还有 ${open} 笔没付完的承诺。财务逐笔选结转或核减、写理由，分管领导关账。关了的线不能再记账。`
          : `年度还没到最后一个月，现在只能看。没付完的承诺有 ${open} 笔。`}
      </Note>
      {page.lines.map((line) => (
        <Line key={line.id} line={line} page={page} />
      ))}
    </StaffFrame>
  )
}
