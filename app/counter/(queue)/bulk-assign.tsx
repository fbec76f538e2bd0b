'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { SelectField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { QueueRow, WindowUser } from '@/lib/foundation/casework/model/queue'
import { errorText } from '@/lib/i18n/errors'
import type { ErrorParams } from '@/lib/kernel/app-error'
import { assignMany } from './actions'
import { DialogActions } from './dialog-parts'

interface Props {
  rows: readonly QueueRow[]
  users: readonly WindowUser[]
  onDone: () => void
}

interface Left {
  caseNo: string
  ok: boolean
  code?: string
  params?: ErrorParams
}

/** Several cases to one person; each row answers for itself, and what was left as it was says why. */
export function BulkAssign({ rows, users, onDone }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [userId, setUserId] = useState('')
  const [left, setLeft] = useState<Left[]>([])
  const { run, busy, failed } = useAction(assignMany)
  const name = users.find((user) => user.id === userId)?.name ?? ''
  const close = () => {
    setOpen(false)
    if (left.length > 0) onDone()
    setLeft([])
  }
  const submit = async () => {
    const answer = await run({ userId, cases: rows.map(({ caseNo, version }) => ({ caseNo, version })) })
    if (!answer?.ok) return
    const refused = answer.value.results.filter((result) => !result.ok)
    const done = answer.value.results.length - refused.length
    if (done > 0) toast(`${done} 件分给了${name}`)
    router.refresh()
    setLeft(refused)
    if (refused.length > 0) return
    setOpen(false)
    onDone()
  }
  return (
    <>
      <button type="button" className="btn sm quiet" onClick={() => setOpen(true)}>
        分派…
      </button>
      <Dialog open={open} title={`把选中的 ${rows.length} 件分给谁`} onClose={close}>
        {left.length > 0 ? (
          <>
            <p className="t14 mt8">{left.length} 件没有动：</p>
            <ul className="t13 mt8 stack-s" role="alert">
              {left.map((row) => (
                <li key={row.caseNo}>
                  <span className="mono">{row.caseNo}</span> {errorText(row.code ?? '', row.params)}
                </li>
              ))}
            </ul>
            <div className="acts">
              <button type="button" className="btn md" onClick={close}>
                知道了
              </button>
            </div>
          </>
        ) : (
          <>
            <SelectField
              id="bulk-user"
              label="承办人"
              value={userId}
              onChange={(event) => setUserId(event.target.value)}
              error={failed?.fields.userId ? errorText(failed.fields.userId) : undefined}
              options={[['', '请选'], ...users.map((user) => [user.id, `${user.name}（手上 ${user.load} 件）`] as const)]}
            />
            <DialogActions busy={busy} failed={failed} onCancel={close} cancel="先不分" submit={name ? `分给${name}` : '分派'} onSubmit={submit} />
          </>
        )}
      </Dialog>
    </>
  )
}
