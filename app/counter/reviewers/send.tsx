import { Refused } from '@/app/_ui/refused'
import type { Failure } from '@/app/_ui/use-action'

/** The foot of a form: what went wrong with the whole, the verb, and the way out. */
export function Send({ busy, failed, text, onCancel }: { busy: boolean; failed: Failure | null; text: string; onCancel?: () => void }) {
  return (
    <>
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在提交' : text}
        </button>
        {onCancel ? (
          <button type="button" className="btn sec md" onClick={onCancel}>
            先不改
          </button>
        ) : null}
      </p>
    </>
  )
}
