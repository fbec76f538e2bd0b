interface Props {
  kind: 'start' | 'search' | 'done' | 'offline' | 'error'
  title: string
  text: string
  action?: { href: string; label: string }
}

/** One picture, one line what, one line what next, at most one button. */
export function EmptyState({ kind, title, text, action }: Props) {
  return (
    <div className="empty">
      {/* biome-ignore lint/performance/noImgElement: a static SVG of ours; the image optimiser is off on purpose */}
      <img src={`/empty-${kind}.svg`} alt="" width={160} height={112} />
      <h2 className="t16">{title}</h2>
      <p className="t14 c2 mt4">{text}</p>
      {action ? (
        <p className="mt16">
          <a className={kind === 'start' ? 'btn md' : 'btn sec md'} href={action.href}>
            {action.label}
          </a>
        </p>
      ) : null}
    </div>
  )
}
