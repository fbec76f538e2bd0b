import { formatYuan } from '@/lib/kernel/money'

/** An amount in yuan with two decimals; nought is quiet. */
export function Yuan({ fen, href, label }: { fen: bigint; href?: string; label?: string }) {
  const text = formatYuan(fen)
  if (!href) return <span className={fen === 0n ? 'c3' : undefined}>{text}</span>
  return (
    <a href={href} className={fen === 0n ? 'c3' : undefined} aria-label={label ? `${label} ${text} 元，看明细` : undefined}>
      {text}
    </a>
  )
}
