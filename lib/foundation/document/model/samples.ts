import { composedKinds } from './composed'
import type { DocumentData } from './templates'

const common = {
  holderName: '周予安',
  caseNo: 'GW-2026-0415-K',
  item: '免费办公场地',
  office: { name: '湘潭高新区创新创业服务中心', phone: '0731-5550 0188', address: '智造谷众创中心 A 座 1 层受理大厅' },
}

const composed: DocumentData['minutes'] = {
  office: common.office,
  blocks: [
    { type: 'paragraph', text: '2026 年 11 月 20 日下午，评审会议在智造谷众创中心召开，应到 5 人，实到 4 人，达到法定人数。' },
    { type: 'table', head: ['项目', '票数', '结论'], widths: [0.4, 0.3, 0.3], rows: [['澜溪水质监测', '同意 4，反对 0', '资助 12 万元']] },
    { type: 'steps', title: '接下来', steps: ['结果公示 5 个工作日。', '公示没有异议的，报批后签协议。'] },
    { type: 'signatures', title: '参会人员签字', people: ['组长 梁砚秋', '专家 07', '专家 11'] },
    { type: 'remedy', text: `对本文件有疑问，可以打电话问。电话 ${common.office.phone}。` },
  ],
}

/** Fictional content of each kind, as the commands store it; the tests draw it. */
export const samples = {
  ...(Object.fromEntries(composedKinds.map((kind) => [kind, composed])) as Pick<DocumentData, (typeof composedKinds)[number]>),
  acceptance: {
    ...common,
    materials: ['身份证', '学籍或学历证明', '项目计划书', '团队成员承诺书'],
    promisedBy: '2026年12月8日（周二）',
    statutoryBy: '2026年12月22日（周二）',
    promisedDays: 10,
    statutoryDays: 20,
    provisional: false,
  },
  supplement: {
    ...common,
    rows: [
      { what: '学籍或学历证明：验证报告过期了，重新下载一份', where: '学信网，免费下载', by: '2026年12月8日（周二）' },
      { what: '项目计划书：少了「给谁用」这一部分，请补两三句话，说清楚第一批客户是谁', where: '自己写，写清做什么、给谁用', by: '2026年12月8日（周二）' },
    ],
    deadline: '2026年12月8日（周二）',
  },
  refusal: {
    ...common,
    reason: '申请人毕业已满 6 年，超过本事项「毕业 5 年以内」的范围；同一项目已经在享受免费办公场地，不能重复申请。',
    legalBasis: '《攀登者计划实施办法》第六条第（二）项；《中华人民共和国行政许可法》第三十二条第一款第（二）项',
  },
  allocation: {
    ...common,
    units: ['ZC-3-D17', 'ZC-3-D18'],
    place: '智造谷众创中心A座 3 层 D 区',
    term: '2026 年 12 月 1 日至 2027 年 11 月 30 日，可续 2 次',
    rent: '0 元；水电网不另收',
    deposit: '不收',
    rules: '只用于申请的项目；不能转租、转借；15 个工作日没来会提醒，30 个工作日收回',
    confirmBy: '2026年11月27日（周五）17:00',
  },
} satisfies DocumentData
