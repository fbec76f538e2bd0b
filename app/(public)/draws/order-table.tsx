import { rankWord } from '@/lib/foundation/draw/model/schema'
import type { PublishedDraw } from '@/lib/foundation/draw/server/record'

/** So many signs of a ticket are shown; a telephone leaves the second part out. */
const TICKET_SHOWN = 12
const TICKET_NARROW = 7

/** The published order; the line under the last unit is the line between 入选 and 轮候. */
export function OrderTable({ record, own, shown }: { record: PublishedDraw; own: string; shown: readonly PublishedDraw['entries'][number][] }) {
  const classes = new Set(record.entries.map((entry) => entry.priorityClass)).size > 1
  return (
    <table className="tbl dl">
      <caption className="vh">摇号顺序</caption>
      <thead>
        <tr>
          <th scope="col">顺序</th>
          <th scope="col">报名编号</th>
          {classes ? <th scope="col">等级</th> : null}
          <th scope="col">算出的数</th>
          <th scope="col">结果</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((entry) => {
          const won = entry.rank <= record.units
          const mine = entry.entryNo === own
          const marks = [won ? 'win' : '', entry.rank === record.units ? 'cut' : '', mine ? 'me' : ''].filter(Boolean).join(' ')
          return (
            <tr key={entry.entryNo} className={marks || undefined}>
              <th scope="row">{entry.rank}</th>
              <td className={mine ? 'nb fb cp' : 'nb'}>
                {entry.entryNo}
                {mine ? '（你）' : ''}
              </td>
              {classes ? <td>{entry.priorityClass}</td> : null}
              <td className="mono c2" title={entry.ticket}>
                {entry.ticket.slice(0, TICKET_NARROW)}
                <span className="more">{entry.ticket.slice(TICKET_NARROW, TICKET_SHOWN)}</span>
              </td>
              <td className="nb">{won ? <b>{rankWord(entry.rank, record.units)}</b> : <span className="c2">{rankWord(entry.rank, record.units)}</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
