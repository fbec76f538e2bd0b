import { Fragment } from 'react'
import { Tag } from '@/app/_ui/tag'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { type RankedLine, type Standing, standingWords } from '@/lib/journeys/review/model/ranking'
import type { EntryResult } from '@/lib/journeys/review/server/results'
import { formatYuan } from '@/lib/kernel/money'

type Line = RankedLine<EntryResult>

const overWords = { desk: '工位', flat: '公寓', grantFen: '资助额度' } as const

/** Where the list crosses a line: said between the two rows, not only by colour. */
function lineBefore(line: Line, before: Line | undefined, mark: number): string | null {
  const was = (standing: Standing) => before?.standing === standing
  if (line.standing === 'not_recommended' && !was('not_recommended')) return `${pointsText(mark)} 分以下，不推荐`
  if (line.standing === 'open' && !was('open')) return '还没评完，没有名次'
  if (line.standing === 'beyond' && before?.standing === 'recommended') return `从这里起，${line.over.map((kind) => overWords[kind]).join('、')}不够了`
  return null
}

const yuan = (fen: bigint) => (fen === 0n ? '' : formatYuan(fen, { decimals: 0 }))
const count = (n: number) => (n === 0 ? '' : String(n))

export function RankingTable({ lines, limit, mark }: { lines: readonly Line[]; limit: number; mark: number }) {
  const has = {
    desk: lines.some((line) => line.entry.desk > 0),
    flat: lines.some((line) => line.entry.flat > 0),
    grant: lines.some((line) => line.entry.grantFen > 0n),
    loan: lines.some((line) => line.entry.loanFen > 0n),
  }
  const columns = 7 + (has.desk ? 2 : 0) + (has.flat ? 2 : 0) + (has.grant ? 2 : 0) + (has.loan ? 1 : 0)
  return (
    <section className="scroll-x mt16" aria-label="排序名单，可以左右滚动">
      <table className="tbl dense rv-ranking">
        <thead>
          <tr>
            <th scope="col" className="r">
              名次
            </th>
            <th scope="col">编号</th>
            <th scope="col">项目</th>
            <th scope="col" className="r">
              得分
            </th>
            <th scope="col" className="r">
              最低—最高
            </th>
            <th scope="col" className="r">
              份数
            </th>
            {has.desk ? <Pair name="工位" /> : null}
            {has.flat ? <Pair name="公寓" /> : null}
            {has.grant ? <Pair name="资助（元）" /> : null}
            {has.loan ? (
              <th scope="col" className="r">
                要贷款（元）
              </th>
            ) : null}
            <th scope="col">建议</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => {
            const cut = lineBefore(line, lines[i - 1], mark)
            return (
              <Fragment key={line.entry.entryId}>
                {cut ? (
                  <tr className="cut">
                    <td colSpan={columns}>{cut}</td>
                  </tr>
                ) : null}
                <Row line={line} has={has} limit={limit} />
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Pair({ name }: { name: string }) {
  return (
    <>
      <th scope="col" className="r">
        要{name}
      </th>
      <th scope="col" className="r">
        累计
      </th>
    </>
  )
}

function Row({ line, has, limit }: { line: Line; has: { desk: boolean; flat: boolean; grant: boolean; loan: boolean }; limit: number }) {
  const { entry, rank, standing, used, over } = line
  const given = standing === 'recommended'
  const words = standingWords[standing]
  const sum = (text: string) => <td className="r c3">{given ? text : '—'}</td>
  return (
    <tr className={standing}>
      <td className="r num">{rank ?? '—'}</td>
      <th scope="row" className="mono">
        {entry.code}
      </th>
      <td>
        {entry.title}
        <span className="c3 t12 block">{entry.field}</span>
      </td>
      <td className="r">
        <b>{entry.value === null ? '—' : pointsText(entry.value)}</b>
      </td>
      <td className="r">
        {entry.lowest === null || entry.highest === null ? (
          '—'
        ) : (
          <>
            {pointsText(entry.lowest)}—{pointsText(entry.highest)}
          </>
        )}
        {entry.spread !== null && entry.spread > limit ? (
          <span className="block">
            <Tag kind="warn">分差 {pointsText(entry.spread)}</Tag>
          </span>
        ) : null}
      </td>
      <td className="r">{entry.sheets ?? `${entry.locked} / ${entry.seats}`}</td>
      {has.desk ? (
        <>
          <td className="r">{count(entry.desk)}</td>
          {sum(String(used.desk))}
        </>
      ) : null}
      {has.flat ? (
        <>
          <td className="r">{count(entry.flat)}</td>
          {sum(String(used.flat))}
        </>
      ) : null}
      {has.grant ? (
        <>
          <td className="r">{yuan(entry.grantFen)}</td>
          {sum(formatYuan(used.grantFen, { decimals: 0 }))}
        </>
      ) : null}
      {has.loan ? <td className="r">{yuan(entry.loanFen)}</td> : null}
      <td>
        <Tag kind={words.kind}>{words.word}</Tag>
        {over.length > 0 ? <span className="c2 t12 block">{over.map((kind) => overWords[kind]).join('、')}不够</span> : null}
      </td>
    </tr>
  )
}
