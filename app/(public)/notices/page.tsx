import type { Metadata } from 'next'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { noticeHref, noticeQuerySchema } from '@/lib/journeys/notice/model/list-query'
import { type PublicNoticeView, publicNotices } from '@/lib/journeys/notice/server/public'
import { formatDateZh } from '@/lib/kernel/calendar-date'

export const metadata: Metadata = { title: '公示' }
export const dynamic = 'force-dynamic'

const PAGE_SIZE = 20
const views = [
  ['in_force', '公示中'],
  ['past', '已结束'],
] as const

function Line({ notice }: { notice: PublicNoticeView }) {
  return (
    <li className="notice-line">
      <div>
        <p className="row g8 wrap">
          <span className={notice.inForce ? 'tag hold' : 'tag mute'}>
            {notice.inForce ? <Glyph name="clock" size={13} /> : null}
            {notice.inForce ? '公示中' : '已结束'}
          </span>
          <span className="t14 c3 mono">{notice.id}</span>
        </p>
        <h2>
          <a href={`/notices/${notice.id}`}>{notice.title}</a>
        </h2>
        <p className="t14 c2">{notice.outcome}</p>
      </div>
      <p className="t14 c2">
        {formatDateZh(notice.fromOn)}—{formatDateZh(notice.toOn, { weekday: true })}
        {notice.provisional ? '（暂定）' : ''}
      </p>
    </li>
  )
}

export default async function NoticesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = noticeQuerySchema.parse(await searchParams)
  const { items, total } = await publicNotices({ inForce: query.view === 'in_force', q: query.q, page: query.page })
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  return (
    <PublicFrame current="/notices">
      <div className="public">
        <h1>公示</h1>
        <p className="lead">拟支持的项目先给大家看。觉得哪里不对，公示期内都能提异议，不用登录，也可以不留名。</p>
        <nav className="chips no-print" aria-label="看哪些公示">
          {views.map(([view, label]) => (
            <a key={view} className="chip" href={noticeHref({ ...query, view, page: 1 })} aria-current={query.view === view ? 'true' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <form className="notice-find no-print" action="/notices" method="get">
          {query.view === 'past' ? <input type="hidden" name="view" value="past" /> : null}
          <label className="vh" htmlFor="q">
            公示标题或编号
          </label>
          <input className="inp" id="q" name="q" type="search" defaultValue={query.q} placeholder="标题或编号" maxLength={40} autoComplete="off" />
          <button type="submit" className="btn sec md">
            找公示
          </button>
        </form>
        {items.length > 0 ? (
          <ul className="mt16">
            {items.map((notice) => (
              <Line key={notice.id} notice={notice} />
            ))}
          </ul>
        ) : (
          <div className="card out">
            <h2>{query.q ? '没有找到这样的公示' : query.view === 'in_force' ? '现在没有在公示的名单' : '还没有结束的公示'}</h2>
            <p className="t14 c2 mt8">
              {query.q ? (
                <>
                  换个词试试，或者<a href={noticeHref({ view: query.view })}>看全部</a>。
                </>
              ) : (
                '评审会定下名单后会在这里公示。'
              )}
            </p>
          </div>
        )}
        {pages > 1 ? (
          <nav className="chips" aria-label="翻页">
            {query.page > 1 ? (
              <a className="chip" href={noticeHref({ ...query, page: query.page - 1 })}>
                上一页
              </a>
            ) : null}
            <span className="t14 c3">
              第 {query.page} 页，共 {pages} 页
            </span>
            {query.page < pages ? (
              <a className="chip" href={noticeHref({ ...query, page: query.page + 1 })}>
                下一页
              </a>
            ) : null}
          </nav>
        ) : null}
        <p className="t14 c2 mt32 no-print">
          提过异议，想看办到哪一步：<a href="/notices/objections">凭编号查异议</a>。
        </p>
      </div>
    </PublicFrame>
  )
}
