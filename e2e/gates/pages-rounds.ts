import type { PageRow } from './pages'

const readers = ['intake', 'intake_who_accepted', 'leader_who_reviewed', 'staff_in_team', 'leader', 'auditor', 'chair', 'observer'] as const
const screening = ['intake', 'intake_who_accepted', 'leader_who_reviewed', 'staff_in_team', 'leader', 'auditor'] as const
const window = ['intake', 'intake_who_accepted', 'leader_who_reviewed', 'staff_in_team'] as const
const flags = 'lib/foundation/screening/server/screening.db.test.ts'

/** Rounds are read by those who work with them and made by the window; duplicates are judged at the window. */
export const roundPages: readonly PageRow[] = [
  { path: '/counter/rounds', kind: 'page', who: readers },
  { path: '/counter/rounds/new', kind: 'page', who: window },
  { path: '/counter/rounds/[id]', kind: 'page', who: readers, at: (o) => `/counter/rounds/${o.roundId}` },
  { path: '/counter/rounds/[id]/form', kind: 'page', who: readers, at: (o) => `/counter/rounds/${o.roundId}/form` },
  { path: '/counter/rounds/[id]/export', kind: 'route', who: readers, at: (o) => `/counter/rounds/${o.roundId}/export` },
  { path: '/counter/rounds/rubrics', kind: 'page', who: readers },
  { path: '/counter/rounds/rubrics/new', kind: 'page', who: window },
  { path: '/counter/screening', kind: 'page', who: screening },
  { path: '/counter/screening/[id]', kind: 'page', who: screening, elsewhere: flags },
  { path: '/counter/screening/export', kind: 'route', who: screening },
]
