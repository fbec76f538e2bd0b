'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAction } from '@/app/_ui/use-action'
import { useKeys } from '@/app/counter/(queue)/use-keys'
import { levels } from '@/lib/foundation/programme/model/rubric'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { faultsOfSheet, totalOf, unscored } from '@/lib/journeys/review/model/sheet'
import type { SheetView } from '@/lib/journeys/review/server/sheet-view'
import { formatTimeZh } from '@/lib/kernel/calendar-date'
import { abstain, lock as lockAction, mark as markAction, recuse, unmark as unmarkAction } from '../actions'
import { CriterionRow } from './criteria'
import { DeskHead } from './desk-head'
import { DeskKeys } from './desk-keys'
import { EndDialog } from './end-dialog'
import { LockBar, LockDialog } from './lock-bar'
import { Marks } from './marks'
import { Material, zooms } from './material'
import { useSheet } from './use-sheet'

const LEFT = 'ArrowLeft'
const RIGHT = 'ArrowRight'

/** The reviewer's desk: material left, one criterion open on the right, nothing of anybody else. */
export function Desk({ view }: { view: SheetView }) {
  const router = useRouter()
  const { scores, savedAt, failed, change, flush, version } = useSheet(view)
  const [current, setCurrent] = useState(() =>
    Math.max(
      0,
      view.criteria.findIndex(({ key }) => !view.scores[key]),
    ),
  )
  const [marks, setMarks] = useState(view.marks)
  const [page, setPage] = useState(0)
  const [zoom, setZoom] = useState<(typeof zooms)[number]>(100)
  const [dialog, setDialog] = useState<'lock' | 'recuse' | 'abstain' | null>(null)
  const marking = useAction(markAction)
  const unmarking = useAction(unmarkAction)
  const locking = useAction(lockAction)
  const sheetRef = useRef<HTMLDivElement>(null)
  const { locked, criteria, rules } = view
  const faults = faultsOfSheet(criteria, scores, rules)
  const criterion = criteria[current]

  const go = (to: number) => setPage(Math.min(Math.max(to, 0), view.pages.length - 1))
  const turn = (step: 1 | -1) => setZoom((now) => zooms[Math.min(Math.max(zooms.indexOf(now) + step, 0), zooms.length - 1)] ?? 100)
  const open = useCallback((at: number) => setCurrent(Math.min(Math.max(at, 0), criteria.length - 1)), [criteria.length])

  async function addMark() {
    const selection = getSelection()
    const inside = selection?.anchorNode && sheetRef.current?.contains(selection.anchorNode)
    const quote = [...((inside ? selection?.toString() : '') ?? '').trim()].slice(0, 200).join('')
    const answer = await marking.run({ assignmentId: view.assignmentId, page: page + 1, quote })
    if (!answer?.ok) return
    selection?.removeAllRanges()
    setMarks((old) => [...old, { id: answer.value.markId, page: page + 1, quote }])
  }
  async function removeMark(markId: string) {
    if ((await unmarking.run({ assignmentId: view.assignmentId, markId }))?.ok) setMarks((old) => old.filter((one) => one.id !== markId))
  }
  async function next() {
    if (locked || (await flush())) location.assign(view.nextId ? `/review/${view.nextId}` : '/review')
  }
  const askLock = useCallback(() => {
    if (locked) return
    const first = faults[0]
    if (!first) return setDialog('lock')
    const at = criteria.findIndex(({ key }) => key === first.criterion)
    open(at)
    requestAnimationFrame(() =>
      document.getElementById(first.code === 'review.unscored' ? `criterion-${first.criterion}` : `comment-${first.criterion}`)?.focus(),
    )
  }, [locked, faults, criteria, open])
  async function lock(overall: string) {
    if (!(await flush())) return
    const answer = await locking.run({ assignmentId: view.assignmentId, version: version.current, overall })
    if (!answer?.ok) return
    setDialog(null)
    router.refresh()
  }

  const give = (n: number) => () => {
    const level = levels[n]
    const old = criterion ? scores[criterion.key] : undefined
    if (criterion && level !== undefined && !locked) change(criterion.key, { level, confidence: old?.confidence ?? null, comment: old?.comment ?? '' }, false)
  }
  useKeys({
    '1': give(0),
    '2': give(1),
    '3': give(2),
    '4': give(3),
    '5': give(4),
    j: () => open(current + 1),
    k: () => open(current - 1),
    c: () => criterion && document.getElementById(`comment-${criterion.key}`)?.focus(),
    h: locked ? undefined : () => void addMark(),
    [LEFT]: () => go(page - 1),
    [RIGHT]: () => go(page + 1),
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      askLock()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [askLock])

  const quotes = marks.filter((one) => one.page === page + 1).flatMap((one) => one.quote.split(/\s*\n\s*/))
  const because = faults.length === 0 ? null : faultText(faults.map((one) => one.code))
  return (
    <div className="rv">
      <DeskHead view={view} />
      <main id="main" className="rb">
        <h1 className="vh">
          {view.code} {locked ? '我的评分' : '评审打分'}
        </h1>
        <Material
          view={view}
          at={page}
          zoom={zoom}
          onPage={go}
          onZoom={turn}
          onMark={() => void addMark()}
          mayMark={!locked}
          sheetRef={sheetRef}
          quotes={quotes}
        />
        <section className="sc" aria-label="评分">
          <div className="list">
            {criteria.map((one, i) => (
              <CriterionRow
                key={one.key}
                criterion={one}
                score={scores[one.key]}
                rules={rules}
                current={i === current}
                locked={locked}
                onOpen={() => open(i)}
                onChange={(next, later) => change(one.key, next, later)}
                onBlur={() => void flush()}
              />
            ))}
            {locked ? null : (
              <div className="cr out">
                <label>
                  <input type="checkbox" checked={dialog === 'recuse'} onChange={() => setDialog('recuse')} />
                  <span className="t14">我和这个项目有关系，要回避</span>
                </label>
                <span className="t12 c3">勾选后立即换人，已看内容会记录</span>
                <button type="button" className="btn sm ghost" onClick={() => setDialog('abstain')}>
                  评不了，弃评
                </button>
              </div>
            )}
            <Marks
              marks={[...marks].sort((a, b) => a.page - b.page)}
              locked={locked}
              failed={marking.failed ? (Object.values(marking.failed.fields).length > 0 ? '先在材料里选中一段文字，再按 H' : marking.failed.text) : null}
              onGo={go}
              onRemove={(id) => void removeMark(id)}
            />
          </div>
          {locked ? (
            <LockedBar view={view} onNext={() => void next()} />
          ) : (
            <LockBar
              total={totalOf(criteria, scores)}
              open={unscored(criteria, scores)}
              because={because}
              savedAt={savedAt ? formatTimeZh(new Date(savedAt)) : null}
              failed={failed}
              onNext={() => void next()}
              nextLabel={view.nextId ? '存着，下一份' : '存着，回列表'}
              onLock={askLock}
            />
          )}
        </section>
      </main>
      <DeskKeys />
      <LockDialog
        open={dialog === 'lock'}
        code={view.code}
        total={totalOf(criteria, scores)}
        busy={locking.busy}
        failed={locking.failed}
        onClose={() => setDialog(null)}
        onLock={(overall) => void lock(overall)}
      />
      <EndDialog open={dialog === 'recuse'} onClose={() => setDialog(null)} assignmentId={view.assignmentId} code={view.code} act={recuse} kind="recuse" />
      <EndDialog open={dialog === 'abstain'} onClose={() => setDialog(null)} assignmentId={view.assignmentId} code={view.code} act={abstain} kind="abstain" />
    </div>
  )
}

function faultText(codes: readonly string[]): string {
  const unscoredCount = codes.filter((code) => code === 'review.unscored').length
  const silent = codes.length - unscoredCount
  return [unscoredCount > 0 ? `${unscoredCount} 项没打分` : '', silent > 0 ? `${silent} 项缺理由` : ''].filter(Boolean).join('，')
}

function LockedBar({ view, onNext }: { view: SheetView; onNext: () => void }) {
  return (
    <div className="tot">
      <div>
        <div className="t12 c3">已锁定</div>
        <div className="v num">{pointsText(view.total ?? 0)}</div>
      </div>
      <div className="grow t13 c2">
        {view.othersMedian === null ? '其他专家的中位数，等至少 2 份锁定后显示' : `其他专家的中位数 ${pointsText(view.othersMedian)}`}
      </div>
      <button type="button" className="btn" onClick={onNext}>
        {view.nextId ? '下一份' : '回列表'}
      </button>
    </div>
  )
}
