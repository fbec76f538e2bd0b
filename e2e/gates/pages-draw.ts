import type { PageRow } from './pages'

const readers = ['intake', 'space', 'leader', 'auditor', 'observer'] as const
const panel = ['intake', 'chair', 'reviewer', 'observer', 'leader', 'auditor'] as const

/** Draws, for everybody and for the office, and the room of the panel meeting. */
export const drawPages: readonly PageRow[] = [
  { path: '/draws', kind: 'page', who: 'everyone' },
  { path: '/draws/[id]', kind: 'page', who: 'everyone', at: (o) => `/draws/${o.drawNo}` },
  { path: '/draws/[id]/export', kind: 'route', who: 'everyone', at: (o) => `/draws/${o.drawNo}/export` },
  { path: '/api/v1/draws/[id]', kind: 'route', who: 'everyone', at: (o) => `/api/v1/draws/${o.drawNo}` },
  { path: '/counter/draws', kind: 'page', who: readers },
  { path: '/counter/draws/new', kind: 'page', who: ['intake', 'space'] },
  { path: '/counter/draws/[number]', kind: 'page', who: readers, at: (o) => `/counter/draws/${o.drawNo}` },
  { path: '/counter/meetings', kind: 'page', who: panel },
  { path: '/counter/meetings/new', kind: 'page', who: ['intake'] },
  { path: '/counter/meetings/[id]', kind: 'page', who: panel, at: (o) => `/counter/meetings/${o.meetingId}` },
  { path: '/counter/meetings/[id]/export', kind: 'route', who: ['intake', 'chair', 'leader', 'auditor'], at: (o) => `/counter/meetings/${o.meetingId}/export` },
]
