import type { ReactNode } from 'react'

const shapes = {
  next: <path d="m8 5 5 5-5 5" />,
  back: <path d="m12 5-5 5 5 5" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  cross: <path d="m5 5 10 10M15 5 5 15" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.6" />
    </>
  ),
  ask: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M8 8.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1v.3M10 13.6v.1" />
    </>
  ),
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  alert: <path d="M10 3.2 17.5 16.5h-15zM10 8.2v3.8M10 14.2v.1" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
      <path d="M13 7V3.5H3.5V13H7" />
    </>
  ),
  lock: <path d="M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9" />,
} as const satisfies Record<string, ReactNode>

export type GlyphName = keyof typeof shapes

/** Icons of the public pages: plain SVG without a script, so that these pages load nothing for them. Always beside a word. */
export function Glyph({ name, size = 16 }: { name: GlyphName; size?: number }) {
  return (
    <svg
      className="ic"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  )
}
