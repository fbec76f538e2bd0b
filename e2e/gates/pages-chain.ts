import type { PageRow } from './pages'

/** Pages of the sign-off chain. */
export const chainPages: readonly PageRow[] = [
  { path: '/counter/approvals', kind: 'page', who: ['leader'] },
  {
    path: '/counter/cases/[caseNo]/archive',
    kind: 'route',
    who: [],
    elsewhere: 'lib/entry/authorization-chain.db.test.ts (case.archive)',
  },
]
