import type { PageRow } from './pages'
import type { Persona } from './personas'

const readers: readonly Persona[] = ['intake', 'leader', 'auditor', 'observer']
const letters: readonly Persona[] = ['intake', 'leader', 'auditor']

/** Pages of 公示, 异议, 复核 and letters. */
export const noticePages: readonly PageRow[] = [
  { path: '/notices', kind: 'page', who: 'everyone' },
  { path: '/notices/[id]', kind: 'page', who: 'everyone', at: (o) => `/notices/${o.noticeNo}` },
  { path: '/notices/[id]/object', kind: 'page', who: 'everyone', at: () => '/notices/GS-2000-0001/object?line=1', status: 404 },
  { path: '/notices/objections', kind: 'page', who: 'everyone' },
  { path: '/api/v1/notices', kind: 'route', who: 'everyone' },
  { path: '/api/v1/notices/[id]', kind: 'route', who: 'everyone', at: (o) => `/api/v1/notices/${o.noticeNo}` },
  { path: '/counter/notices', kind: 'page', who: readers },
  { path: '/counter/notices/[number]/export', kind: 'route', who: readers, at: (o) => `/counter/notices/${o.noticeNo}/export` },
  { path: '/counter/objections', kind: 'page', who: readers },
  { path: '/counter/objections/export', kind: 'route', who: readers },
  { path: '/counter/objections/new', kind: 'page', who: ['intake'] },
  { path: '/counter/objections/[number]', kind: 'page', who: readers, at: (o) => `/counter/objections/${o.objectionNo}` },
  { path: '/counter/feedback', kind: 'page', who: letters },
  { path: '/counter/feedback/[caseNo]', kind: 'page', who: letters, elsewhere: 'lib/journeys/review/server/feedback.db.test.ts' },
]
