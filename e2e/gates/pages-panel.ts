import type { PageRow } from './pages'

const elsewhere = 'lib/entry/authorization-panel.db.test.ts'

export const panelPages: readonly PageRow[] = [
  { path: '/counter/reviewers', kind: 'page', who: ['intake', 'leader', 'auditor'] },
  { path: '/counter/reviewers/export', kind: 'route', who: ['intake', 'leader', 'auditor'] },
  { path: '/counter/reviewers/[id]', kind: 'page', who: ['intake', 'leader', 'auditor'], elsewhere },
  { path: '/counter/rounds/[id]/panels', kind: 'page', who: ['intake', 'leader', 'auditor', 'chair', 'observer'], elsewhere },
]
