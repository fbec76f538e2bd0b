import Link from 'next/link'
import { Dot } from '@/app/_ui/tag'
import type { QueueRow } from '@/lib/foundation/casework/model/queue'
import { formatYuan } from '@/lib/kernel/money'

interface Props {
  row: QueueRow
  href: string
  /** Where the keys stand. */
  current: boolean
  /** Open in the panel. */
  shown: boolean
  selected: boolean
  assignee: string
  onSelect?: () => void
  onOpen: () => void
}

const clockClass = { ok: 'info', neutral: 'info', warn: 'warn', bad: 'bad', hold: 'hold' } as const

/** One case in one line; the number is the link, the rest of the row follows the mouse. */
export function Row({ row, href, current, shown, selected, assignee, onSelect, onOpen }: Props) {
  const short = row.materials.have < row.materials.need
  return (
    <tr
      id={`row-${row.caseNo}`}
      className={[selected ? 'sel' : '', current ? 'cur' : ''].join(' ').trim()}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, input, label')) onOpen()
      }}
    >
      <td>
        {onSelect ? (
          <label className="pickbox">
            <input type="checkbox" checked={selected} onChange={onSelect} aria-label={`选中 ${row.caseNo}`} />
          </label>
        ) : null}
      </td>
      <td className="mono">
        <Link href={href} prefetch={false} scroll={false} replace aria-current={shown ? 'true' : undefined}>
          {row.caseNo}
        </Link>
      </td>
      <td className="clip">
        <b>{row.title}</b>
        <span className="pn">{row.project}</span>
      </td>
      <td className="c2 clip">{row.measure}</td>
      <td>
        <Dot kind={row.stateKind}>{row.stateWord}</Dot>
      </td>
      <td className={assignee === '我' ? 'fb' : 'c2'}>{assignee}</td>
      <td>
        <Clock row={row} />
      </td>
      <td className={short ? 'cacc fb r' : 'c3 r'}>
        {row.materials.have}/{row.materials.need}
      </td>
      <td className="r num">{row.amountFen === null ? '' : formatYuan(BigInt(row.amountFen), { decimals: 0 })}</td>
    </tr>
  )
}

function Clock({ row }: { row: QueueRow }) {
  return (
    <div className={`clk ${clockClass[row.clockKind]}`}>
      <b>{row.left}</b>
      {row.left === '—' ? null : (
        <span className="t" aria-hidden="true">
          <i style={{ width: `${100 * row.usedRatio}%` }} />
          <u style={{ left: `${100 * row.promisedRatio}%` }} />
        </span>
      )}
    </div>
  )
}
