'use client'

/** Prints the confirmation: numbers and QR codes fit on one sheet. */
export function PrintButton() {
  return (
    <button type="button" className="btn sec" onClick={() => window.print()}>
      打印这一页
    </button>
  )
}
