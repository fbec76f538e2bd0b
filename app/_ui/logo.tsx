/** 「人」 drawn as a ridge, the sun at the shoulder. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M17.6 7.2C16.2 14.6 11.6 21.4 4.4 26.4" stroke="var(--primary)" strokeWidth="3.4" />
      <path d="M14.9 15.6C17.6 20.4 21.8 24 27.6 26.4" stroke="var(--primary)" strokeWidth="3.4" />
      <path d="M12.4 26.9C14 25.2 15.9 25.2 17.6 26.9" stroke="var(--primary)" strokeWidth="2" opacity=".55" />
      <circle cx="24" cy="8.6" r="3.1" fill="var(--accent)" />
    </svg>
  )
}

export function Logo({ sub }: { sub?: string }) {
  return (
    <a className="logo" href="/" aria-label="攀登者首页">
      <Mark />
      <b className="word t18">攀登者</b>
      {sub ? <span className="logo-sub">{sub}</span> : null}
    </a>
  )
}
