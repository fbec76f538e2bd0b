'use client'

/** Prints the page: the proof on paper holds every value in full. */
export const PrintLink = () => (
  <button type="button" className="btn sm quiet no-print" onClick={() => window.print()}>
    打印
  </button>
)
