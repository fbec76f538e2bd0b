'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

interface Props {
  open: boolean
  /** The question, with the name of the thing. */
  title: string
  onClose: () => void
  children: ReactNode
}

/** The browser's own modal dialog: keeps the focus inside, closes on Escape, gives the focus back. */
export function Dialog({ open, title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {open ? children : null}
    </dialog>
  )
}
