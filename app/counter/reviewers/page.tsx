import { Download, Search } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { REVIEWERS_PATH, type ReviewerQuery, reviewerQuerySchema, reviewersHref } from '@/lib/foundation/panel/model/reviewer-query'
import { type ReviewersPage as Page, reviewersPage } from '@/lib/foundation/panel/server/reviewers'
import { AddReviewer } from './add-reviewer'
import { ReviewersTable } from './reviewers-table'

const roles = ['intake', 'leader', 'auditor'] as const

export const generateMetadata = titleFor('专家库', ...roles)
export const dynamic = 'force-dynamic'

const states = [
  [undefined, '全部', 'all'],
  ['active', '在库', 'active'],
  ['inactive', '停用', 'inactive'],
] as const

function Filters({ page, query }: { page: Page; query: ReviewerQuery }) {
  return (
    <>
      <search className="mt16">
        <form action={REVIEWERS_PATH} className="adm-filter">
          {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
          <label htmlFor="q">
            编号、姓名、单位
            <input id="q" name="q" type="search" className="inp sm" defaultValue={query.q} maxLength={50} />
          </label>
          <label htmlFor="field">
            专业
            <select id="field" name="field" className="inp sm" defaultValue={query.field}>
              <option value="">不限</option>
              {page.fields.map(({ field, count }) => (
                <option key={field} value={field}>
                  {field}（{count}）
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="btn sec sm">
            <Search size={14} aria-hidden="true" />
            找专家
          </button>
        </form>
      </search>
      <ul className="adm-chips" aria-label="状态">
        {states.map(([state, label, key]) => (
          <li key={key}>
            <a
              className={query.state === state ? 'chip on' : 'chip'}
              href={reviewersHref({ ...query, state, page: 1 })}
              aria-current={query.state === state ? 'true' : undefined}
            >
              {label} {page.counts[key]}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

export default async function ReviewersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = reviewerQuerySchema.parse(await searchParams)
  const actor = await requireRole(reviewersHref(query), ...roles)
  const page = await orNotFound(reviewersPage(actor, query))
  return (
    <StaffFrame actor={actor} current="reviewers" title="专家库">
      <div className="adm-head">
        <h1>在库专家 {page.counts.active} 位</h1>
        <div className="adm-bar end no-print">
          <a className="btn sec md" href={reviewersHref({ ...query, page: 1 }, `${REVIEWERS_PATH}/export`)}>
            <Download size={16} aria-hidden="true" />
            导出表格
          </a>
          {page.canChange ? <AddReviewer /> : null}
        </div>
      </div>
      <Filters page={page} query={query} />
      {page.lines.length > 0 ? (
        <ReviewersTable lines={page.lines} sheetsPerDay={page.sheetsPerDay} />
      ) : (
        <EmptyState
          kind={page.counts.all > 0 ? 'search' : 'start'}
          title={page.counts.all > 0 ? '没有这样的专家' : '专家库还是空的'}
          text={page.counts.all > 0 ? '换个条件看看。' : '先把评审专家登记进来，分组后从库里抽取。'}
          {...(page.counts.all > 0 ? { action: { href: REVIEWERS_PATH, label: '看所有专家' } } : {})}
        />
      )}
      {page.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {query.page > 1 ? <a href={reviewersHref({ ...query, page: query.page - 1 })}>上一页</a> : <span className="c3">上一页</span>}
          <span className="c3">
            第 {query.page} 页，共 {page.pages} 页，{page.total} 位
          </span>
          {query.page < page.pages ? <a href={reviewersHref({ ...query, page: query.page + 1 })}>下一页</a> : <span className="c3">下一页</span>}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
