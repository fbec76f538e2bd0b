import type { ErrorParams } from '@/lib/kernel/app-error'

/** Which relation keeps somebody from a case; the classes of the relationship graph. */
const near: Readonly<Record<string, string>> = {
  member: '是团队成员',
  own_application: '同一轮里有自己的申请',
  spouse: '配偶',
  household: '同一户',
  relative: '亲属',
  company: '公司的董事、股东或高管',
  employer: '同一单位',
  mentor: '导师和学员',
  contract: '有合同往来',
  loan: '有借款往来',
  equity: '有持股',
  introduced: '介绍人',
  phone: '同一个电话',
  address: '同一个住址',
}

/** Refusals of the sign-off chain. */
export const caseworkErrors: Readonly<Record<string, string | ((p: ErrorParams) => string)>> = {
  'policy.related_case': (p) => `你和申请人、团队或公司有利益关系${near[String(p.why)] ? `（${near[String(p.why)]}）` : ''}，要由别人来签`,
  'case.not_next_step': '现在轮到的不是这一步，请刷新再看',
  'case.paused_by_itself': '专家评审和公示期间时钟自动停，到期自动接着走，不用手动',
  'case.notice_running': '公示期还没过，或者有异议没办完，现在不能批准',
  'screening.flags_open': (p) => `还有 ${p.count} 条可能重复没有判断，先到查重里看`,
  'opinion.too_short': '请写几个字的意见，会存档',
  'approval.too_many': (p) => `一次最多批 ${p.most} 件，分几次来`,
  'step_up.needed': (p) => `超过 ${p.yuan} 元的要再验一次密码，${p.minutes} 分钟内有效`,
  'step_up.empty': '请输入密码',
  'step_up.wrong': '密码不对，再试一次',
  'step_up.no_password': '这个账号没有设密码，不能批大额。请找系统管理员',
  'archive.no_number': '理由会记进审计，不要写证件号码',
  'archive.why': '请写清为什么要打包，会记进审计',
}
