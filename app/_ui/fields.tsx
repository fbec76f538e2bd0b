import { TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

interface Common {
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
}

const describedBy = ({ id, hint, error }: Common) => [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

function Frame({ id, label, hint, error, children, group }: Common & { children: ReactNode; group?: boolean }) {
  const Label = group ? 'legend' : 'label'
  const body = (
    <>
      <Label className="lab" {...(group ? {} : { htmlFor: id })}>
        {label}
      </Label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <ErrorLine id={id} text={error} /> : null}
      {children}
    </>
  )
  return group ? (
    <fieldset className={error ? 'fld e' : 'fld'} id={id} aria-describedby={describedBy({ id, label, hint, error })}>
      {body}
    </fieldset>
  ) : (
    <div className={error ? 'fld e' : 'fld'}>{body}</div>
  )
}

/** Label above, hint, error between hint and control. Takes react-hook-form's `register` props or plain ones. */
export function TextField({ id, label, hint, error, className, ...input }: Common & ComponentProps<'input'>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input {...input} id={id} className={`inp ${className ?? ''}`} aria-invalid={Boolean(error)} aria-describedby={describedBy({ id, label, hint, error })} />
    </Frame>
  )
}

export function TextArea({ id, label, hint, error, count, ...input }: Common & { count?: string } & ComponentProps<'textarea'>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea {...input} id={id} className="inp ta" aria-invalid={Boolean(error)} aria-describedby={describedBy({ id, label, hint, error })} />
      {count ? <p className="hint">{count}</p> : null}
    </Frame>
  )
}

export function SelectField({
  id,
  label,
  hint,
  error,
  options,
  ...input
}: Common & { options: readonly (readonly [string, string])[] } & ComponentProps<'select'>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select {...input} id={id} className="inp" aria-invalid={Boolean(error)} aria-describedby={describedBy({ id, label, hint, error })}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function RadioGroup({
  id,
  label,
  hint,
  error,
  options,
  selected,
  defaultValue,
  ...input
}: Common & { options: readonly (readonly [string, string])[]; selected?: string } & ComponentProps<'input'>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} group>
      {options.map(([value, text]) => (
        <label key={value} className="choice">
          <input
            {...input}
            type="radio"
            value={value}
            {...(selected === undefined ? { defaultChecked: defaultValue === value } : { checked: selected === value })}
          />
          <span>{text}</span>
        </label>
      ))}
    </Frame>
  )
}

function ErrorLine({ id, text }: { id: string; text: string }) {
  return (
    <p className="errmsg" id={`${id}-error`}>
      <TriangleAlert className="ic" size={16} aria-hidden="true" />
      <span>{text}</span>
    </p>
  )
}

export function CheckboxField({ label, ...input }: { label: ReactNode } & ComponentProps<'input'>) {
  return (
    <label className="choice">
      <input {...input} type="checkbox" />
      <span>{label}</span>
    </label>
  )
}

/** A box that must be ticked: says beside it when it was not. */
export function RequiredBox({ id, error, ...box }: { id: string; label: ReactNode; error: string | undefined } & ComponentProps<'input'>) {
  return (
    <div className={error ? 'fld e' : undefined}>
      {error ? <ErrorLine id={id} text={error} /> : null}
      <CheckboxField {...box} id={id} aria-invalid={Boolean(error)} aria-describedby={error ? `${id}-error` : undefined} />
    </div>
  )
}
