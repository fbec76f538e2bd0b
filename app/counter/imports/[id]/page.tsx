import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { exportHref, importHref, rowsQuerySchema } from '@/lib/foundation/ledger-import/model/schema'
import { stateWords } from '@/lib/foundation/ledger-import/model/words'
import { type ImportView, importView } from '@/lib/foundation/ledger-import/server/queries'
import { errorText } from '@/lib/i18n/errors'
import { CommitBar } from './commit-bar'
import { RowFilters } from './row-filters'
import { RowsTable } from './rows-table'

export const generateMetadata = titleFor('台账预览', 'intake', 'space', 'finance', 'service')
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What the file would do, or has done, in one sentence. */
function titleOf({ state, counts, kind, errors }: ImportView): string {
  if (state === 'refused') return `这份台账没有通过，有 ${errors.length} 处要先改`
  if (state === 'committing') return `正在导入${kind}`
  const skipped = counts.error > 0 ? `，${counts.error} 行有误${state === 'committed' ? '没有导入' : '会跳过'}` : ''
  if (counts.effective === 0) return `和系统里的一样，没有要导入的${skipped}`
  return state === 'committed' ? `导入了 ${counts.effective} 行${skipped}` : `会导入 ${counts.effective} 行${skipped}`
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { id } = await params
  const query = rowsQuerySchema.parse(await searchParams)
  const actor = await requireRole(importHref(id, query), 'intake', 'space', 'finance', 'service')
  const view = await orNotFound(importView(actor, id, query))
  const state = stateWords[view.state]
  return (
    <StaffFrame actor={actor} current="imports" title="台账导入">
      <p className="t13">
        <a href="/counter/imports">返回导入记录</a>
      </p>
      <div className="adm-head mt8">
        <div>
          <h1>{titleOf(view)}</h1>
          <p className="t13 c2 mt4">
            {state ? <Tag kind={state.kind}>{state.text}</Tag> : null} {view.kind} · {view.fileName} · {view.by} {view.at} 上传
            {view.committed ? ` · ${view.committed.by} ${view.committed.at} 导入` : ''}
          </p>
        </div>
        {view.rowCount > 0 ? (
          <a className="btn md sec" href={exportHref(id, query)} download>
            导出这些行
          </a>
        ) : null}
      </div>
      {view.before ? (
        <div className="mt16">
          <Note kind="info">
            这份文件{view.before.at}由{view.before.by}导入过，内容一模一样。
          </Note>
        </div>
      ) : null}
      {view.state === 'refused' ? <Refused errors={view.errors} /> : <Rows view={view} query={query} />}
    </StaffFrame>
  )
}

function Refused({ errors }: { errors: readonly string[] }) {
  return (
    <div className="mt16">
      <Note kind="bad">
        <p>整份文件有问题时什么也不导入，免得只进来一半。改好之后重新上传。</p>
        <ul className="imp-faults">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      </Note>
      <p className="mt16">
        <a className="btn md sec" href="/counter/imports">
          重新上传
        </a>
      </p>
    </div>
  )
}

function Rows({ view, query }: { view: ImportView; query: ReturnType<typeof rowsQuerySchema.parse> }) {
  const turn = (page: number, label: string, possible: boolean) =>
    possible ? <a href={importHref(view.id, { ...query, page })}>{label}</a> : <span className="c3">{label}</span>
  return (
    <>
      {view.figures.length > 0 ? (
        <dl className="imp-figures mt16" aria-label="整份台账合计">
          {view.figures.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <CommitBar
        id={view.id}
        state={view.state}
        effective={view.counts.effective}
        done={view.doneCount}
        total={view.rowCount}
        because={view.obstacle ? errorText(view.obstacle) : null}
      />
      <RowFilters id={view.id} counts={view.counts} query={query} />
      {view.rows.length > 0 ? (
        <RowsTable rows={view.rows} />
      ) : (
        <EmptyState kind="search" title="没有这样的行" text="换一个筛选条件看看。" action={{ href: importHref(view.id), label: '看所有行' }} />
      )}
      {view.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {turn(query.page - 1, '上一页', query.page > 1)}
          <span className="c3">
            第 {query.page} 页，共 {view.pages} 页，{view.total} 行
          </span>
          {turn(query.page + 1, '下一页', query.page < view.pages)}
        </nav>
      ) : null}
    </>
  )
}
