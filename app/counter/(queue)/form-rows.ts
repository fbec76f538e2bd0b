type Form = Readonly<Record<string, Readonly<Record<string, string>>>>

interface Section {
  readonly key: string
  readonly title: string
  readonly fields: readonly (readonly [string, string])[]
}

/** Labels of the staff for the sections of the form; fields that are not named here are not shown. */
const sections: readonly Section[] = [
  {
    key: 'identity',
    title: '身份',
    fields: [
      ['status', '在读或毕业'],
      ['idNumber', '身份证号'],
      ['degree', '学历'],
      ['school', '学校'],
      ['major', '专业'],
      ['graduatedOn', '毕业年月'],
      ['localHome', '本地有住房'],
    ],
  },
  {
    key: 'project',
    title: '项目',
    fields: [
      ['name', '名称'],
      ['oneLine', '一句话'],
      ['field', '领域'],
      ['summary', '介绍'],
      ['fullTime', '全职人数'],
    ],
  },
  {
    key: 'property',
    title: '知识产权',
    fields: [
      ['has', '有没有'],
      ['detail', '说明'],
    ],
  },
  {
    key: 'company',
    title: '公司',
    fields: [
      ['registered', '已注册'],
      ['companyName', '名称'],
      ['creditCode', '统一社会信用代码'],
      ['worksInZone', '在高新区办公'],
    ],
  },
  {
    key: 'desk',
    title: '工位',
    fields: [
      ['want', '要不要'],
      ['count', '几个'],
      ['byWindow', '想靠窗'],
    ],
  },
  {
    key: 'flat',
    title: '公寓',
    fields: [
      ['want', '要不要'],
      ['detail', '说明'],
    ],
  },
  {
    key: 'loan',
    title: '贷款',
    fields: [
      ['want', '要不要'],
      ['amount', '金额（元）'],
      ['use', '用途'],
    ],
  },
  {
    key: 'grant',
    title: '项目资助',
    fields: [
      ['want', '要不要'],
      ['amount', '金额（元）'],
      ['use', '用途'],
      ['steps', '分几步'],
      ...[1, 2, 3].flatMap((n): (readonly [string, string])[] => [
        [`goal${n}`, `第 ${n} 步目标`],
        [`by${n}`, `第 ${n} 步期限`],
        [`proof${n}`, `第 ${n} 步证明`],
      ]),
    ],
  },
  {
    key: 'coaching',
    title: '辅导',
    fields: [
      ['want', '要不要'],
      ['needs', '想要哪方面'],
    ],
  },
]

const values: Readonly<Record<string, string>> = { yes: '是', no: '否', enrolled: '在读', graduated: '已毕业', stored: '已登记，加密保存' }

/** The form in words, without empty answers. */
export function formRows(form: Form): { title: string; rows: (readonly [string, string])[] }[] {
  return sections.flatMap(({ key, title, fields }) => {
    const answers = form[key]
    if (!answers) return []
    const rows = fields.flatMap(([field, label]) => {
      const answer = answers[field]
      return typeof answer === 'string' && answer !== '' ? [[label, values[answer] ?? answer] as const] : []
    })
    return rows.length > 0 ? [{ title, rows }] : []
  })
}
