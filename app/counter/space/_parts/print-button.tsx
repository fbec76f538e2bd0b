'use client'

import { Printer } from 'lucide-react'

export function PrintButton() {
  return (
    <button type="button" className="btn sm quiet" onClick={() => window.print()}>
      <Printer size={16} aria-hidden="true" />
      打印
    </button>
  )
}
