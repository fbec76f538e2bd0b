const tints = ['av-a', 'av-b', 'av-c', 'av-d'] as const

/** A number from a name, the same every time: which tint, and where the rings lie. */
function seedOf(name: string): number {
  let seed = 7
  for (const sign of name) seed = (seed * 31 + (sign.codePointAt(0) ?? 0)) % 9973
  return seed
}

/** One closed contour around (cx, cy): eight points whose radii wander with the seed. */
function ring(cx: number, cy: number, radius: number, seed: number): string {
  const points = Array.from({ length: 8 }, (_, i) => {
    const angle = (i / 8) * 2 * Math.PI
    const r = radius * (0.84 + 0.28 * (((seed * (i + 3)) % 17) / 17))
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle) * 0.82] as const
  })
  const at = (i: number) => points[i % 8] ?? ([cx, cy] as const)
  const middle = (i: number) => [(at(i)[0] + at(i + 1)[0]) / 2, (at(i)[1] + at(i + 1)[1]) / 2].map((n) => n.toFixed(1)).join(' ')
  const curves = points.map(
    (_, i) =>
      `Q${at(i + 1)
        .map((n) => n.toFixed(1))
        .join(' ')} ${middle(i + 1)}`,
  )
  return `M${middle(0)}${curves.join('')}Z`
}

/** The last character of a name on contour lines of its own; decoration, the name stands beside it. */
export function Avatar({ name, size = 28 }: { name: string; size?: number }) {
  const seed = seedOf(name)
  const cx = 9 + (seed % 7)
  const cy = 20 + (seed % 5)
  return (
    <span className={`av ${tints[seed % 4]}`} style={{ '--s': `${size}px` } as React.CSSProperties} aria-hidden="true">
      <svg viewBox="0 0 32 32" fill="none" aria-hidden="true">
        {[6, 12, 18, 24].map((radius) => (
          <path key={radius} d={ring(cx, cy, radius, seed)} />
        ))}
      </svg>
      <b>{[...name].at(-1)}</b>
    </span>
  )
}
