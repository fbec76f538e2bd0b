interface Props {
  /** Rows of modules, true is dark, with the quiet zone. */
  rows: readonly (readonly boolean[])[]
  /** What scanning it does. */
  label: string
  size?: number
}

/** A QR code: dark on white in both themes, because cameras expect it so. */
export function QrCode({ rows, label, size = 132 }: Props) {
  const side = rows.length
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={size} height={size} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
