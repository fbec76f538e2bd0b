const tabs = [
  ['books', '/counter/fund', '预算与账'],
  ['budget', '/counter/fund/budget', '下达预算'],
  ['transfers', '/counter/fund/transfers', '调剂'],
  ['close', '/counter/fund/close', '年末关账'],
] as const

interface Props {
  current: (typeof tabs)[number][0]
  year: number
  /** Years that have lines, newest first. */
  years?: readonly number[]
}

/** Way between the pages of the fund; the year stays. */
export function FundTabs({ current, year, years = [] }: Props) {
  return (
    <div className="fund-nav">
      <nav className="tabs" aria-label="预算与账">
        {tabs.map(([key, href, label]) => (
          <a key={key} href={`${href}?year=${year}`} className={key === current ? 'on' : ''} aria-current={key === current ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {years.length > 1 ? (
        <nav className="adm-chips" aria-label="年度">
          {years.map((one) => (
            <a key={one} href={`?year=${one}`} className={one === year ? 'chip on' : 'chip'} aria-current={one === year ? 'true' : undefined}>
              {one} 年
            </a>
          ))}
        </nav>
      ) : null}
    </div>
  )
}
