'use client'

import { useState } from 'react'
import { approveSchema, checkSchema, paySchema, reopenSchema, sendBackSchema, unmaskSchema } from '@/lib/journeys/support/model/schema'
import { approve, check, pay, reopen, sendBack, unmaskAccount } from '../actions'
import { Step } from './step'

interface Props {
  instalmentId: string
  version: number
  /** `第 1 期 60,000.00 元`. */
  what: string
  payee: string
  today: string
  steps: readonly string[]
}

/** The full account, on screen only, for whoever makes the payment. */
function Account({ instalmentId, what }: { instalmentId: string; what: string }) {
  const [shown, setShown] = useState('')
  return (
    <>
      <Step
        label="看完整账号"
        title={`看 ${what} 的收款账号`}
        text="看一次记一次，写清楚用来做什么。"
        fields={[{ name: 'reason', label: '用途', initial: '网银付款' }]}
        schema={unmaskSchema}
        action={unmaskAccount}
        input={({ reason = '' }) => ({ instalmentId, reason })}
        done={() => null}
        onDone={(value) => setShown(`${value.holder} · ${value.bank} · ${value.account}`)}
      />
      {shown ? (
        <p className="t14 mono anywhere" role="status">
          {shown}
        </p>
      ) : null}
    </>
  )
}

/** What this person may do about one payment now: check, approve, record the receipt, or send it back. */
export function PaymentSteps({ instalmentId, version, what, payee, today, steps }: Props) {
  const at = { instalmentId, version }
  const may = (verb: string) => steps.includes(`support.${verb}`)
  if (steps.length === 0) return null
  return (
    <div className="sup-steps">
      {may('check') ? (
        <Step
          label="核对通过"
          title={`核对 ${what}`}
          text={`收款：${payee}。核对协议、条件和账户，写下看了什么。核过的人不能再批。`}
          fields={[
            { name: 'evidence', label: '核对了哪些凭证', hint: '比如协议、验收单、开户证明' },
            { name: 'note', label: '核对意见', kind: 'area', initial: '条件达到，材料齐全' },
          ]}
          schema={checkSchema}
          action={check}
          input={({ evidence = '', note = '' }) => ({ ...at, evidence, note })}
          style="main"
        />
      ) : null}
      {may('approve') ? (
        <Step
          label="批准拨付"
          title={`批准 ${what}`}
          text={`付到：${payee}。批准时绑定账户和金额，之后账户改一个字都付不出去。`}
          fields={[]}
          schema={approveSchema}
          action={approve}
          input={() => at}
          style="main"
        />
      ) : null}
      {may('pay') ? (
        <Step
          label="登记银行回单"
          title={`登记 ${what} 的银行回单`}
          text={`付到：${payee}。回单号只能用一次，登记后记入总账，改错只能冲正。`}
          fields={[
            { name: 'receiptNo', label: '银行回单号', hint: '照回单抄，字母数字' },
            { name: 'paidOn', label: '付款日期', kind: 'date', initial: today },
          ]}
          schema={paySchema}
          action={pay}
          input={({ receiptNo = '', paidOn = '' }) => ({ ...at, receiptNo, paidOn })}
          style="main"
        />
      ) : null}
      {may('unmask_account') ? <Account instalmentId={instalmentId} what={what} /> : null}
      {may('send_back') ? (
        <Step
          label="退回"
          title={`退回 ${what} 的申请`}
          text="对方会收到短信，改好再申请，从头走。"
          fields={[{ name: 'note', label: '哪里不对', kind: 'area', hint: '对方会原样读到' }]}
          schema={sendBackSchema}
          action={sendBack}
          input={({ note = '' }) => ({ ...at, note })}
        />
      ) : null}
      {may('reopen') ? (
        <Step
          label="重新登记回单"
          title={`${what} 已冲正`}
          text="账上已经冲正，回到待登记，用对的回单号再登记一次。"
          fields={[]}
          schema={reopenSchema}
          action={reopen}
          input={() => at}
        />
      ) : null}
    </div>
  )
}
