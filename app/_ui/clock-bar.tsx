interface Props {
  promisedDays: number
  statutoryDays: number
  /** Working days that counted, pauses left out. */
  usedDays: number
  pausedDays: number
  /** Where the first pause began, in counted working days. */
  pausedAt?: number | undefined
  stopped?: boolean
  width?: number
}

/** Two clocks on one line: used dark, paused hatched, 承诺 gold, 法定 grey; pauses move both marks. The sentence says the same. */
export function ClockBar({ promisedDays, statutoryDays, usedDays, pausedDays, pausedAt = 0, stopped = false, width = 620 }: Props) {
  const total = Math.max(statutoryDays + pausedDays, usedDays + pausedDays, 1)
  const x = (days: number) => 2 + ((width - 4) * Math.min(days, total)) / total
  const today = usedDays + pausedDays
  const label = `${stopped ? '共用' : '已用'} ${usedDays} 个工作日，${pausedDays > 0 ? `暂停 ${pausedDays} 个，` : ''}承诺 ${promisedDays} 个，法定 ${statutoryDays} 个`
  const anchor = (at: number) => (at < 60 ? 'start' : at > width - 60 ? 'end' : 'middle')
  const now = x(today)
  const promise = x(promisedDays + pausedDays)
  /** Two labels at one place cannot be read. */
  const same = promisedDays === statutoryDays
  return (
    <svg className="twoclock" viewBox={`0 0 ${width} 64`} width="100%" role="img" aria-label={label}>
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--hold-soft)" />
          <path d="M0 0V5" stroke="var(--hold-solid)" strokeWidth="2.4" />
        </pattern>
      </defs>
      {Array.from({ length: Math.min(total, 60) + 1 }, (_, day) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the day
        <path key={day} d={`M${x(day)} ${day % 5 === 0 ? 22 : 25}V32`} stroke="var(--line-2)" />
      ))}
      <rect x="2" y="32" width={width - 4} height="10" rx="2" fill="var(--surface-3)" />
      <rect x="2" y="32" width={Math.max(0, now - 2)} height="10" rx="2" fill="var(--primary)" />
      {pausedDays > 0 ? <rect x={x(pausedAt)} y="32" width={x(pausedAt + pausedDays) - x(pausedAt)} height="10" fill="url(#hatch)" /> : null}
      <path d={`M${now} 18V46`} stroke="var(--primary)" strokeWidth="2" />
      <text x={now} y="13" textAnchor={anchor(now)} className="tk b">
        {stopped ? `用了 ${usedDays} 天` : `今天 · 第 ${usedDays} 天`}
      </text>
      <path d={`M${promise} 26V48`} stroke="var(--accent-graphic)" strokeWidth="2" />
      <text x={promise} y="60" textAnchor={promise > width - 130 ? 'end' : anchor(promise)} dx={promise > width - 130 ? -4 : 0} className="tk acc">
        {same ? '承诺、法定' : '承诺'} {promisedDays} 天
      </text>
      <path d={`M${x(statutoryDays + pausedDays)} 26V48`} stroke="var(--text-3)" strokeWidth="2" />
      {same ? null : (
        <text x={x(statutoryDays + pausedDays)} y="60" textAnchor="end" className="tk">
          法定 {statutoryDays} 天
        </text>
      )}
    </svg>
  )
}
