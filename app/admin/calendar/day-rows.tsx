'use client'

import { Plus, X } from 'lucide-react'
import { type UseFormReturn, useFieldArray } from 'react-hook-form'
import { TextField } from '@/app/_ui/fields'
import type { Notice, Values } from './notice-form'

interface Props {
  form: UseFormReturn<Values, unknown, Notice>
  kind: 'off' | 'work'
  textAt: (path: string) => string | undefined
}

const words = {
  off: { title: '放假', hint: '第一天到最后一天，和通知写的一样，周末也算在里面', add: '加一段放假' },
  work: { title: '调休上班', hint: '要上班的周六、周日', add: '加一天上班' },
} as const

/** The holidays, or the worked weekends, one row each. */
export function DayRows({ form, kind, textAt }: Props) {
  const rows = useFieldArray({ control: form.control, name: kind })
  const text = words[kind]
  const fault = textAt(kind) ?? textAt(`${kind}.root`)
  return (
    <fieldset className={fault ? 'fld e' : 'fld'} id={kind}>
      <legend className="lab">{text.title}</legend>
      <p className="hint">{text.hint}</p>
      {fault ? <p className="errmsg">{fault}</p> : null}
      {rows.fields.map((row, i) => (
        <div key={row.id} className={`adm-day-row ${kind}`}>
          <TextField id={`${kind}.${i}.why`} label="名称" error={textAt(`${kind}.${i}.why`)} {...form.register(`${kind}.${i}.why`)} />
          {kind === 'off' ? (
            <>
              <TextField id={`off.${i}.from`} type="date" label="第一天" error={textAt(`off.${i}.from`)} {...form.register(`off.${i}.from`)} />
              <TextField id={`off.${i}.to`} type="date" label="最后一天" error={textAt(`off.${i}.to`)} {...form.register(`off.${i}.to`)} />
            </>
          ) : (
            <TextField id={`work.${i}.date`} type="date" label="日期" error={textAt(`work.${i}.date`)} {...form.register(`work.${i}.date`)} />
          )}
          <button type="button" className="btn quiet sm icon" onClick={() => rows.remove(i)} aria-label={`去掉第 ${i + 1} 行`}>
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="btn quiet sm mt12"
        onClick={() => (kind === 'off' ? rows.append({ from: '', to: '', why: '' }) : rows.append({ date: '', why: '调休上班' }))}
      >
        <Plus size={14} aria-hidden="true" />
        {text.add}
      </button>
    </fieldset>
  )
}
