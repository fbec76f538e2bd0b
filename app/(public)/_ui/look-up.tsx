import { Glyph } from '@/app/_ui/glyph'
import { errorText } from '@/lib/i18n/errors'
import { AppError } from '@/lib/kernel/app-error'

/** A value of an address: the first one, trimmed. */
export const typed = (value: string | string[] | undefined): string => ([value].flat()[0] ?? '').trim()

export type LookUp<T> = { readonly found: T } | { readonly limited: string } | null

/** Runs a look-up; «too often» becomes a sentence on the page, everything else stays an error. */
export async function lookUp<T>(work: () => Promise<T>): Promise<LookUp<T>> {
  try {
    return { found: await work() }
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rate_limited') return { limited: errorText(error.code, error.params) }
    throw error
  }
}

interface FieldProps {
  name: string
  label: string
  hint: string
  value: string
  error?: string | undefined
  short?: boolean
  inputMode?: 'numeric' | 'text'
  maxLength: number
}

/** A field of a plain GET form: keeps what was typed and says beside it what is wrong. */
export function Field({ name, label, hint, value, error, short, inputMode = 'text', maxLength }: FieldProps) {
  return (
    <div className={error ? 'fld e' : 'fld'}>
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <p className="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {error ? (
        <p className="errmsg" id={`${name}-error`}>
          <Glyph name="alert" />
          <span>{error}</span>
        </p>
      ) : null}
      <input
        className={short ? 'inp short' : 'inp'}
        id={name}
        name={name}
        defaultValue={value}
        required
        inputMode={inputMode}
        maxLength={maxLength}
        autoComplete="off"
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${name}-hint ${name}-error` : `${name}-hint`}
      />
    </div>
  )
}

export const Limited = ({ text }: { text: string }) => (
  <div className="note warn mt24" role="alert">
    <Glyph name="clock" />
    <div>{text}</div>
  </div>
)
