import { Dot, Note, Tag } from '@/app/_ui/tag'
import { assignmentWords, entryWords } from '@/lib/foundation/panel/model/machine'
import type { EntryView, PanelStage, PanelView } from '@/lib/foundation/panel/server/panels-page'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { PanelSteps } from './panel-steps'
import { Pool } from './pool'
import { SoftRelations } from './soft-relations'

const stages: Record<PanelStage, readonly [text: string, kind: 'hold' | 'info' | 'warn' | 'ok']> = {
  forming: ['等封密钥', 'hold'],
  sealed: ['密钥已封，等冻结抽取池', 'info'],
  frozen: ['抽取池已冻结，等公共数', 'warn'],
  drawn: ['已抽取', 'ok'],
}

function Seats({ entry }: { entry: EntryView }) {
  if (entry.seats.length === 0) return <span className="c3">还没有抽</span>
  return (
    <ul className="panel-seats">
      {entry.seats.map((seat) => (
        <li key={seat.assignmentId}>
          <Dot kind={assignmentWords[seat.state].kind}>
            {seat.no} {seat.name}，{assignmentWords[seat.state].staff}
          </Dot>
          {seat.replaces ? <span className="c3">，递补 {seat.replaces}</span> : null}
          {seat.endReason ? <span className="c3 block">{seat.endReason}</span> : null}
        </li>
      ))}
    </ul>
  )
}

function Entries({ panel }: { panel: PanelView }) {
  return (
    <section className="scroll-x mt12" aria-label={`${panel.name} 的申报，可以左右滚动`}>
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">项目</th>
            <th scope="col">状态</th>
            <th scope="col">专家</th>
          </tr>
        </thead>
        <tbody>
          {panel.entries.map((entry) => (
            <tr key={entry.id}>
              <td className="num">{entry.code}</td>
              <th scope="row">
                {entry.title || entry.field}
                {entry.title ? <span className="c3 block">{entry.field}</span> : null}
              </th>
              <td>
                <Tag kind={entryWords[entry.state].kind}>{entryWords[entry.state].staff}</Tag>
                {panel.stage === 'drawn' && entry.vacant > 0 ? <Tag kind="bad">空 {entry.vacant} 席</Tag> : null}
              </td>
              <td className="wide">
                <Seats entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DrawFacts({ panel }: { panel: PanelView }) {
  const { draw } = panel
  if (!draw) return null
  const rows: (readonly [string, string])[] = [
    ['摇号编号', draw.number],
    ['抽取池规则', draw.poolRule],
    ['封条', draw.commit],
    ['公共数', `${draw.publicValueSource}${draw.publicValue ? `：${draw.publicValue}` : '（还没有产生）'}`],
    ...(draw.witnessName ? [['见证人', draw.witnessName] as const] : []),
  ]
  return (
    <dl className="kv mt12">
      {rows.map(([label, value]) => (
        <div key={label} className="adm-kv">
          <dt>{label}</dt>
          <dd className="anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Warning({ panel }: { panel: PanelView }) {
  const { count, frozen } = panel.pool
  if (panel.toDraw === 0 || frozen) return null
  if (count.short)
    return (
      <Note kind="bad">
        可抽 {count.eligible} 位，要 {count.seats} 位，不够。可以放宽专业、把有利益关系的申报分到别的组、减少席位，或先到专家库补充专家。
      </Note>
    )
  if (count.noReserve) return <Note kind="warn">可抽 {count.eligible} 位，刚好够席位，没有备选：以后有人回避就要补抽。最好先补充专家。</Note>
  return null
}

function PanelBody({ panel, path, anyField }: { panel: PanelView; path: string; anyField: boolean }) {
  return (
    <>
      <Entries panel={panel} />
      <Warning panel={panel} />
      <Pool panel={panel} path={path} anyField={anyField} />
      <SoftRelations soft={panel.soft} canDecide={panel.canDecideSoft} />
      {panel.draw ? (
        <details className="mt12">
          <summary>抽取的凭据</summary>
          <DrawFacts panel={panel} />
        </details>
      ) : null}
      {panel.record ? (
        <p className="mt12">
          <a href={`/api/documents/${panel.record.id}`}>抽取记录 {panel.record.number}（PDF）</a>
        </p>
      ) : null}
      {panel.canRun ? <PanelSteps panel={panel} /> : null}
    </>
  )
}

/** One group: its applications and experts, the pool with everybody who is left out and why, and the next step. */
export function PanelCard({ panel, path, anyField }: { panel: PanelView; path: string; anyField: boolean }) {
  const [text, kind] = stages[panel.stage]
  const heading = `panel-${panel.id}`
  return (
    <section className="card pad20 mt16" aria-labelledby={heading}>
      <div className="row between wrap">
        <h2 className="t16" id={heading}>
          {panel.name}
        </h2>
        <Tag kind={kind}>{text}</Tag>
      </div>
      <p className="t14 c2 mt4">
        {panel.size} 件申报，每件 {panel.seats} 位专家
        {panel.scoreBy ? `，${formatDateZh(panel.scoreBy)}前评完` : ''}
      </p>
      {panel.scoring ? (
        <div className="mt12">
          <Note kind="hold">你在这一组评分。你的分数全部锁定以后，才能看这一组的情况。</Note>
        </div>
      ) : (
        <PanelBody panel={panel} path={path} anyField={anyField} />
      )}
    </section>
  )
}
