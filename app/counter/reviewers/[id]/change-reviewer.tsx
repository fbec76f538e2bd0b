'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { activateReviewer, changeReviewer } from '../actions'
import { ReviewerFields } from '../reviewer-fields'
import { Send } from '../send'

interface Props {
  reviewer: {
    readonly id: string
    readonly version: number
    readonly name: string
    readonly active: boolean
    readonly fields: readonly string[]
    readonly employer: string
    readonly employerCode: string
    readonly title: string
  }
}

export function ChangeReviewer({ reviewer }: Props) {
  const router = useRouter()
  const { id: reviewerId, version, active, name } = reviewer
  const change = useAction(changeReviewer)
  const activate = useAction(activateReviewer)
  const [open, setOpen] = useState<'change' | 'activate' | null>(null)
  const [values, setValues] = useState({
    fields: reviewer.fields.join('、'),
    employer: reviewer.employer,
    employerCode: reviewer.employerCode,
    title: reviewer.title,
  })

  function close() {
    change.clear()
    activate.clear()
    setOpen(null)
  }
  function done(text: string) {
    toast(text)
    close()
    router.refresh()
  }

  return (
    <>
      <span className="row no-print">
        <button type="button" className="btn sec sm" onClick={() => setOpen('change')}>
          修改
        </button>
        <button type="button" className="btn sec sm" onClick={() => setOpen('activate')}>
          {active ? '停用' : '重新启用'}
        </button>
      </span>
      <Dialog open={open === 'change'} title={`修改 ${name} 的登记信息`} onClose={close}>
        <form
          className="adm-form"
          noValidate
          onSubmit={async (event) => {
            event.preventDefault()
            if ((await change.run({ reviewerId, version, ...values }))?.ok) done('改好了')
          }}
        >
          <p className="t14 c2">换了单位的，原单位会留作一条任职关系，三年内照样回避。</p>
          <ReviewerFields values={values} failed={change.failed} onChange={setValues} />
          <Send busy={change.busy} failed={change.failed} text="保存修改" onCancel={close} />
        </form>
      </Dialog>
      <Dialog open={open === 'activate'} title={active ? `停用 ${name}` : `重新启用 ${name}`} onClose={close}>
        <form
          className="adm-form"
          onSubmit={async (event) => {
            event.preventDefault()
            if ((await activate.run({ reviewerId, version, active: !active }))?.ok) done(active ? '停用了' : '启用了')
          }}
        >
          <p className="t14">{active ? '停用后不再被抽到，也不作递补。手上的评审照常做完。' : '启用后，下一次抽取就会进抽取池。'}</p>
          <Send busy={activate.busy} failed={activate.failed} text={active ? '停用' : '重新启用'} onCancel={close} />
        </form>
      </Dialog>
    </>
  )
}
