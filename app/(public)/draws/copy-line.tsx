'use client'

import { type ReactNode, useState } from 'react'

const GROUP = 8
const STAYS_MS = 2000

interface Props {
  readonly label: string
  readonly value: string
  readonly plain?: boolean
  readonly sign: ReactNode
  readonly copiedSign: ReactNode
}

/** One value of the proof, in groups of eight where it is a hash, with a button that copies it whole. */
export function CopyLine({ label, value, plain = false, sign, copiedSign }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), STAYS_MS)
  }
  const groups = Array.from({ length: Math.ceil(value.length / GROUP) }, (_, i) => ({ at: i * GROUP, text: value.slice(i * GROUP, (i + 1) * GROUP) }))
  return (
    <div className="hx">
      <i>{label}</i>
      {plain ? (
        <span className="free">{value}</span>
      ) : (
        <span>
          {groups.map(({ at, text }) => (
            <span key={at}>{text} </span>
          ))}
        </span>
      )}
      <button type="button" onClick={copy} aria-label={copied ? `${label}已复制` : `复制${label}`}>
        {copied ? copiedSign : sign}
      </button>
    </div>
  )
}
