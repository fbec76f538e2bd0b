import type { PageRow } from './pages'

const readers = ['intake', 'space', 'leader', 'auditor', 'observer'] as const
const panel = ['intake', 'chair', 'reviewer', 'observer', 'leader', 'auditor'] as const
const meetingTest = 'lib/entry/authorization-meeting.db.test.ts'

/** Draws, for everybody and for the office, and the room of the panel meeting. */
export const drawPages: readonly PageRow[] = [
  { path: '/draws', kind: 'page', who: 'everyone' },
  { path: '/draws/[id]', kind: 'page', who: 'everyone', at: () => '/draws/YH-2000-0001', status: 404 },
  { path: '/draws/[id]/export', kind: 'route', who: 'everyone', at: () => '/draws/YH-2000-0001/export', status: 404 },
  { path: '/api/v1/draws/[id]', kind: 'route', who: 'everyone', at: () => '/api/v1/draws/YH-2000-0001', status: 404 },
  { path: '/counter/draws', kind: 'page', who: readers },
  { path: '/counter/draws/new', kind: 'page', who: ['intake', 'space'] },
  { path: '/counter/draws/[number]', kind: 'page', who: readers, elsewhere: 'lib/foundation/draw/server/draw.db.test.ts' },
  { path: '/counter/meetings', kind: 'page', who: panel },
  { path: '/counter/meetings/new', kind: 'page', who: ['intake'] },
  { path: '/counter/meetings/[id]', kind: 'page', who: panel, elsewhere: meetingTest },
  { path: '/counter/meetings/[id]/export', kind: 'route', who: panel, elsewhere: meetingTest },
]
