interface Score {
  readonly criterion: string
  readonly weight: number
  /** Hundredths of a per cent of the weight. */
  readonly own: number
  readonly median: number | null
}

const percent = (hundredths: number) => `${Math.round(hundredths / 10) / 10}%`

/** Own share of each criterion as a bar, the middle of the round as a mark; the sentence beside it says the same. */
export function ScoreBars({ scores }: { scores: readonly Score[] }) {
  return (
    <>
      <ul className="letter-scores">
        {scores.map((one) => {
          const compared = one.median === null ? '' : `，这一批中位数 ${percent(one.median)}`
          return (
            <li key={one.criterion}>
              <p className="row between wrap g8">
                <span>
                  {one.criterion}
                  <small className="c3"> 占 {one.weight} 分</small>
                </span>
                <span className="t14 c2">
                  你 {percent(one.own)}
                  {compared}
                </span>
              </p>
              <svg viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y="3" width="400" height="8" rx="2" fill="var(--surface-3)" />
                <rect x="0" y="3" width={(400 * one.own) / 10_000} height="8" rx="2" fill="var(--primary)" />
                {one.median === null ? null : <rect x={Math.min(397, (400 * one.median) / 10_000)} y="0" width="3" height="14" fill="var(--accent-graphic)" />}
              </svg>
            </li>
          )
        })}
      </ul>
      {scores.some((one) => one.median !== null) ? (
        <p className="letter-key t13 c2" aria-hidden="true">
          <span>
            <i />你
          </span>
          <span>
            <i className="mid" />
            这一批中间的人
          </span>
        </p>
      ) : null}
    </>
  )
}
