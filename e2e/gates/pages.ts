import type { Persona } from './personas'

/** Objects that the gates make for the demo account `founder`, whose team `teammate` belongs to. */
export interface Objects {
  /** A submitted application and its case. */
  readonly applicationId: string
  readonly caseNo: string
  readonly draftId: string
  readonly documentId: string
  readonly fileId: string
  readonly personId: string
  readonly zone: string
}

/** One page or route handler of `app/`; a file without a row fails the build, and so does a row without a file. */
export interface PageRow {
  /** Folder path without groups. */
  readonly path: string
  readonly kind: 'page' | 'route'
  readonly who: 'everyone' | readonly Persona[]
  /** The address with the founder's objects; absent where the path names no object. */
  readonly at?: (objects: Objects) => string
  /** What is done with somebody who may come in but has nothing to see (default 200). */
  readonly status?: number
  /** Not asked by the gate of pages: it has a gate of its own, named here. */
  readonly elsewhere?: string
  /** Exists in the demo only. */
  readonly demoOnly?: true
}

const staffOfWindow: readonly Persona[] = ['intake', 'leader', 'auditor']
const planReaders: readonly Persona[] = ['space', 'leader', 'auditor']
const team: readonly Persona[] = ['applicant', 'teammate']
const page = (path: string, who: PageRow['who'], more: Partial<PageRow> = {}): PageRow => ({ path, kind: 'page', who, ...more })
const route = (path: string, who: PageRow['who'], more: Partial<PageRow> = {}): PageRow => ({ path, kind: 'route', who, ...more })

const publicPages: readonly PageRow[] = [
  page('/', 'everyone'),
  page('/sign-in', 'everyone'),
  page('/sign-in/code', 'everyone'),
  page('/register', 'everyone'),
  page('/sms', 'everyone', { demoOnly: true }),
  page('/[...missing]', 'everyone', { at: () => '/no/such/page', status: 404 }),
]

const publicRoutes: readonly PageRow[] = [
  route('/healthz/live', 'everyone'),
  route('/healthz/ready', 'everyone'),
  route('/api/auth/[...nextauth]', 'everyone', { elsewhere: 'sessions.spec.ts' }),
  route('/api/v1/openapi.json', 'everyone'),
  route('/api/v1/stats', 'everyone'),
  route('/api/v1/measures', 'everyone'),
  route('/api/v1/calendar/due', 'everyone', { at: () => '/api/v1/calendar/due?from=2026-09-16&workingDays=5' }),
  route('/api/v1/eligibility', 'everyone', { status: 405 }),
  route('/api/v1/cases/[caseNo]', 'everyone', { at: (o) => `/api/v1/cases/${o.caseNo}?phoneTail=0000`, status: 404 }),
  route('/api/v1/documents/[number]/verify', 'everyone', { at: () => '/api/v1/documents/none/verify?code=none', elsewhere: 'the tests of the interface' }),
  route('/api/v1/[...missing]', 'everyone', { at: () => '/api/v1/no-such-thing', status: 404 }),
]

const founderPages: readonly PageRow[] = []

const staffPages: readonly PageRow[] = [
  page('/counter', staffOfWindow),
  route('/counter/export', staffOfWindow),
  route('/counter/space/[zone]/export', planReaders, { at: (o) => `/counter/space/${encodeURIComponent(o.zone)}/export` }),
]

const papers: readonly PageRow[] = [
  route('/api/files', [], { elsewhere: 'lib/entry/authorization.db.test.ts (application.attach, case.supplement_file)' }),
  route('/api/files/[id]', [...team, ...staffOfWindow], { at: (o) => `/api/files/${o.fileId}` }),
  route('/api/documents/[id]', [...team, ...staffOfWindow], { at: (o) => `/api/documents/${o.documentId}` }),
]

export const pageRows: readonly PageRow[] = [...publicPages, ...publicRoutes, ...founderPages, ...staffPages, ...papers]
