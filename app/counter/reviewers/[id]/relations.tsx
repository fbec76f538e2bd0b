'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea, TextField } from '@/app/_ui/fields'
import { Tag } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { endRelation, withdrawRelation } from '../actions'
import { Send } from '../send'

interface Relation {
  readonly id: string
  readonly words: string
  readonly period: string
  readonly detail: string
  readonly source: string
  readonly recorded: string
  readonly withdrawn: string | null
  readonly ended: boolean
}

/** Relations on record, the withdrawn ones too; each can be ended or taken back, none deleted. */
export function Relations({ relations, canChange }: { relations: readonly Relation[]; canChange: boolean }) {
  const [open, setOpen] = useState<{ verb: 'end' | 'withdraw'; relation: Relation } | null>(null)
  const close = () => setOpen(null)
  if (relations.length === 0) return <p className="t14 c2 mt12">还没有登记过。单位、团队和电话会自动比对，不用登记。</p>
  return (
    <>
      <ul className="tl mt16">
        {relations.map((relation) => (
          <li key={relation.id} className={relation.withdrawn ? '' : 'done'}>
            <i aria-hidden="true" />
            <b>{relation.withdrawn ? <s>{relation.words}</s> : relation.words}</b> {relation.withdrawn ? <Tag kind="mute">已撤销</Tag> : null}
            <p>
              {relation.period} · {relation.source} · {relation.recorded}
            </p>
            {relation.detail ? <p>「{relation.detail}」</p> : null}
            {relation.withdrawn ? <p>{relation.withdrawn}</p> : null}
            {canChange && !relation.withdrawn ? (
              <p className="row no-print">
                {relation.ended ? null : (
                  <button type="button" className="btn sec sm" onClick={() => setOpen({ verb: 'end', relation })}>
                    填结束日期
                  </button>
                )}
                <button type="button" className="btn sec sm" onClick={() => setOpen({ verb: 'withdraw', relation })}>
                  撤销
                </button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog open={open?.verb === 'end'} title={`${open?.relation.words ?? ''}，到哪天为止`} onClose={close}>
        {open ? <End relation={open.relation} onDone={close} /> : null}
      </Dialog>
      <Dialog open={open?.verb === 'withdraw'} title={`撤销「${open?.relation.words ?? ''}」`} onClose={close}>
        {open ? <Withdraw relation={open.relation} onDone={close} /> : null}
      </Dialog>
    </>
  )
}

function End({ relation, onDone }: { relation: Relation; onDone: () => void }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(endRelation)
  const [untilOn, setUntil] = useState('')
  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        if (!(await run({ relationId: relation.id, untilOn }))?.ok) return
        toast('记下了')
        onDone()
        router.refresh()
      }}
    >
      <TextField
        id="untilOn"
        label="最后一天"
        hint="结束以后，按这类关系的年限继续回避"
        type="date"
        value={untilOn}
        error={failed?.fields.untilOn ? errorText(failed.fields.untilOn) : undefined}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Send busy={busy} failed={failed} text="记下结束日期" onCancel={onDone} />
    </form>
  )
}

function Withdraw({ relation, onDone }: { relation: Relation; onDone: () => void }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(withdrawRelation)
  const [reason, setReason] = useState('')
  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        if (!(await run({ relationId: relation.id, reason }))?.ok) return
        toast('撤销了，记录还留着')
        onDone()
        router.refresh()
      }}
    >
      <p className="t14 c2">只撤销登记错了的。关系结束了的，填结束日期。已经因它作废的评分不会恢复。</p>
      <TextArea
        id="reason"
        label="为什么撤销"
        rows={3}
        value={reason}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <Send busy={busy} failed={failed} text="撤销这一条" onCancel={onDone} />
    </form>
  )
}
