import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { isNumberKey, numberDefinitions } from '@/lib/overview/open-data/model/numbers'
import { numberRows, type RowFilter } from '@/lib/overview/open-data/server/rows'
import { typed } from '../../_ui/look-up'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params
  return { title: isNumberKey(key) ? `${numberDefinitions[key].title}：每一行` : '没有这个数字' }
}

const queryOf = (filter: RowFilter, page?: number) => {
  const query = new URLSearchParams()
  if (filter.state) query.set('state', filter.state)
  if (filter.building) query.set('building', filter.building)
  if (page && page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function Chip({ href, on, children }: { href: string; on: boolean; children: string }) {
  return (
    <a className="chip" href={href} aria-current={on ? 'true' : undefined}>
      {children}
    </a>
  )
}

type Rows = Awaited<ReturnType<typeof numberRows>>

function Filters({ path, filter, rows }: { path: string; filter: RowFilter; rows: Rows }) {
  return (
    <>
      {rows.states.length > 0 ? (
        <nav className="chips" aria-label="按状态看">
          <Chip href={`${path}${queryOf({ ...filter, state: undefined })}`} on={!filter.state}>
            全部状态
          </Chip>
          {rows.states.map(({ state, word, count }) => (
            <Chip key={state} href={`${path}${queryOf({ ...filter, state })}`} on={filter.state === state}>
              {`${word} ${count}`}
            </Chip>
          ))}
        </nav>
      ) : null}
      {rows.buildings.length > 1 ? (
        <nav className="chips" aria-label="按楼栋看">
          <Chip href={`${path}${queryOf({ ...filter, building: undefined })}`} on={!filter.building}>
            全部楼栋
          </Chip>
          {rows.buildings.map((building) => (
            <Chip key={building} href={`${path}${queryOf({ ...filter, building })}`} on={filter.building === building}>
              {building}
            </Chip>
          ))}
        </nav>
      ) : null}
    </>
  )
}

function Table({ caption, columns, rows }: { caption: string; columns: readonly { title: string; number?: boolean }[]; rows: Rows['rows'] }) {
  return (
    <table className="tbl rows">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" className={column.number ? 'r' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column, i) => (
              <td key={column.title} data-label={column.title} className={column.number ? 'r' : undefined}>
                {row.cells[i]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export default async function NumberPage({ params, searchParams }: Props) {
  const { key } = await params
  if (!isNumberKey(key)) notFound()
  const query = await searchParams
  const filter: RowFilter = { state: typed(query.state) || undefined, building: typed(query.building) || undefined }
  const { title, definition, free, source, columns } = numberDefinitions[key]
  const rows = await numberRows(key, filter, Number(typed(query.page)) || 1)
  const path = `/numbers/${key}`
  return (
    <PublicFrame current="/numbers">
      <div className="public">
        <a className="back" href="/numbers">
          <Glyph name="back" />
          每个数字怎么算的
        </a>
        <h1>{title}：每一行</h1>
        <p className="lead">
          {definition}
          {free ? `${free}。` : ''}
        </p>
        <p className="t13 c3 mt8">出处：{source}</p>
        <Filters path={path} filter={filter} rows={rows} />
        <div className="row between wrap mt16">
          <p className="t14 c2">
            {rows.found === rows.total ? `共 ${rows.total} 行` : `${rows.found} 行，全部 ${rows.total} 行`}
            {rows.pages > 1 ? `，第 ${rows.page} / ${rows.pages} 页` : ''}
          </p>
          <a className="btn md sec" href={`${path}/export${queryOf(filter)}`} aria-label={`下载${title}表格，CSV`}>
            下载表格
          </a>
        </div>
        {rows.found === 0 ? <p className="c2 mt24">没有符合的行，换个条件看看。</p> : <Table caption={title} columns={columns} rows={rows.rows} />}
        {rows.pages > 1 ? (
          <nav className="chips" aria-label="翻页">
            {Array.from({ length: rows.pages }, (_, i) => i + 1).map((page) => (
              <Chip key={page} href={`${path}${queryOf(filter, page)}`} on={page === rows.page}>
                {`第 ${page} 页`}
              </Chip>
            ))}
          </nav>
        ) : null}
      </div>
    </PublicFrame>
  )
}
