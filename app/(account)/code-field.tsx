import type { ComponentProps } from 'react'
import { TextField } from '@/app/_ui/fields'
import type { useCode } from './use-code'

interface Props {
  phone: string
  state: ReturnType<typeof useCode>
  error: string | undefined
  demo: boolean
  /** react-hook-form's props, where the form has them. */
  field?: Partial<ComponentProps<'input'>>
}

const label = (state: Props['state']) => {
  if (state.busy) return '正在发送'
  if (state.wait > 0) return `${state.wait} 秒后可重发`
  return state.sent ? '再发一次' : '发验证码'
}

/** Six digits, and the button that sends them. Pasting works; the number itself is checked by the server. */
export function CodeField({ phone, state, error, demo, field }: Props) {
  return (
    <>
      <div className="code-row">
        <TextField id="code" name="code" label="验证码" inputMode="numeric" autoComplete="one-time-code" maxLength={12} error={error} {...field} />
        <button type="button" className="btn sec" disabled={state.busy || state.wait > 0} onClick={() => state.send(phone)}>
          {label(state)}
        </button>
      </div>
      <p className="hint mt8" role="status">
        {state.sent ? '验证码发出了，5 分钟内有效。' : ''}
        {state.sent && demo ? (
          <a href="/sms" target="_blank" rel="noreferrer">
            演示环境：在这里看短信
          </a>
        ) : null}
      </p>
    </>
  )
}
