'use client'

import { useEffect, useRef } from 'react'

/** All errors at the top, in the order and words of the fields; takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: readonly { fieldId: string; text: string }[] }) {
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.map((error) => error.fieldId + error.text).join('|')
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  if (errors.length === 0) return null
  return (
    <div className="esum" role="alert" tabIndex={-1} ref={box}>
      <h2>有 {errors.length} 处要改</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId + error.text}>
            <a href={`#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
