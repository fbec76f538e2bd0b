import type { RoleCode } from '@/lib/kernel/actor'

export const departments = [
  { code: 'public', name: '社会公众' },
  { code: 'window', name: '受理窗口' },
  { code: 'space', name: '空间住房科' },
  { code: 'finance', name: '财务科' },
  { code: 'enterprise', name: '企业与成果转化科' },
  { code: 'office', name: '管委会领导' },
  { code: 'it', name: '信息中心' },
  { code: 'audit', name: '审计监督' },
] as const

/** `persona`: the column of the authorization matrix (reliability paper §3) that the role stands for. */
export const roles: readonly { code: RoleCode; name: string; persona: string; staff: boolean }[] = [
  { code: 'applicant', name: '申请人', persona: 'APP', staff: false },
  { code: 'mentor', name: '创业导师', persona: 'MEN', staff: false },
  { code: 'enterprise', name: '企业', persona: 'ENT', staff: false },
  { code: 'broker', name: '技术经理人', persona: 'TM', staff: false },
  { code: 'intake', name: '受理人员', persona: 'S-INT', staff: true },
  { code: 'reviewer', name: '评审专家', persona: 'S-REV', staff: true },
  { code: 'space', name: '空间住房管理', persona: 'S-SPC', staff: true },
  { code: 'finance', name: '财务', persona: 'S-FIN', staff: true },
  { code: 'service', name: '企业与成果转化', persona: 'S-ENT', staff: true },
  { code: 'leader', name: '分管领导', persona: 'LDR', staff: true },
  { code: 'sys_admin', name: '系统管理员', persona: 'ADM-SYS', staff: true },
  { code: 'sec_admin', name: '安全管理员', persona: 'ADM-SEC', staff: true },
  { code: 'auditor', name: '审计管理员', persona: 'AUD', staff: true },
  { code: 'inn', name: '驿站管理', persona: 'S-SPC', staff: true },
  { code: 'bank', name: '经办银行', persona: 'S-FIN', staff: false },
  { code: 'chair', name: '评审组长', persona: 'S-REV', staff: true },
  { code: 'observer', name: '监督员', persona: 'AUD', staff: true },
]
