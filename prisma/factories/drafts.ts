import type { DraftData } from '@/lib/journeys/application/model/form'

/** A complete form that asks for desks; tests change what they are about. */
export const completeDraft = (desks = '2'): DraftData => ({
  identity: {
    status: 'graduated',
    idNumber: 'stored',
    degree: '本科',
    school: '湘州理工大学',
    major: '测控技术与仪器',
    graduatedOn: '2025-06',
    localHome: 'no',
  },
  project: {
    name: '轴承声纹监测仪',
    oneLine: '贴在设备外壳上的声音传感器，提前三天听出轴承快坏了',
    field: '机电装备',
    summary:
      '中小泵厂和轴承厂停机检查要靠老师傅听声音，听错一次就是一天产能。我们做贴在外壳上的声音传感器，不停机、不布线，手机提前三天收到提醒，已经在两家厂试用了四个月。',
    fullTime: '2',
  },
  property: { has: 'no', detail: '' },
  company: { registered: 'no', companyName: '', creditCode: '', worksInZone: 'yes' },
  desk: { want: 'yes', count: desks, byWindow: 'yes' },
  flat: { want: 'no', detail: '' },
  loan: { want: 'no', amount: '', use: '' },
  coaching: { want: 'no', needs: '' },
})

/** The same in a round for 项目资助: 100,000 yuan in two steps, no desks. */
export const grantDraft = (yuan = '100000'): DraftData => ({
  ...completeDraft(),
  desk: { want: 'no', count: '', byWindow: 'no' },
  grant: {
    want: 'yes',
    amount: yuan,
    use: '样机试制 60,000 元\n第三方送检 40,000 元',
    steps: '2',
    goal1: '样机在两家泵厂连续运行三个月',
    by1: '2027-03',
    proof1: '两家泵厂盖章的运行记录',
    goal2: '送检合格，签下五家付费客户',
    by2: '2027-09',
    proof2: '检测报告和五份合同',
  },
})
