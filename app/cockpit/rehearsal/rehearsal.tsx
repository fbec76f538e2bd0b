'use client'

import { useState } from 'react'
import { fen, formatYuan } from '@/lib/kernel/money'
import { inOrder, type LineAfter, type Outlook, type Point, type RehearsalCase, rehearse, type Stand } from '@/lib/overview/rehearsal/model/rehearse'
import { rehearsalHref } from '@/lib/overview/rehearsal/model/schema'
import { StepChart } from './step-chart'

interface Props {
  stand: Stand
  cases: readonly RehearsalCase[]
  history: readonly Point[]
  /** Case numbers that the address ticks. */
  start: readonly string[]
}

const wan = (amount: number) => `${(amount / 1_000_000).toFixed(1)} 万元`
const yuan = (amount: number) => formatYuan(fen(amount))
const stateWords = { panel_decision: '等会议审定', public_notice: '公示中' } as const

function Sentence({ outlook, tipped }: { outlook: Outlook; tipped: RehearsalCase | undefined }) {
  const left = outlook.limitFen - outlook.endFen
  const tight = outlook.lines.filter((line) => line.afterFen < 0)
  return (
    <p className="one" role="status">
      勾了 {outlook.count} 件，共 <b className="num">{yuan(outlook.tickedFen)}</b> 元。年底累计 {wan(outlook.endFen)}，
      {left >= 0 ? (
        <>还剩 {wan(left)}。</>
      ) : (
        <span className="over">
          超出全年上限 {wan(-left)}，从「{tipped?.title}」起放不下。
        </span>
      )}
      {tight.map((line) => (
        <span key={line.id} className="over">
          {' '}
          {line.name}不够，差 {wan(-line.afterFen)}。
        </span>
      ))}
    </p>
  )
}

function Lines({ lines, title }: { lines: readonly LineAfter[]; title: (caseNo: string) => string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <section className="scroll-x" aria-label="预算线，可以左右滚动" tabIndex={0}>
      <table className="tbl dense">
        <thead>
          <tr>
            <th scope="col">预算线</th>
            <th scope="col" className="r">
              批前可用（元）
            </th>
            <th scope="col" className="r">
              勾选
            </th>
            <th scope="col" className="r">
              批后可用（元）
            </th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={line.afterFen < 0 ? 'line-over' : ''}>
              <td>{line.name}</td>
              <td className="r">{yuan(line.availableFen)}</td>
              <td className="r">{line.count > 0 ? `${line.count} 件 ${yuan(line.tickedFen)}` : '—'}</td>
              <td className="r fb">{yuan(line.afterFen)}</td>
              <td>{line.tips ? `批到「${title(line.tips)}」就超了` : line.count > 0 ? '够' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/**
 * Ticks and what they do, at once. Without script the same boxes are a form that asks the server; the address always says
 * what is ticked.
 */
export function Rehearsal({ stand, cases, history, start }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(start))
  const list = inOrder(cases)
  const outlook = rehearse(
    stand,
    list.filter((one) => ticked.has(one.caseNo)),
  )
  const all = rehearse(stand, list)
  const tips = new Set([outlook.tips, ...outlook.lines.map((line) => line.tips)].filter(Boolean))
  const title = (caseNo: string) => list.find((one) => one.caseNo === caseNo)?.title ?? caseNo
  const choose = (next: ReadonlySet<string>) => {
    setTicked(next)
    window.history.replaceState(null, '', rehearsalHref(list.filter((one) => next.has(one.caseNo)).map((one) => one.caseNo)))
  }
  const toggle = (caseNo: string) => {
    const next = new Set(ticked)
    if (!next.delete(caseNo)) next.add(caseNo)
    choose(next)
  }
  return (
    <>
      <Sentence outlook={outlook} tipped={list.find((one) => one.caseNo === outlook.tips)} />
      <div className="sim">
        <form method="get">
          <input type="hidden" name="pick" value="1" />
          <ul className="pick" aria-label="等批准的办件">
            {list.map((one) => (
              <li key={one.caseNo} className={tips.has(one.caseNo) ? 'tips' : ''}>
                <label>
                  <input type="checkbox" name="case" value={one.caseNo} checked={ticked.has(one.caseNo)} onChange={() => toggle(one.caseNo)} />
                  <span>
                    <b>{one.title}</b>
                    <small>
                      {one.caseNo} · {stateWords[one.state]}，{one.when}起可批{tips.has(one.caseNo) ? '，从这件起放不下' : ''}
                    </small>
                  </span>
                  <span className="num">{yuan(one.amountFen)}</span>
                </label>
              </li>
            ))}
          </ul>
          <p className="adm-bar fund-noprint">
            <button type="button" className="btn sec sm" onClick={() => choose(new Set(list.map((one) => one.caseNo)))}>
              全选
            </button>
            <button type="button" className="btn sec sm" onClick={() => choose(new Set())}>
              全不选
            </button>
            <noscript>
              <button type="submit" className="btn sm">
                重新预演
              </button>
            </noscript>
          </p>
        </form>
        <div className="chart">
          <StepChart history={history} outlook={outlook} all={all} today={stand.today} />
          <Lines lines={outlook.lines} title={title} />
        </div>
      </div>
    </>
  )
}
