import type { PageRow } from './pages'

const sheet = 'blind.spec.ts, lib/entry/authorization-review.db.test.ts'
const round = 'lib/journeys/review/server/results.db.test.ts, lib/entry/authorization-review.db.test.ts'
const readers = ['intake', 'leader', 'chair', 'auditor', 'observer'] as const

/** The reviewer's own sheets; the results of a round, which the window takes away when all is scored, and the copies that it checks. */
export const reviewPages: readonly PageRow[] = [
  { path: '/review', kind: 'page', who: ['reviewer'] },
  { path: '/review/[assignmentId]', kind: 'page', who: ['reviewer'], elsewhere: sheet },
  { path: '/review/[assignmentId]/paper', kind: 'route', who: ['reviewer'], elsewhere: sheet },
  { path: '/counter/rounds/[id]/results', kind: 'page', who: readers, at: (o) => `/counter/rounds/${o.roundId}/results` },
  { path: '/counter/rounds/[id]/results/copies/[entryId]', kind: 'page', who: ['intake'], elsewhere: round },
  { path: '/counter/rounds/[id]/results/ranking', kind: 'route', who: readers, at: (o) => `/counter/rounds/${o.roundId}/results/ranking`, notYet: ['intake'] },
  { path: '/counter/rounds/[id]/results/scores', kind: 'route', who: readers, at: (o) => `/counter/rounds/${o.roundId}/results/scores`, notYet: ['intake'] },
]
