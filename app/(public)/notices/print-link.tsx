'use client'

/** A quiet button; without a script the browser's own printing is there. */
export function PrintLink() {
  return (
    <button type="button" className="btn quiet md no-print" onClick={() => window.print()}>
      打印这份公示
    </button>
  )
}
