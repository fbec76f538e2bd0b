'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { RadioGroup, TextArea } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { Tag } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { decideSoftRelation } from './actions'

interface Soft {
  readonly assignmentId: string
  readonly entryCode: string
  readonly reviewerNo: string
  readonly reviewerName: string
  readonly why: readonly string[]
  readonly decision: { readonly decision: 'keep' | 'replace'; readonly reason: string; readonly by: string } | null
}

const choices = [
  ['keep', '继续评，记入纪要'],
  ['replace', '更换，由抽取顺序的下一位递补'],
] as const

function Decide({ soft, onDone }: { soft: Soft; onDone: () => void }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(decideSoftRelation)
  const [decision, setDecision] = useState<'' | 'keep' | 'replace'>('')
  const [reason, setReason] = useState('')
  const error = (name: string) => (failed?.fields[name] ? errorText(failed.fields[name]) : undefined)
  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ assignmentId: soft.assignmentId, decision: decision as 'keep', reason })
        if (!answer?.ok) return
        toast('记下了，会写进会议纪要')
        onDone()
        router.refresh()
      }}
    >
      <p className="t14">{soft.why.join('；')}</p>
      <RadioGroup
        id="decision"
        name="decision"
        label="怎么处理"
        options={choices}
        selected={decision}
        error={error('decision')}
        onChange={(event) => setDecision(event.target.value === 'replace' ? 'replace' : 'keep')}
      />
      <TextArea id="reason" label="理由" rows={2} value={reason} error={error('reason')} onChange={(event) => setReason(event.target.value)} />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在提交' : '定下来'}
        </button>
        <button type="button" className="btn sec md" onClick={onDone}>
          先不定
        </button>
      </p>
    </form>
  )
}

/** Soft relations of the experts with a seat: disclosed, decided by the chair, minuted. */
export function SoftRelations({ soft, canDecide }: { soft: readonly Soft[]; canDecide: boolean }) {
  const [open, setOpen] = useState<Soft | null>(null)
  if (soft.length === 0) return null
  return (
    <>
      <h3 className="t14 mt16">要披露的关系（{soft.filter((one) => !one.decision).length} 条等组长决定）</h3>
      <ul className="panel-soft">
        {soft.map((one) => (
          <li key={one.assignmentId}>
            <p>
              <b>
                {one.entryCode} · {one.reviewerNo} {one.reviewerName}
              </b>{' '}
              {one.decision ? <Tag kind="ok">{one.decision.decision === 'keep' ? '继续评' : '已更换'}</Tag> : <Tag kind="hold">等组长决定</Tag>}
            </p>
            <p className="t14 c2">{one.why.join('；')}</p>
            {one.decision ? (
              <p className="t14 c2">
                {one.decision.by}：{one.decision.reason}
              </p>
            ) : canDecide ? (
              <button type="button" className="btn sec sm" onClick={() => setOpen(one)}>
                决定
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog open={open !== null} title={`${open?.entryCode ?? ''}，${open?.reviewerName ?? ''} 还评不评`} onClose={() => setOpen(null)}>
        {open ? <Decide soft={open} onDone={() => setOpen(null)} /> : null}
      </Dialog>
    </>
  )
}
