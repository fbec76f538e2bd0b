'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Note } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { Proof } from '@/app/counter/(queue)/proof'
import { type ApprovalRow, approvalRoom, type LineMoney } from '@/lib/foundation/casework/model/approval-room'
import { approveManySchema } from '@/lib/foundation/casework/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan } from '@/lib/kernel/money'
import { approveMany } from './actions'
import { ApprovalItem } from './approval-item'

interface Props {
  rows: readonly ApprovalRow[]
  lines: readonly LineMoney[]
  /** How many may be signed at once. */
  most: number
  limitYuan: number
  /** The session was proved a moment ago. */
  proven: boolean
}

/** The list, what is chosen of it, and what the choice leaves on each line. */
export function ApprovalsBoard({ rows, lines, most, limitYuan, proven: provenAtFirst }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(approveMany)
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [proven, setProven] = useState(provenAtFirst)
  const began = useRef(0)
  useEffect(() => {
    began.current = performance.now()
  }, [])
  const picked = rows.filter((row) => chosen.has(row.caseNo))
  const room = approvalRoom(lines, picked)
  const needsProof = !proven && (picked.some((row) => row.large) || room.totalFen > BigInt(limitYuan) * 100n)
  const toggle = (caseNo: string) =>
    setChosen((now) => {
      const next = new Map(now)
      if (!next.delete(caseNo)) next.set(caseNo, '')
      return next
    })
  const send = async () => {
    const cases = picked.map(({ caseNo, version }) => ({ caseNo, version, reason: chosen.get(caseNo) ?? '' }))
    const parsed = approveManySchema.safeParse({ cases, seconds: Math.round((performance.now() - began.current) / 1000) })
    if (!parsed.success) {
      const said = parsed.error.issues.flatMap((issue) => {
        const caseNo = cases[Number(issue.path[1])]?.caseNo
        return caseNo ? [[caseNo, errorText(issue.message)] as const] : []
      })
      setFaults(new Map(said))
      const first = said[0]?.[0]
      if (first) document.getElementById(`reason-${first}`)?.focus()
      return
    }
    const answer = await run(parsed.data)
    if (answer && !answer.ok && answer.failure.code === 'step_up.needed') setProven(false)
    if (!answer?.ok) return
    const refused = answer.value.results.filter((row) => !row.ok)
    const done = answer.value.results.length - refused.length
    if (done > 0) toast(`${done} 件批准签了`)
    if (refused.some((row) => row.code === 'step_up.needed')) setProven(false)
    setFaults(new Map(refused.map((row) => [row.caseNo, errorText(row.code ?? '', row.params)])))
    setChosen((now) => new Map([...now].filter(([caseNo]) => refused.some((row) => row.caseNo === caseNo))))
    began.current = performance.now()
    router.refresh()
  }
  return (
    <>
      <ul className="apv">
        {rows.map((row) => (
          <ApprovalItem
            key={row.caseNo}
            row={row}
            line={lines.find((line) => line.id === row.lineId)}
            reason={chosen.get(row.caseNo)}
            fault={faults.get(row.caseNo)}
            full={chosen.size >= most}
            onToggle={() => toggle(row.caseNo)}
            onReason={(text) => setChosen((now) => new Map(now).set(row.caseNo, text))}
          />
        ))}
      </ul>
      <section className="apv-bar" aria-label="选中的办件">
        {picked.length === 0 ? (
          <p className="c3">勾选要批的，每件写一句意见。单件或合计超过 {formatYuan(BigInt(limitYuan) * 100n, { decimals: 0 })} 元的要再验一次密码。</p>
        ) : (
          <>
            <div className="grow">
              <p>
                选了 <b>{picked.length}</b> 件，最多 {most} 件，合计 <b>{formatYuan(room.totalFen)}</b> 元
              </p>
              {room.lines.map((line) => (
                <LineRoom key={line.id} line={line} />
              ))}
            </div>
            {needsProof ? <Proof onProven={() => setProven(true)} /> : null}
            <button type="button" className="btn" disabled={busy || needsProof || room.over} onClick={send}>
              {busy ? '正在签' : `批准这 ${picked.length} 件`}
            </button>
          </>
        )}
        {failed ? (
          <div className="wide-line" role="alert">
            <Note kind="bad">{failed.text}</Note>
          </div>
        ) : null}
      </section>
    </>
  )
}

function LineRoom({ line }: { line: LineMoney & { afterFen: bigint } }) {
  return (
    <p className="t13 c2">
      {line.name}：现在剩 {formatYuan(BigInt(line.availableFen))}，批后{' '}
      {line.afterFen < 0n ? <b className="cbad">差 {formatYuan(-line.afterFen)}，先去掉几件</b> : <b>剩 {formatYuan(line.afterFen)}</b>}
    </p>
  )
}
