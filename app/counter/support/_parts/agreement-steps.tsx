'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from '@/app/_ui/toast'
import { errorText } from '@/lib/i18n/errors'
import { grounds, groundWords } from '@/lib/journeys/support/model/clawback'
import { agreementSchema, endSchema, openClawbackSchema, payeeSchema, refusePayeeSchema, reviewMilestoneSchema } from '@/lib/journeys/support/model/schema'
import { confirmAccount, counterSign, end, openClawback, refuseAccount, reviewMilestone } from '../actions'
import { Step } from './step'

interface Of {
  number: string
  version: number
}

export const CounterSignStep = ({ number, version, amount }: Of & { amount: string }) => (
  <Step
    label="代表管委会签"
    title={`签资助协议 ${number}，${amount} 元`}
    text="签了协议就生效，钱从「承诺」转到「合同」。起草的人不能签。"
    fields={[]}
    schema={agreementSchema}
    action={counterSign}
    input={() => ({ number, version })}
    style="main"
  />
)

export const EndStep = ({ number, version }: Of) => (
  <Step
    label="终止协议"
    title={`终止协议 ${number}`}
    text="还没付过款才能终止。终止后可以另起草一份；已经进合同的钱退回预算线。"
    fields={[{ name: 'reason', label: '原因', kind: 'area', hint: '对方会原样读到' }]}
    schema={endSchema}
    action={end}
    input={({ reason = '' }) => ({ number, version, reason })}
    style="danger"
  />
)

export const AccountSteps = ({ payeeId, who, change }: { payeeId: string; who: string; change: boolean }) => (
  <div className="sup-steps">
    <Step
      label="确认账户"
      title={`确认 ${who}`}
      text={change ? '这是换账户：确认后还要等规定的时间才能付款，对方会收到短信。' : '先和开户证明核对户名、开户行和尾号。'}
      fields={[]}
      schema={payeeSchema}
      action={confirmAccount}
      input={() => ({ payeeId })}
      style="main"
    />
    <Step
      label="不通过"
      title={`不通过 ${who}`}
      text="对方会收到短信，重新填。"
      fields={[{ name: 'reason', label: '哪里不对', kind: 'area' }]}
      schema={refusePayeeSchema}
      action={refuseAccount}
      input={({ reason = '' }) => ({ payeeId, reason })}
    />
  </div>
)

export const ReviewSteps = ({ milestoneId, version, title }: { milestoneId: string; version: number; title: string }) => (
  <div className="sup-steps">
    <Step
      label="验收通过"
      title={`验收 ${title}`}
      text="通过后，等它的那一期就可以申请拨款。"
      fields={[{ name: 'note', label: '验收意见', kind: 'area', initial: '证据齐全，达到约定' }]}
      schema={reviewMilestoneSchema}
      action={reviewMilestone}
      input={({ note = '' }) => ({ milestoneId, version, outcome: 'accept' as const, note })}
      style="main"
    />
    <Step
      label="退回"
      title={`退回 ${title}`}
      text="对方会收到短信，改好可以再报。"
      fields={[{ name: 'note', label: '还差什么', kind: 'area', hint: '对方会原样读到' }]}
      schema={reviewMilestoneSchema}
      action={reviewMilestone}
      input={({ note = '' }) => ({ milestoneId, version, outcome: 'send_back' as const, note })}
    />
  </div>
)

export const OpenClawbackStep = ({ number, today }: { number: string; today: string }) => (
  <Step
    label="立案追回"
    title={`对协议 ${number} 立案追回`}
    text="金额按原因自动算。立案后，没有决定前这件不再付款。"
    fields={[
      {
        name: 'ground',
        label: '原因',
        kind: 'select',
        options: [['', '请选一个'], ...grounds.map((one) => [one, `${groundWords[one].name}：${groundWords[one].rule}`] as const)],
      },
      { name: 'clause', label: '依据条款', initial: '资助协议第六条' },
      { name: 'facts', label: '事实', kind: 'area', hint: '什么时候、看到什么、有什么证据' },
      { name: 'leftOn', label: '迁出日期（只有迁出要填）', kind: 'date', initial: today },
    ]}
    schema={openClawbackSchema}
    action={openClawback}
    input={({ ground = '', clause = '', facts = '', leftOn = '' }) => ({
      number,
      ground: ground as (typeof grounds)[number],
      clause,
      facts,
      ...(ground === 'early_departure' ? { leftOn } : {}),
    })}
    style="danger"
  />
)

/** The stamped agreement as a scan. */
export function ScanUpload({ number, replace }: { number: string; replace: boolean }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  async function choose(file: File | undefined) {
    if (!file) return
    setBusy(true)
    setFault('')
    try {
      const response = await fetch(`/counter/support/scan?${new URLSearchParams({ number, name: file.name })}`, { method: 'PUT', body: file })
      const answer = (await response.json()) as { ok: boolean; code?: string; fields?: Record<string, string> }
      if (answer.ok) {
        toast('盖章件传好了')
        router.refresh()
      } else setFault(errorText(answer.fields?.file ?? answer.code ?? 'system.failed'))
    } catch {
      setFault('网络断了，没有传完，请再传一次')
    }
    if (input.current) input.current.value = ''
    setBusy(false)
  }
  return (
    <>
      <button type="button" className="btn md quiet" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? '正在传' : replace ? '换一份盖章件' : '传盖章件'}
      </button>
      <input ref={input} type="file" hidden aria-label="盖章件" accept=".pdf,.jpg,.jpeg,.png" onChange={(event) => void choose(event.target.files?.[0])} />
      {fault ? (
        <p className="errmsg" role="alert">
          {fault}
        </p>
      ) : null}
    </>
  )
}
