import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { type PeopleQuery, peopleHref, peopleQuerySchema } from '@/lib/foundation/identity/model/people-query'
import { peoplePage } from '@/lib/foundation/identity/server/queries'
import { PeopleSearch } from './people-search'
import { PeopleTable } from './people-table'

export const generateMetadata = titleFor('人员核验', 'intake')
export const dynamic = 'force-dynamic'

const states = [
  [undefined, '全部', 'all'],
  ['imported', '台账导入', 'imported'],
  ['registered', '已注册', 'registered'],
  ['verified', '已核验', 'verified'],
  ['merged', '已合并', 'merged'],
] as const

const views = [
  ['all', '所有人', null],
  ['alike', '可能是同一人', 'alike'],
  ['open', '等复核', 'open'],
] as const satisfies readonly (readonly [PeopleQuery['view'], string, 'alike' | 'open' | null])[]

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = peopleQuerySchema.parse(await searchParams)
  const actor = await requireRole(peopleHref(query), 'intake')
  const page = await orNotFound(peoplePage(actor, query))
  return (
    <StaffFrame actor={actor} current="people" title="人员核验">
      <div className="adm-head">
        <h1>{page.counts.open > 0 ? `有 ${page.counts.open} 项等复核` : `${page.waiting} 人填了证件号，等当面核验`}</h1>
        <PeopleSearch query={query} />
      </div>
      <nav className="tabs mt16" aria-label="视图">
        {views.map(([view, label, count]) => (
          <a
            key={view}
            href={peopleHref({ ...query, view, page: 1 })}
            className={query.view === view ? 'on' : undefined}
            aria-current={query.view === view ? 'page' : undefined}
          >
            {label}
            {count && page.counts[count] > 0 ? <span className="cnt hot">{page.counts[count]}</span> : null}
          </a>
        ))}
      </nav>
      <ul className="adm-chips" aria-label="状态">
        {states.map(([state, label, key]) => (
          <li key={key}>
            <a
              className={query.state === state ? 'chip on' : 'chip'}
              href={peopleHref({ ...query, state, page: 1 })}
              aria-current={query.state === state ? 'true' : undefined}
            >
              {label} {page.counts[key]}
            </a>
          </li>
        ))}
        {query.q ? (
          <li>
            <a className="chip on" href={peopleHref({ ...query, q: '', page: 1 })}>
              「{query.q}」<span aria-hidden="true">×</span>
              <span className="vh">，去掉这个条件</span>
            </a>
          </li>
        ) : null}
      </ul>
      {page.lines.length > 0 ? (
        <PeopleTable lines={page.lines} />
      ) : (
        <EmptyState
          kind="search"
          title="没有这样的人"
          text="换个姓名，或者手机号后四位。证件号要 18 位全输。"
          action={{ href: '/counter/people', label: '看所有人' }}
        />
      )}
      {page.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {query.page > 1 ? <a href={peopleHref({ ...query, page: query.page - 1 })}>上一页</a> : <span className="c3">上一页</span>}
          <span className="c3">
            第 {query.page} 页，共 {page.pages} 页，{page.total} 人
          </span>
          {query.page < page.pages ? <a href={peopleHref({ ...query, page: query.page + 1 })}>下一页</a> : <span className="c3">下一页</span>}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
