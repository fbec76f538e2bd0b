import type { RoleCode } from '@/lib/kernel/actor'

/** Rooms of the staff in the order in which the rail shows them, with the roles that may open each. */
export const staffRooms = [
  { key: 'review', href: '/review', label: '我的评审', roles: ['reviewer'] },
  { key: 'queue', href: '/counter', label: '受理台', roles: ['intake', 'leader', 'auditor'] },
  { key: 'approvals', href: '/counter/approvals', label: '待批准', roles: ['leader'] },
  { key: 'space', href: '/counter/space', label: '空间', roles: ['space', 'leader', 'auditor'] },
  { key: 'rounds', href: '/counter/rounds', label: '批次', roles: ['intake', 'leader', 'auditor', 'chair', 'observer'] },
  { key: 'screening', href: '/counter/screening', label: '查重', roles: ['intake', 'leader', 'auditor'] },
  { key: 'meetings', href: '/counter/meetings', label: '会议审定', roles: ['intake', 'chair', 'reviewer', 'observer', 'leader', 'auditor'] },
  { key: 'reviewers', href: '/counter/reviewers', label: '专家库', roles: ['intake', 'leader', 'auditor'] },
  { key: 'draws', href: '/counter/draws', label: '摇号', roles: ['intake', 'space', 'leader', 'auditor', 'observer'] },
  { key: 'notices', href: '/counter/notices', label: '公示', roles: ['intake', 'leader', 'auditor', 'observer'] },
  { key: 'objections', href: '/counter/objections', label: '异议与复核', roles: ['intake', 'leader', 'auditor', 'observer'] },
  { key: 'feedback', href: '/counter/feedback', label: '结果告知书', roles: ['intake', 'leader', 'auditor'] },
  { key: 'fund', href: '/counter/fund', label: '预算与账', roles: ['finance', 'leader', 'auditor'] },
  { key: 'rehearsal', href: '/cockpit/rehearsal', label: '额度预演', roles: ['leader', 'finance', 'auditor'] },
  { key: 'support', href: '/counter/support', label: '资助', roles: ['intake', 'service', 'finance', 'bank', 'leader', 'auditor'] },
  { key: 'people', href: '/counter/people', label: '人员核验', roles: ['intake'] },
  { key: 'imports', href: '/counter/imports', label: '台账导入', roles: ['intake', 'space', 'finance', 'service'] },
  { key: 'calendar', href: '/admin/calendar', label: '工作日历', roles: ['sys_admin'] },
  { key: 'audit', href: '/admin/audit', label: '审计记录', roles: ['auditor'] },
  { key: 'jobs', href: '/admin/jobs', label: '后台任务', roles: ['sys_admin', 'auditor'] },
] as const satisfies readonly { key: string; href: string; label: string; roles: readonly RoleCode[] }[]

export type StaffRoom = (typeof staffRooms)[number]['key']

export const roomsOf = (roles: ReadonlySet<RoleCode>) => staffRooms.filter((room) => room.roles.some((role) => roles.has(role)))

/** Where somebody begins after signing in: staff in the first room that is theirs, everybody else in 我的攀登. */
export const homeOf = (roles: ReadonlySet<RoleCode>): string => roomsOf(roles)[0]?.href ?? '/my'
