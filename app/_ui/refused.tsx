import type { Failure } from './use-action'

/** Why an attempt was refused as a whole; what belongs to a field is said beside the field. */
export function Refused({ failed, space = '' }: { failed: Failure | null; space?: string }) {
  if (!failed || Object.keys(failed.fields).length > 0) return null
  return (
    <p className={`errmsg ${space}`.trim()} role="alert">
      {failed.text}
    </p>
  )
}
