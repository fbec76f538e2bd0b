'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '@/app/_ui/empty-state'
import { isOpen } from '@/lib/foundation/casework/model/machine'
import { type QueuePlace, type QueueRow, queueHref, type WindowUser } from '@/lib/foundation/casework/model/queue'

import { BulkAssign } from './bulk-assign'
import { KeyBar } from './key-bar'
import { Row } from './row'
import { useKeys } from './use-keys'

interface Props {
  rows: QueueRow[]
  next: string | null
  place: QueuePlace
  me: string
  users: WindowUser[]
  mayAssign: boolean
  /** A case was asked for that does not exist, or is not theirs. */
  lost: boolean
}

/** The list: every row is a link; J K move, X selects, and what is selected can be assigned at once. */
export function Board({ rows, next, place, me, users, mayAssign, lost }: Props) {
  const { cursor, open } = useCursor(rows, place)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter((row) => selected.has(row.caseNo))
  const toggle = (caseNo: string | undefined) => {
    if (!caseNo) return
    const after = new Set(selected)
    if (!after.delete(caseNo)) after.add(caseNo)
    setSelected(after)
  }
  const clear = () => setSelected(new Set())
  useKeys({
    x: mayAssign ? () => toggle(cursor) : undefined,
    f: () => document.getElementById('filter-measure')?.focus(),
    '/': () => document.getElementById('queue-search')?.focus(),
    Escape: chosen.length > 0 ? clear : place.case ? () => open(undefined) : undefined,
  })
  const names = new Map(users.map((user) => [user.id, user.id === me ? '我' : user.name]))
  const all = rows.length > 0 && chosen.length === rows.length
  return (
    <>
      {lost ? (
        <p className="lost" role="status">
          没有找到这件，可能不归你看，或者编号不对。
        </p>
      ) : null}
      {chosen.length > 0 ? <Bulk chosen={chosen} users={users} onClear={clear} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="grid" aria-label="办件列表" tabIndex={0}>
        {rows.length === 0 ? (
          <NoRows place={place} />
        ) : (
          <table className="qt">
            <Columns />
            <Head {...(mayAssign ? { all, onAll: () => setSelected(all ? new Set() : new Set(rows.map((row) => row.caseNo))) } : {})} />
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.caseNo}
                  row={row}
                  href={queueHref(place, { case: row.caseNo, tab: undefined })}
                  current={row.caseNo === cursor}
                  shown={row.caseNo === place.case}
                  selected={selected.has(row.caseNo)}
                  {...(mayAssign ? { onSelect: () => toggle(row.caseNo) } : {})}
                  onOpen={() => open(row.caseNo)}
                  assignee={row.assigneeId ? (names.get(row.assigneeId) ?? '—') : '—'}
                />
              ))}
            </tbody>
          </table>
        )}
        <Pages place={place} next={next} />
      </section>
      <KeyBar />
    </>
  )
}

/** Only what is possible for all that is selected. */
function Bulk({ chosen, users, onClear }: { chosen: readonly QueueRow[]; users: readonly WindowUser[]; onClear: () => void }) {
  return (
    <div className="bulk">
      <b className="cp" role="status">
        已选 {chosen.length} 件
      </b>
      <span className="grow" />
      {chosen.every((row) => isOpen(row.state)) ? (
        <BulkAssign rows={chosen} users={users} onDone={onClear} />
      ) : (
        <span className="t12">含已办结的，不能一起分派</span>
      )}
      <button type="button" className="btn sm ghost" onClick={onClear}>
        <kbd>Esc</kbd> 取消
      </button>
    </div>
  )
}

const columns = ['w-cb', 'w-no', '', 'w-item', 'w-state', 'w-who', 'w-clock', 'w-mat', 'w-sum'] as const

function Columns() {
  return (
    <colgroup>
      {columns.map((name) => (
        <col key={name} className={name || undefined} />
      ))}
    </colgroup>
  )
}

function Head({ all = false, onAll }: { all?: boolean; onAll?: () => void }) {
  return (
    <thead>
      <tr>
        <th scope="col">
          {onAll ? (
            <label className="pickbox">
              <input type="checkbox" aria-label="选中这一页" checked={all} onChange={onAll} />
            </label>
          ) : (
            <span className="vh">选中</span>
          )}
        </th>
        <th scope="col">编号</th>
        <th scope="col">申请人 / 项目</th>
        <th scope="col">事项</th>
        <th scope="col">状态</th>
        <th scope="col">承办</th>
        <th scope="col" aria-sort="ascending">
          时钟 <span className="c3">│ 承诺线</span>
        </th>
        <th scope="col" className="r">
          材料
        </th>
        <th scope="col" className="r">
          金额（元）
        </th>
      </tr>
    </thead>
  )
}

/**
 * Where J and K stand. The cursor moves at once; an open panel follows by URL. When the row has left the list after a
 * decision, the next one has come to its place, and the cursor goes there.
 */
function useCursor(rows: readonly QueueRow[], place: QueuePlace) {
  const router = useRouter()
  const [cursor, setCursor] = useState<string | undefined>(place.case)
  const last = useRef(-1)
  useEffect(() => setCursor(place.case), [place.case])
  const at = rows.findIndex((row) => row.caseNo === cursor)
  useEffect(() => {
    if (at >= 0) last.current = at
  }, [at])
  const open = (caseNo: string | undefined) => router.replace(queueHref(place, { case: caseNo, tab: caseNo ? place.tab : undefined }), { scroll: false })
  const move = (by: 1 | -1) => {
    const from = at >= 0 ? at + by : by > 0 ? Math.max(0, last.current) : last.current - 1
    const row = rows[Math.min(rows.length - 1, Math.max(0, from))]
    if (!row) return
    setCursor(row.caseNo)
    document.getElementById(`row-${row.caseNo}`)?.scrollIntoView({ block: 'nearest' })
    if (place.case) open(row.caseNo)
  }
  const enter = () => {
    if (place.case) router.push(`/counter/cases/${place.case}`)
    else if (cursor) open(cursor)
  }
  useKeys({ j: () => move(1), k: () => move(-1), o: enter, Enter: enter })
  return { cursor, open }
}

function NoRows({ place }: { place: QueuePlace }) {
  const filtered = place.q || place.measure || place.state || place.due || place.round
  return filtered ? (
    <EmptyState
      kind="search"
      title="没有符合条件的办件"
      text="去掉一个筛选条件，或者换个说法再搜。"
      action={{ href: queueHref({ view: place.view }), label: '去掉筛选' }}
    />
  ) : (
    <EmptyState
      kind="done"
      title="这里清空了"
      text="没有等着办的。新的申请来了会出现在这里。"
      {...(place.view === 'all' ? {} : { action: { href: queueHref({ view: 'all' }), label: '看全组待办' } })}
    />
  )
}

function Pages({ place, next }: { place: QueuePlace; next: string | null }) {
  if (!next && !place.after) return null
  return (
    <nav className="pages" aria-label="翻页">
      {place.after ? <a href={queueHref(place, { after: undefined, case: undefined, tab: undefined })}>回第一页</a> : <span />}
      {next ? <a href={queueHref(place, { after: next, case: undefined, tab: undefined })}>下一页</a> : <span className="c3">到底了</span>}
    </nav>
  )
}
