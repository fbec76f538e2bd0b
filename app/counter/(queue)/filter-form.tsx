'use client'

import { type ReactNode, useRef } from 'react'

/** The filters of the list: a choice takes effect at once; without script a button sends them. */
export function FilterForm({ children }: { children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null)
  return (
    <form action="/counter" className="row g4" ref={form} onChange={() => form.current?.requestSubmit()}>
      {children}
      <noscript>
        <button type="submit" className="btn sm quiet">
          筛选
        </button>
      </noscript>
    </form>
  )
}
