import type { PageRow } from './pages'

export const panelPages: readonly PageRow[] = [
  { path: '/counter/reviewers', kind: 'page', who: ['intake', 'leader', 'auditor'] },
  { path: '/counter/reviewers/export', kind: 'route', who: ['intake', 'leader', 'auditor'] },
  { path: '/counter/reviewers/[id]', kind: 'page', who: ['intake', 'leader', 'auditor'], at: (o) => `/counter/reviewers/${o.reviewerId}` },
  {
    path: '/counter/rounds/[id]/panels',
    kind: 'page',
    who: ['intake', 'leader', 'auditor', 'chair', 'observer'],
    at: (o) => `/counter/rounds/${o.roundId}/panels`,
  },
]
