import type { PageRow } from './pages'

const readers = ['finance', 'leader', 'auditor'] as const

/** The books are read by finance, leaders and the auditor. */
export const fundPages: readonly PageRow[] = [
  { path: '/counter/fund', kind: 'page', who: readers },
  { path: '/counter/fund/[line]', kind: 'page', who: readers, at: (o) => `/counter/fund/${o.lineId}` },
  { path: '/counter/fund/budget', kind: 'page', who: readers },
  { path: '/counter/fund/transfers', kind: 'page', who: readers },
  { path: '/counter/fund/close', kind: 'page', who: readers },
  { path: '/counter/fund/export', kind: 'route', who: readers },
  { path: '/counter/fund/performance', kind: 'route', who: readers },
  { path: '/cockpit/rehearsal', kind: 'page', who: readers },
]
