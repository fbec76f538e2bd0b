import { ArrowRight, Check, Clock, Pause, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'

export type Kind = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute'

const icons = { ok: Check, warn: Clock, bad: TriangleAlert, info: ArrowRight, hold: Pause, mute: X } as const

/** A state: icon and word on a soft ground; never colour alone. */
export function Tag({ kind, icon = true, children }: { kind: Kind; icon?: boolean; children: ReactNode }) {
  const Icon = icons[kind]
  return (
    <span className={`tag ${kind}`}>
      {icon && kind !== 'mute' ? <Icon size={13} aria-hidden="true" /> : null}
      {children}
    </span>
  )
}

/** The dense form for tables: the shape differs as well as the colour. */
export function Dot({ kind, children }: { kind: Kind; children: ReactNode }) {
  return (
    <span className={`dot ${kind}`}>
      <i aria-hidden="true" />
      {children}
    </span>
  )
}

export function Note({ kind = 'info', children }: { kind?: Kind; children: ReactNode }) {
  const Icon = icons[kind]
  return (
    <div className={`note ${kind}`} role="note">
      <Icon className="ic" size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}
