import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { type ScreeningQuery, screeningHref, screeningQuerySchema, stateWords } from '@/lib/foundation/screening/model/schema'
import { type FlagLine, type ScreeningPage, screeningPage } from '@/lib/foundation/screening/server/queries'

export const generateMetadata = titleFor('查重', 'intake', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

const looks = { open: 'warn', same: 'bad', different: 'mute' } as const

function Filters({ page, query }: { page: ScreeningPage; query: ScreeningQuery }) {
  const all = page.counts.open + page.counts.same + page.counts.different
  const states = [
    [undefined, '全部', all] as const,
    ...(['open', 'same', 'different'] as const).map((state) => [state, stateWords[state], page.counts[state]] as const),
  ]
  return (
    <>
      <ul className="adm-chips" aria-label="按结论筛选">
        {states.map(([state, label, count]) => (
          <li key={label}>
            <a
              className={query.state === state ? 'chip on' : 'chip'}
              href={screeningHref({ ...query, state, page: 1 })}
              aria-current={query.state === state ? 'true' : undefined}
            >
              {label} {count}
            </a>
          </li>
        ))}
      </ul>
      <ul className="adm-chips" aria-label="按相同之处筛选">
        {page.kinds
          .filter(({ kind, count }) => count > 0 || query.kind === kind)
          .map(({ kind, word, count }) => (
            <li key={kind}>
              <a
                className={query.kind === kind ? 'chip on' : 'chip'}
                href={screeningHref({ ...query, kind: query.kind === kind ? undefined : kind, page: 1 })}
                aria-current={query.kind === kind ? 'true' : undefined}
              >
                {word} {count}
                {query.kind === kind ? <span aria-hidden="true"> ×</span> : null}
              </a>
            </li>
          ))}
      </ul>
    </>
  )
}

function Side({ side }: { side: FlagLine['sides'][number] | undefined }) {
  if (!side) return null
  return (
    <>
      {side.project}
      <span className="c3">
        {' '}
        {side.leader} · <span className="mono">{side.caseNos[0]}</span>
        {side.caseNos.length > 1 ? ` 等 ${side.caseNos.length} 件` : ''}
      </span>
    </>
  )
}

function Row({ flag }: { flag: FlagLine }) {
  const state = flag.outcome ?? 'open'
  const [a, b] = flag.sides
  return (
    <tr>
      <th scope="row">
        <a href={`/counter/screening/${flag.id}`}>{flag.word}</a>
      </th>
      <td className="num">{flag.shown}</td>
      <td className="wide">
        <Side side={a} />
      </td>
      <td className="wide">
        <Side side={b} />
      </td>
      <td>
        <Dot kind={looks[state]}>{stateWords[state]}</Dot>
        {flag.decidedBy ? <span className="c3"> {flag.decidedBy}</span> : null}
      </td>
      <td className="c3 num">{flag.foundAt}</td>
    </tr>
  )
}

/** Applications that may be one, those to judge first. */
export default async function ScreeningPageView({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = screeningQuerySchema.parse(await searchParams)
  const actor = await requireRole(screeningHref(query), 'intake', 'leader', 'auditor')
  const page = await orNotFound(screeningPage(actor, query))
  const turn = (to: number, label: string, possible: boolean) =>
    possible ? <a href={screeningHref({ ...query, page: to })}>{label}</a> : <span className="c3">{label}</span>
  return (
    <StaffFrame actor={actor} current="screening" title="查重">
      <div className="adm-head">
        <div>
          <h1>{page.counts.open > 0 ? `${page.counts.open} 条疑似重复等人判` : '疑似重复都判过了'}</h1>
          <p className="t13 c2 mt4">每份申请交上来就和其他的比：人、公司、手机、知识产权、名称和介绍。系统只提示，判定由人做；没判完的不能复核。</p>
        </div>
        {page.total > 0 ? (
          <a className="btn md sec" href={screeningHref({ state: query.state, kind: query.kind }, '/counter/screening/export')} download>
            导出 Excel
          </a>
        ) : null}
      </div>
      <Filters page={page} query={query} />
      {page.flags.length > 0 ? (
        <section className="scroll-x" aria-label="疑似重复，可以左右滚动">
          <table className="tbl dense adm-table">
            <thead>
              <tr>
                <th scope="col">相同之处</th>
                <th scope="col">说明</th>
                <th scope="col">申请一</th>
                <th scope="col">申请二</th>
                <th scope="col">结论</th>
                <th scope="col">发现</th>
              </tr>
            </thead>
            <tbody>
              {page.flags.map((flag) => (
                <Row key={flag.id} flag={flag} />
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <EmptyState
          kind={query.state || query.kind ? 'search' : 'done'}
          title={query.state || query.kind ? '没有这样的' : '没有发现重复'}
          text={query.state || query.kind ? '换一个条件看看。' : '新的申请交上来会自动比。'}
          {...(query.state || query.kind ? { action: { href: screeningHref(), label: '看全部' } } : {})}
        />
      )}
      {page.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {turn(page.page - 1, '上一页', page.page > 1)}
          <span className="c3">
            第 {page.page} 页，共 {page.pages} 页，{page.total} 条
          </span>
          {turn(page.page + 1, '下一页', page.page < page.pages)}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
