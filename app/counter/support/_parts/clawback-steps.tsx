'use client'

import { rests, restWords } from '@/lib/journeys/support/model/clawback'
import { clawbackSchema, closeSchema, decideSchema, receiveSchema } from '@/lib/journeys/support/model/schema'
import { decide, receive, sendNotice, sue, writeOff } from '../actions'
import { Step } from './step'

interface Props {
  number: string
  version: number
  /** Yuan as typed, `57500.00`. */
  claimed: string
  left: string
  mayBan: boolean
  today: string
  steps: readonly string[]
}

const reason = { name: 'reason', label: '理由', kind: 'area', hint: '对方会原样读到' } as const

/** What this person may do about one clawback now. */
export function ClawbackSteps({ number, version, claimed, left, mayBan, today, steps }: Props) {
  const at = { number, version }
  const may = (verb: string) => steps.includes(`support.${verb}`)
  if (steps.length === 0) return null
  return (
    <div className="sup-steps">
      {may('send_notice') ? (
        <Step
          label="发追回通知书"
          title={`发追回 ${number} 的通知书`}
          text="从今天起给对方规定的工作日答复；期满前谁也不能决定。"
          fields={[]}
          schema={clawbackSchema}
          action={sendNotice}
          input={() => at}
          style="main"
        />
      ) : null}
      {may('decide') ? (
        <Step
          label="作决定"
          title={`决定追回 ${number}`}
          text="看过事实和对方的答复再定。不能比通知里写的多；0 元就是不用退，当场了结。"
          fields={[
            { name: 'amountYuan', label: '退多少（元）', initial: claimed },
            {
              name: 'repayMonths',
              label: '分几个月退',
              kind: 'select',
              options: ['1', '3', '6', '12', '24'].map((n) => [n, n === '1' ? '一次退清' : `${n} 个月`] as const),
            },
            { name: 'rest', label: '没付的部分', kind: 'select', options: rests.map((one) => [one, restWords[one]] as const) },
            ...(mayBan
              ? [
                  {
                    name: 'ban',
                    label: '限期内不能再申请',
                    kind: 'select' as const,
                    options: [
                      ['yes', '是，按规则的期限'],
                      ['no', '不限制'],
                    ] as const,
                  },
                ]
              : []),
            reason,
          ]}
          schema={decideSchema}
          action={decide}
          input={(v) => ({
            ...at,
            amountYuan: v.amountYuan ?? '',
            repayMonths: Number(v.repayMonths ?? 1),
            rest: (v.rest ?? '') as (typeof rests)[number],
            ban: v.ban === 'yes',
            reason: v.reason ?? '',
          })}
          style="danger"
        />
      ) : null}
      {may('receive') ? (
        <Step
          label="登记退款"
          title={`登记追回 ${number} 的退款`}
          text={`还欠 ${left} 元。照银行回单登记。`}
          fields={[
            { name: 'amountYuan', label: '到账金额（元）', initial: left },
            { name: 'receiptNo', label: '银行回单号' },
            { name: 'receivedOn', label: '到账日期', kind: 'date', initial: today },
          ]}
          schema={receiveSchema}
          action={receive}
          input={({ amountYuan = '', receiptNo = '', receivedOn = '' }) => ({ ...at, amountYuan, receiptNo, receivedOn })}
          style="main"
        />
      ) : null}
      {may('sue') ? (
        <Step
          label="转诉讼"
          title={`追回 ${number} 转诉讼`}
          text="不按决定退的，依法起诉。"
          fields={[reason]}
          schema={closeSchema}
          action={sue}
          input={(v) => ({ ...at, reason: v.reason ?? '' })}
        />
      ) : null}
      {may('write_off') ? (
        <Step
          label="核销"
          title={`核销追回 ${number} 剩下的 ${left} 元`}
          text="确实收不回的才核销。作决定的人不能核销。"
          fields={[reason]}
          schema={closeSchema}
          action={writeOff}
          input={(v) => ({ ...at, reason: v.reason ?? '' })}
          style="danger"
        />
      ) : null}
    </div>
  )
}
