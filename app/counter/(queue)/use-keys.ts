'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'

const STORE = 'climber.shortcuts'
const CHANGED = 'climber:shortcuts'

const isOn = () => {
  try {
    return localStorage.getItem(STORE) !== 'off'
  } catch {
    // storage may be closed to us; the keys stay on, as they are without a choice
    return true
  }
}

/** Single keys can be switched off (WCAG 2.1.4); the choice stays in this browser. */
export function useShortcuts(): { on: boolean; set: (on: boolean) => void } {
  const on = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed)
      return () => window.removeEventListener(CHANGED, changed)
    },
    isOn,
    () => true,
  )
  return {
    on,
    set: (next) => {
      localStorage.setItem(STORE, next ? 'on' : 'off')
      window.dispatchEvent(new Event(CHANGED))
    },
  }
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('input[type="checkbox"]')))

/** Enter and Space belong to the control that has the focus. */
const ownsEnter = (target: EventTarget | null) => target instanceof Element && target.closest('a, button, summary, input') !== null

/**
 * Binds single keys while this component is shown: never inside inputs, never under a dialog, never together with
 * Ctrl, Alt or Meta. A letter is bound in lower case, other keys by their name.
 */
export function useKeys(bindings: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(bindings)
  useEffect(() => {
    current.current = bindings
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (typing(event.target) || document.querySelector('dialog[open]')) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (key !== 'Escape' && !isOn()) return
      if (key === 'Enter' && ownsEnter(event.target)) return
      const act = Object.hasOwn(current.current, key) ? current.current[key] : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
