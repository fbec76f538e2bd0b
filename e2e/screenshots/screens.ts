/** Every screen of the product, how to get there, and who looks at it. `link`: the first link on the page that leads on. */
export interface Screen {
  readonly name: string
  readonly as?: string
  readonly path: string
  /** CSS selectors of links to follow from `path`, one after the other. */
  readonly links?: readonly string[]
  /** Name of a button to press at the end. */
  readonly press?: RegExp
  /** Whole page instead of the first screenful. */
  readonly full?: boolean
}

const answers = 'status=graduated&graduatedOn=2025-06&companyRegistered=no&worksInZone=yes&localHome=no&wants=desk,flat,loan,coaching'
const zone = 'main a[href^="/counter/space/desk"]'
/** The call whose decision the demo tells from end to end. */
const call = 'main a:has-text("第二批项目资助")'
const draft = 'main a[href^="/my/applications/"]:not([href$="/new"])'

export const screens: readonly Screen[] = [
  { name: 'home', path: '/', full: true },
  { name: 'check', path: '/check', full: true },
  {
    name: 'check-result',
    path: `/check?${answers}`,
    full: true,
  },
  { name: 'measures', path: '/measures', full: true },
  { name: 'measure', path: '/measures/office', full: true },
  { name: 'track', path: '/track' },
  { name: 'verify', path: '/verify' },
  { name: 'numbers', path: '/numbers', full: true },
  { name: 'numbers-rows', path: '/numbers/desks' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'register', path: '/register' },
  { name: 'sms', path: '/sms' },
  { name: 'not-found', path: '/nothing-here' },
  { name: 'workspace', as: 'founder', path: '/my', full: true },
  { name: 'workspace-empty', as: 'founder2', path: '/my', full: true },
  { name: 'applications', as: 'founder', path: '/my/applications' },
  { name: 'case-founder', as: 'founder', path: '/my', links: ['main a[href^="/my/cases/"]'], full: true },
  { name: 'messages', as: 'founder', path: '/my/messages' },
  { name: 'apply-start', as: 'teammate', path: `/my/applications/new?${answers}`, full: true },
  { name: 'apply-tasks', as: 'teammate', path: `/my/applications/new?${answers}`, press: /开始填|接着填/, full: true },
  { name: 'apply-identity', as: 'teammate', path: '/my/applications', links: [draft, 'a[href$="/identity"]'], full: true },
  { name: 'apply-project', as: 'teammate', path: '/my/applications', links: [draft, 'a[href$="/project"]'], press: /保存，下一项/, full: true },
  { name: 'apply-team', as: 'teammate', path: '/my/applications', links: [draft, 'a[href$="/team"]'], full: true },
  { name: 'apply-files', as: 'teammate', path: '/my/applications', links: [draft, 'a[href$="/files"]'], full: true },
  { name: 'queue', as: 'clerk', path: '/counter?view=all', links: ['main a[href*="case="]'] },
  { name: 'case', as: 'clerk', path: '/counter?view=all', links: ['main a[href*="case="]', 'a[href^="/counter/cases/"]'], full: true },
  { name: 'decide', as: 'leader', path: '/counter?view=decide', links: ['main a[href*="case="]'] },
  { name: 'people', as: 'clerk', path: '/counter/people' },
  { name: 'imports', as: 'clerk', path: '/counter/imports' },
  { name: 'import', as: 'clerk', path: '/counter/imports', links: ['main a[href^="/counter/imports/"]'] },
  { name: 'floors', as: 'space', path: '/counter/space', full: true },
  { name: 'flats', as: 'space', path: '/counter/space/flats', full: true },
  { name: 'floorplan', as: 'space', path: '/counter/space', links: [zone, 'svg a[data-code][aria-label*="空"]'] },
  { name: 'floorplan-list', as: 'space', path: '/counter/space', links: [zone, 'a[href*="view=list"]'] },
  { name: 'calendar', as: 'admin', path: '/admin/calendar', full: true },
  { name: 'jobs', as: 'admin', path: '/admin/jobs' },
  { name: 'audit', as: 'auditor', path: '/admin/audit' },
  { name: 'notices', path: '/notices', full: true },
  { name: 'notice', path: '/notices', links: [call], full: true },
  { name: 'objection-form', path: '/notices', links: [call, 'main a[href*="/object?line="]'], full: true },
  { name: 'support', as: 'founder', path: '/my/support', full: true },
  { name: 'agreement', as: 'founder', path: '/my/support', links: ['main a[href^="/my/support/"]'], full: true },
  { name: 'rounds', as: 'clerk', path: '/counter/rounds', full: true },
  { name: 'round', as: 'clerk', path: '/counter/rounds', links: [call], full: true },
  { name: 'panels', as: 'clerk', path: '/counter/rounds', links: [call, 'main a[href$="/panels"]'], full: true },
  { name: 'results', as: 'leader', path: '/counter/rounds', links: [call, 'main a[href$="/results"]'], full: true },
  { name: 'reviewers', as: 'clerk', path: '/counter/reviewers', full: true },
  { name: 'review-room', as: 'reviewer', path: '/review', full: true },
  { name: 'review-desk', as: 'reviewer', path: '/review', links: ['main a[href^="/review/"]'] },
  { name: 'meeting', as: 'chair', path: '/counter/meetings', links: ['main a[href^="/counter/meetings/"]:not([href$="/new"])'], full: true },
  { name: 'approvals', as: 'leader', path: '/counter/approvals', full: true },
  { name: 'rehearsal', as: 'leader', path: '/cockpit/rehearsal', full: true },
  { name: 'objections', as: 'leader2', path: '/counter/objections', full: true },
  { name: 'fund', as: 'finance', path: '/counter/fund', full: true },
  { name: 'budget', as: 'finance', path: '/counter/fund/budget', full: true },
  { name: 'payments', as: 'finance', path: '/counter/support', full: true },
]
