import { supportReaders } from '@/lib/journeys/support/model/policy'
import type { PageRow } from './pages'

/** The staff's room of agreements and payments; the founder's own stand in pages.ts beside the other rooms of founders. */
export const supportPages: readonly PageRow[] = [
  { path: '/counter/support', kind: 'page', who: supportReaders },
  { path: '/counter/support/[number]', kind: 'page', who: supportReaders, at: (o) => `/counter/support/${o.agreementNo}` },
  { path: '/counter/support/draft/[caseNo]', kind: 'page', who: ['intake'], elsewhere: 'lib/journeys/support/server/pages.db.test.ts' },
  { path: '/counter/support/export', kind: 'route', who: ['intake', 'service', 'finance', 'leader', 'auditor'] },
  { path: '/counter/support/scan', kind: 'route', who: [], elsewhere: 'lib/entry/authorization-support.db.test.ts (support.attach_scan)' },
  { path: '/counter/support/files/[id]', kind: 'route', who: [], elsewhere: 'lib/journeys/support/server/pages.db.test.ts' },
  { path: '/my/support/upload', kind: 'route', who: [], elsewhere: 'lib/entry/authorization-support.db.test.ts (support.attach_evidence)' },
]
