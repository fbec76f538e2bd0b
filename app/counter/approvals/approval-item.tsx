'use client'

import { Tag } from '@/app/_ui/tag'
import type { ApprovalRow, LineMoney } from '@/lib/foundation/casework/model/approval-room'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan } from '@/lib/kernel/money'

interface Props {
  row: ApprovalRow
  line: LineMoney | undefined
  /** The opinion typed so far; undefined while it is not chosen. */
  reason: string | undefined
  fault: string | undefined
  /** As many are chosen as may be signed at once. */
  full: boolean
  onToggle: () => void
  onReason: (text: string) => void
}

/** One case: what it costs, what its line has before and after, what should be known, and the opinion once it is chosen. */
export function ApprovalItem({ row, line, reason, fault, full, onToggle, onReason }: Props) {
  const chosen = reason !== undefined
  const id = row.caseNo
  return (
    <li className={chosen ? 'sel' : row.because ? 'off' : undefined}>
      <label className="pickbox">
        <input
          type="checkbox"
          checked={chosen}
          disabled={row.because !== null || (full && !chosen)}
          onChange={onToggle}
          aria-label={`选中 ${row.title}（${id}）`}
          aria-describedby={row.because ? `why-${id}` : undefined}
        />
      </label>
      <div className="who">
        <b>{row.title}</b>
        <p className="t13 c2">{row.project}</p>
        <p className="t12 c3">
          <a className="mono" href={`/counter/cases/${encodeURIComponent(id)}`}>
            {id}
          </a>{' '}
          · {row.round} · {row.step}
        </p>
      </div>
      <div className="sum">
        {row.amountFen === null ? (
          <>
            <b>
              {row.item} {row.quantity}
            </b>
            <p className="t12 c3">不占现金额度</p>
          </>
        ) : (
          <>
            <b className="num">{formatYuan(BigInt(row.amountFen))}</b>
            {line ? <RoomOfOne amountFen={row.amountFen} line={line} /> : <p className="t12 c3">不走专项资金</p>}
          </>
        )}
      </div>
      <div className="facts">
        <p className="t13">
          {row.score === null ? '没有评分' : `评审 ${row.score} 分`}
          <span className="c3"> · {row.dueBy}前</span>
        </p>
        <p className="row g4 wrap mt4">
          {row.flags.map((flag) => (
            <Tag key={flag.text} kind={flag.kind}>
              {flag.text}
            </Tag>
          ))}
          {row.large ? <Tag kind="info">大额，要验密码</Tag> : null}
        </p>
      </div>
      {row.because ? (
        <p className="note-line t13" id={`why-${id}`}>
          {errorText(row.because.code, row.because.params)}
        </p>
      ) : null}
      {chosen || fault ? (
        <div className={fault ? 'opinion-field fld e' : 'opinion-field fld'}>
          {chosen ? (
            <>
              <label className="lab" htmlFor={`reason-${id}`}>
                对「{row.title}」的意见
              </label>
              <input
                id={`reason-${id}`}
                className="inp"
                value={reason}
                maxLength={500}
                onChange={(event) => onReason(event.target.value)}
                aria-invalid={Boolean(fault)}
                aria-describedby={fault ? `fault-${id}` : undefined}
              />
            </>
          ) : null}
          {fault ? (
            <p className="errmsg" id={`fault-${id}`} role="alert">
              {fault}
            </p>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

function RoomOfOne({ amountFen, line }: { amountFen: string; line: { availableFen: string } }) {
  const before = BigInt(line.availableFen)
  const after = before - BigInt(amountFen)
  return (
    <p className={after < 0n ? 't12 cbad' : 't12 c3'}>
      额度 {formatYuan(before, { decimals: 0 })} → {after < 0n ? '不够' : formatYuan(after, { decimals: 0 })}
    </p>
  )
}
