'use client'

import { useRouter } from 'next/navigation'
import { Note } from '@/app/_ui/tag'
import type { Failure } from '@/app/_ui/use-action'

interface Props {
  busy: boolean
  failed: Failure | null
  /** What keeping everything as it is is called here. */
  cancel: string
  onCancel: () => void
  /** The verb with its result. */
  submit: string
  danger?: boolean
  /** Without it the button sends the form around it. */
  onSubmit?: () => void
}

/** The foot of every dialog: what went wrong, the way out, the verb. */
export function DialogActions({ busy, failed, cancel, onCancel, submit, danger, onSubmit }: Props) {
  const router = useRouter()
  const old = failed?.code === 'case.stale' || failed?.code === 'case.state_changed'
  return (
    <>
      {failed && Object.keys(failed.fields).length === 0 ? (
        <div className="mt12" role="alert">
          <Note kind="bad">
            {failed.text}
            {old ? (
              <button type="button" className="linkish" onClick={() => router.refresh()}>
                刷新这件
              </button>
            ) : null}
          </Note>
        </div>
      ) : null}
      <div className="acts">
        <button type="button" className="btn md sec" onClick={onCancel}>
          {cancel}
        </button>
        <button type={onSubmit ? 'button' : 'submit'} className={danger ? 'btn md danger-fill' : 'btn md'} aria-disabled={busy} onClick={onSubmit}>
          {busy ? '正在提交' : submit}
        </button>
      </div>
    </>
  )
}
