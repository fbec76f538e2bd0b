import type { SectionKey } from '@/lib/journeys/application/model/form'

type Values = Record<string, string>

const keyOf = (id: string, section: SectionKey) => `climber:draft:${id}:${section}`

/** Identity numbers never stay on the device. */
const withoutNumber = ({ idNumber: _, ...rest }: Values): Values => rest

/** Keeps what is typed on this device until the server has it. A browser that allows no storage loses only this net. */
export function keep(id: string, section: SectionKey, values: Values): void {
  try {
    localStorage.setItem(keyOf(id, section), JSON.stringify(withoutNumber(values)))
  } catch {
    // full or forbidden: the server's copy remains
  }
}

export function clearKept(id: string, section: SectionKey): void {
  try {
    localStorage.removeItem(keyOf(id, section))
  } catch {
    // nothing was kept
  }
}

/** What was typed here but never reached the server, where it differs from what the server has. */
export function keptOf(id: string, section: SectionKey, saved: Values): Values | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id, section)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const differing = Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== (saved[entry[0]] ?? ''))
    return differing.length > 0 ? Object.fromEntries(differing) : null
  } catch {
    return null
  }
}
