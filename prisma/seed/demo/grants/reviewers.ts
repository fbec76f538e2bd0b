// The demo's pool of experts: the contract's reviewers and five more who sign in by code. All fictional.
export interface DemoReviewer {
  /** A demo account, or a new person with a telephone. */
  readonly login?: string
  readonly name?: string
  readonly phone?: string
  readonly fields: readonly string[]
  readonly employer: string
  readonly title: string
}

/** 综合评审: for panels whose projects are of many fields. */
const all = ['综合评审', '智能制造', '绿色低碳', '文化与服务', '数字经济']

export const demoReviewers: readonly DemoReviewer[] = [
  { login: 'reviewer', fields: all, employer: '沅芷大学机电学院', title: '教授' },
  { login: 'reviewer2', fields: all, employer: '湘州理工大学', title: '副教授' },
  { login: 'reviewer3', fields: all, employer: '云湖产业研究院', title: '高级工程师' },
  { login: 'chair', fields: all, employer: '莲城工程学院', title: '教授' },
  { name: '柏慕远', phone: '19907303101', fields: all, employer: '远岫创业投资', title: '投资经理' },
  { name: '温如砚', phone: '19907303102', fields: ['智能制造', '绿色低碳'], employer: '资江工业大学', title: '研究员' },
  { name: '简书遥', phone: '19907303103', fields: ['文化与服务', '数字经济'], employer: '舜岭艺术学院', title: '副教授' },
  { name: '谷闻笛', phone: '19907303104', fields: ['智能制造', '数字经济'], employer: '湖畔检测认证', title: '总工程师' },
  { name: '易知衡', phone: '19907303105', fields: ['绿色低碳', '文化与服务'], employer: '沅芷大学商学院', title: '讲师' },
]
