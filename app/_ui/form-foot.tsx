import { Refused } from './refused'
import type { Failure } from './use-action'

interface Props {
  failed: Failure | null
  busy: boolean
  /** On the way out: a verb, like 「先不定」. */
  cancel: string
  onCancel: () => void
  submit: string
  /** In place of `submit` while it is sent. */
  doing: string
}

/** The foot of a form in a dialog: what went wrong with the whole, the way out, the verb. */
export function FormFoot({ failed, busy, cancel, onCancel, submit, doing }: Props) {
  return (
    <>
      <Refused failed={failed} />
      <p className="adm-bar end">
        <button type="button" className="btn sec md" onClick={onCancel}>
          {cancel}
        </button>
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? doing : submit}
        </button>
      </p>
    </>
  )
}
