'use client'

import { ChevronLeft, ChevronRight, FileDown, Highlighter, ZoomIn, ZoomOut } from 'lucide-react'
import type { RefObject } from 'react'
import { type BlindPage, type PageSource, sourceWords } from '@/lib/journeys/review/model/blind-copy'
import type { SheetView } from '@/lib/journeys/review/server/sheet-view'
import { formatTimeZh } from '@/lib/kernel/calendar-date'
import { Blocks } from './blocks'

export const zooms = [80, 100, 125, 150] as const

interface Props {
  view: SheetView
  at: number
  zoom: number
  onPage: (page: number) => void
  onZoom: (step: 1 | -1) => void
  onMark: () => void
  mayMark: boolean
  sheetRef: RefObject<HTMLDivElement | null>
  quotes: readonly string[]
}

/** The material, one page at a time, with who reads it and when behind the text. */
export function Material({ view, at, zoom, onPage, onZoom, onMark, mayMark, sheetRef, quotes }: Props) {
  const page = view.pages[at]
  const tabs = tabsOf(view.pages)
  const stamp = `专家 ${view.reviewerNo}　${view.viewedAt.slice(0, 10)} ${formatTimeZh(new Date(view.viewedAt))}`
  return (
    <section className="doc" aria-label="材料">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={`材料第 ${at + 1} 页`}>
        <div className="sheet" style={{ zoom: zoom / 100 }} ref={sheetRef}>
          <div className="water" aria-hidden="true">
            {Array.from({ length: 12 }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: twelve equal stamps
              <span key={i} data-stamp={stamp} />
            ))}
          </div>
          <div className="head">
            <span>
              {page?.title ?? '材料'}
              {view.blind ? '（盲评版）' : ''}
            </span>
            <span className="mono">
              {view.code} · 第 {at + 1} / {view.pages.length} 页
            </span>
          </div>
          {page ? <Blocks blocks={page.blocks} quotes={quotes} /> : <p>没有可看的文字，请联系受理台</p>}
        </div>
      </section>
      <div className="dtab">
        <span className="tabs">
          {tabs.map(({ source, first }) => (
            <button
              key={source}
              type="button"
              className={page?.source === source ? 'on' : ''}
              aria-pressed={page?.source === source}
              onClick={() => onPage(first)}
            >
              {sourceWords[source]}
            </button>
          ))}
        </span>
        <span className="grow" />
        {mayMark ? (
          <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={onMark} title="先选中一段文字">
            <Highlighter size={16} aria-hidden="true" />
            标一段
          </button>
        ) : null}
        <a href={`/review/${view.assignmentId}/paper?preview`} target="_blank" rel="noreferrer" title="每次打开都会记录">
          <FileDown size={16} aria-hidden="true" />
          PDF
        </a>
        <button type="button" aria-label="上一页" onClick={() => onPage(at - 1)} aria-disabled={at === 0}>
          <ChevronLeft size={18} aria-hidden="true" />
        </button>
        <span className="num" aria-live="polite">
          {at + 1} / {view.pages.length}
        </span>
        <button type="button" aria-label="下一页" onClick={() => onPage(at + 1)} aria-disabled={at + 1 >= view.pages.length}>
          <ChevronRight size={18} aria-hidden="true" />
        </button>
        <span className="zoom">
          <button type="button" aria-label="缩小" onClick={() => onZoom(-1)} aria-disabled={zoom === zooms[0]}>
            <ZoomOut size={16} aria-hidden="true" />
          </button>
          <span className="num">{zoom}%</span>
          <button type="button" aria-label="放大" onClick={() => onZoom(1)} aria-disabled={zoom === zooms.at(-1)}>
            <ZoomIn size={16} aria-hidden="true" />
          </button>
        </span>
      </div>
    </section>
  )
}

function tabsOf(pages: readonly BlindPage[]): { source: PageSource; first: number }[] {
  const first = new Map<PageSource, number>()
  for (const [i, page] of pages.entries()) if (!first.has(page.source)) first.set(page.source, i)
  return [...first].map(([source, at]) => ({ source, first: at }))
}
