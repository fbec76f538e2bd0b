import { homeOf } from '@/lib/foundation/identity/model/home'
import { chainPages } from './pages-chain'
import { drawPages } from './pages-draw'
import { fundPages } from './pages-fund'
import { noticePages } from './pages-notice'
import { panelPages } from './pages-panel'
import { reviewPages } from './pages-review'
import { roundPages } from './pages-rounds'
import { supportPages } from './pages-support'
import { type Persona, personas, rolesOf } from './personas'

/** Rows of the demo: the founder's own, whose team `teammate` is in, and what the office has in hand. */
export interface Objects {
  /** A submitted application and one of its cases. */
  readonly applicationId: string
  readonly caseNo: string
  readonly documentId: string
  /** The plan of a submitted application. */
  readonly fileId: string
  readonly personId: string
  readonly zone: string
  /** The founder's agreement in force. */
  readonly agreementNo: string
  /** The first round with experts, its draw, its meeting and the notice of its result. */
  readonly roundId: string
  readonly drawNo: string
  readonly meetingId: string
  readonly noticeNo: string
  readonly objectionNo: string
  readonly reviewerId: string
  readonly lineId: string
}

/** One page or route handler of `app/`; a file without a row fails the build, and so does a row without a file. */
export interface PageRow {
  /** Folder path without groups. */
  readonly path: string
  readonly kind: 'page' | 'route'
  readonly who: 'everyone' | readonly Persona[]
  /** The address with the founder's objects; absent where the path names no object. */
  readonly at?: (objects: Objects) => string
  /** What the rooms of applicants do with staff: they are sent to their own desk. */
  readonly staffGoHome?: true
  /** The answer to whoever may come in (default 200); a page of a form that was sent leads on. */
  readonly status?: number
  /** Not asked by the gate of pages: it has a gate of its own, named here. */
  readonly elsewhere?: string
  /** Whoever is not signed in is told that there is no such thing, like everybody else who may not. */
  readonly hiddenFromAll?: true
  /** Somebody who is signed in is led on to where they came from, or home. */
  readonly signedInLeave?: true
  /** Who knows of the thing, but is refused it as it stands in the demo, with the reason. */
  readonly notYet?: readonly Persona[]
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
  page('/check', 'everyone'),
  page('/measures', 'everyone'),
  page('/measures/[code]', 'everyone', { at: () => '/measures/office' }),
  page('/numbers', 'everyone'),
  page('/numbers/[key]', 'everyone', { at: () => '/numbers/desks' }),
  route('/numbers/[key]/export', 'everyone', { at: () => '/numbers/desks/export' }),
  page('/track', 'everyone'),
  page('/verify', 'everyone'),
  page('/sign-in', 'everyone', { signedInLeave: true }),
  page('/sign-in/code', 'everyone', { signedInLeave: true }),
  page('/register', 'everyone', { signedInLeave: true }),
  page('/sms', 'everyone', { demoOnly: true }),
  page('/confirm/[token]', 'everyone', { at: () => '/confirm/no-such-token-at-all' }),
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
  route('/api/v1/cases/[caseNo]', 'everyone', { elsewhere: 'track.db.test.ts (unknown number and wrong tail alike, limited in rate)' }),
  route('/api/v1/documents/[number]/verify', 'everyone', { elsewhere: 'verify.db.test.ts' }),
  route('/api/v1/[...missing]', 'everyone', { at: () => '/api/v1/no-such-thing', status: 404 }),
]

/** Everybody signed in has 我的攀登; staff with a desk are sent to it. */
const founders: readonly Persona[] = personas.filter(
  (persona) => persona !== 'anonymous' && (rolesOf(persona).includes('applicant') || homeOf(new Set(rolesOf(persona))) === '/my'),
)
const own = (path: string, who: PageRow['who'], more: Partial<PageRow> = {}) => page(`/my${path}`, who, { staffGoHome: true, ...more })
const form = (part: string, more: Partial<PageRow> = {}) =>
  own(`/applications/[id]${part}`, ['applicant'], {
    at: (o) => `/my/applications/${o.applicationId}${part.replace('[section]', 'desk')}`,
    status: 307,
    ...more,
  })

const founderPages: readonly PageRow[] = [
  own('', founders),
  own('/applications', founders),
  own('/applications/new', founders),
  form(''),
  form('/[section]'),
  form('/team'),
  form('/files'),
  form('/check'),
  form('/submitted', { who: team, status: 200 }),
  own('/cases/[caseNo]', team, { at: (o) => `/my/cases/${o.caseNo}` }),
  own('/support', founders),
  own('/support/[number]', team, { at: (o) => `/my/support/${o.agreementNo}` }),
  own('/messages', founders),
  route('/my/applications/[id]/calendar', team, { at: (o) => `/my/applications/${o.applicationId}/calendar` }),
  route(
    '/my/calendar',
    personas.filter((persona) => persona !== 'anonymous'),
  ),
]

const staffPages: readonly PageRow[] = [
  page('/counter', staffOfWindow),
  route('/counter/export', staffOfWindow),
  page('/counter/cases/[caseNo]', staffOfWindow, { at: (o) => `/counter/cases/${o.caseNo}` }),
  page('/counter/people', ['intake']),
  page('/counter/people/[id]', ['intake'], { at: (o) => `/counter/people/${o.personId}` }),
  page('/counter/imports', ['intake', 'space', 'finance', 'service']),
  page('/counter/imports/[id]', ['intake', 'space', 'finance', 'service'], { elsewhere: 'the database tests of the ledger import' }),
  route('/counter/imports/[id]/export', ['intake', 'space', 'finance', 'service'], { elsewhere: 'the database tests of the ledger import' }),
  route('/counter/imports/upload', [], { elsewhere: 'lib/entry/authorization.db.test.ts (import.upload)' }),
  page('/counter/space', planReaders),
  page('/counter/space/flats', planReaders),
  route('/counter/space/export', planReaders),
  page('/counter/space/[zone]', planReaders, { at: (o) => `/counter/space/${encodeURIComponent(o.zone)}` }),
  route('/counter/space/[zone]/export', planReaders, { at: (o) => `/counter/space/${encodeURIComponent(o.zone)}/export` }),
  page('/admin/calendar', ['sys_admin']),
  page('/admin/audit', ['auditor']),
  page('/admin/jobs', ['sys_admin', 'auditor']),
]

const papers: readonly PageRow[] = [
  route('/api/files', [], { elsewhere: 'lib/entry/authorization.db.test.ts (application.attach, case.supplement_file)' }),
  route('/api/files/[id]', [...team, 'intake', 'leader'], { at: (o) => `/api/files/${o.fileId}`, hiddenFromAll: true }),
  route('/api/documents/[id]', [...team, ...staffOfWindow], { at: (o) => `/api/documents/${o.documentId}`, hiddenFromAll: true }),
]

export const pageRows: readonly PageRow[] = [
  ...publicPages,
  ...publicRoutes,
  ...founderPages,
  ...staffPages,
  ...papers,
  ...fundPages,
  ...chainPages,
  ...drawPages,
  ...noticePages,
  ...panelPages,
  ...reviewPages,
  ...supportPages,
  ...roundPages,
]
