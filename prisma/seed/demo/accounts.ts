import type { RoleCode } from '@/lib/kernel/actor'

export interface DemoAccount {
  readonly login: string
  readonly name: string
  readonly phone: string
  readonly roles: readonly (readonly [RoleCode, string])[]
}

const a = (login: string, name: string, tail: string, ...roles: readonly (readonly [RoleCode, string])[]): DemoAccount => ({
  login,
  name,
  phone: `1990730${tail}`,
  roles,
})

/** One table from demo names to personas (contract; reliability paper §3.1). All people are fictional. */
export const demoAccounts: readonly DemoAccount[] = [
  a('founder', '周予安', '2047', ['applicant', 'public']),
  a('teammate', '林知夏', '6610', ['applicant', 'public']),
  a('founder2', '石一鸣', '0932', ['applicant', 'public']),
  a('clerk', '何静', '1001', ['intake', 'window']),
  a('clerk2', '谭维', '1002', ['intake', 'window']),
  a('reviewer', '陆怀真', '1003', ['reviewer', 'public']),
  a('reviewer2', '唐若川', '1004', ['reviewer', 'public']),
  a('reviewer3', '许明澜', '1005', ['reviewer', 'public']),
  a('space', '罗启明', '1006', ['space', 'space']),
  a('space2', '安以宁', '1007', ['space', 'space']),
  a('finance', '冯书禾', '1008', ['finance', 'finance']),
  a('checker', '秦望舒', '1009', ['finance', 'finance']),
  a('service', '程未央', '1010', ['service', 'enterprise']),
  a('service2', '苏行之', '1011', ['service', 'enterprise']),
  a('mentor', '沈知远', '1012', ['mentor', 'public']),
  a('mentor2', '孟清和', '1013', ['mentor', 'public']),
  a('enterprise', '莲溪轴承', '1014', ['enterprise', 'public']),
  a('enterprise2', '云湖诊断', '1015', ['enterprise', 'public']),
  a('broker', '白既明', '1016', ['broker', 'public']),
  a('leader', '顾怀民', '1017', ['leader', 'office']),
  a('leader2', '宋时雨', '1018', ['leader', 'office']),
  a('admin', '严一川', '1019', ['sys_admin', 'it']),
  a('security', '万疏影', '1020', ['sec_admin', 'it']),
  a('security2', '方见山', '1021', ['sec_admin', 'it']),
  a('auditor', '丁守正', '1022', ['auditor', 'audit']),
  a('inn', '韩小满', '1023', ['inn', 'space']),
  a('bank', '贺平', '1024', ['bank', 'public']),
  a('chair', '梁砚秋', '1025', ['chair', 'public'], ['reviewer', 'public']),
  a('observer', '尹中天', '1026', ['observer', 'audit']),
]
