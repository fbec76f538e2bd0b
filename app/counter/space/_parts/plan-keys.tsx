'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react'

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const desksIn = (box: HTMLElement | null) => [...(box?.querySelectorAll<SVGAElement>('a[data-code]') ?? [])]
const placeOf = (desk: SVGAElement) => [Number(desk.dataset.x), Number(desk.dataset.y)] as const

/** The nearest desk in this direction; among equals the one in the same row or column. */
function nextDesk(desks: readonly SVGAElement[], from: SVGAElement, [dx, dy]: readonly [number, number]): SVGAElement | undefined {
  const [x, y] = placeOf(from)
  const reached = desks.flatMap((desk) => {
    const [tx, ty] = placeOf(desk)
    const ahead = (tx - x) * dx + (ty - y) * dy
    return ahead > 0 ? [{ desk, cost: ahead + 3 * Math.abs((tx - x) * dy + (ty - y) * dx) }] : []
  })
  return reached.sort((a, b) => a.cost - b.cost)[0]?.desk
}

/** Adds to the drawn plan: arrow keys from desk to desk, one stop in the tab order, selecting without a reload, and `/`. */
export function PlanKeys({ children, searchId }: { children: ReactNode; searchId: string }) {
  const box = useRef<HTMLDivElement>(null)
  const router = useRouter()

  useEffect(() => {
    const desks = desksIn(box.current)
    const stop = desks.find((desk) => desk === document.activeElement) ?? desks.find((desk) => desk.hasAttribute('aria-current')) ?? desks[0]
    for (const desk of desks) desk.setAttribute('tabindex', desk === stop ? '0' : '-1')
  })

  useEffect(() => {
    const search = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      document.getElementById(searchId)?.focus()
    }
    window.addEventListener('keydown', search)
    return () => window.removeEventListener('keydown', search)
  }, [searchId])

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const from = event.target instanceof Element ? event.target.closest<SVGAElement>('a[data-code]') : null
    if (!step || !from) return
    event.preventDefault()
    const to = nextDesk(desksIn(box.current), from, step)
    if (!to) return
    from.setAttribute('tabindex', '-1')
    to.setAttribute('tabindex', '0')
    to.focus()
  }

  const select = (event: MouseEvent) => {
    const desk = event.target instanceof Element ? event.target.closest('a[data-code]') : null
    if (!desk || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.push(desk.getAttribute('href') ?? '', { scroll: false })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is operated; this only helps them
    <div className="floor-box" ref={box} onKeyDown={move} onClick={select}>
      {children}
    </div>
  )
}
