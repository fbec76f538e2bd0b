'use client'

import type { ChangeEvent } from 'react'
import { TextField } from '@/app/_ui/fields'
import type { Failure } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'

export interface ReviewerValues {
  readonly fields: string
  readonly employer: string
  readonly employerCode: string
  readonly title: string
}

const asked = [
  ['fields', '专业', '用顿号隔开，像：机电装备、先进钢铁材料。和申报的领域对得上才抽得到'],
  ['employer', '单位全称', '同一单位的申报会自动回避'],
  ['employerCode', '单位统一社会信用代码', '没有可以不填；填了就按代码认单位'],
  ['title', '职务或职称', '可以不填'],
] as const satisfies readonly (readonly [keyof ReviewerValues, string, string])[]

/** What the list keeps about an expert besides the person. */
export function ReviewerFields({ values, failed, onChange }: { values: ReviewerValues; failed: Failure | null; onChange: (values: ReviewerValues) => void }) {
  return asked.map(([name, label, hint]) => (
    <TextField
      key={name}
      id={name}
      label={label}
      hint={hint}
      value={values[name]}
      error={failed?.fields[name] ? errorText(failed.fields[name]) : undefined}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onChange({ ...values, [name]: event.target.value })}
    />
  ))
}
