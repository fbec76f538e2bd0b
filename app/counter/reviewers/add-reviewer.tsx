'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { addReviewer } from './actions'
import { ReviewerFields } from './reviewer-fields'
import { Send } from './send'

const empty = { fields: '', employer: '', employerCode: '', title: '' }

/** 入库: by the telephone under which the expert is registered. */
export function AddReviewer() {
  const router = useRouter()
  const { run, busy, failed, clear } = useAction(addReviewer)
  const [open, setOpen] = useState(false)
  const [phone, setPhone] = useState('')
  const [values, setValues] = useState(empty)

  function close() {
    clear()
    setOpen(false)
  }

  return (
    <>
      <button type="button" className="btn md" onClick={() => setOpen(true)}>
        登记专家
      </button>
      <Dialog open={open} title="登记专家" onClose={close}>
        <form
          className="adm-form"
          noValidate
          onSubmit={async (event) => {
            event.preventDefault()
            const answer = await run({ phone, ...values })
            if (!answer?.ok) return
            toast(`登记好了，编号 ${answer.value.no}`)
            router.push(`/counter/reviewers/${answer.value.reviewerId}`)
          }}
        >
          <TextField
            id="phone"
            label="注册手机号"
            hint="专家先用手机号注册，再登记入库"
            inputMode="tel"
            autoComplete="off"
            value={phone}
            error={failed?.fields.phone ? errorText(failed.fields.phone) : undefined}
            onChange={(event) => setPhone(event.target.value)}
          />
          <ReviewerFields values={values} failed={failed} onChange={setValues} />
          <Send busy={busy} failed={failed} text="登记入库" onCancel={close} />
        </form>
      </Dialog>
    </>
  )
}
