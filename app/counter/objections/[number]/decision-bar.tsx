'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { ReasonForm } from '@/app/_ui/reason-form'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { admit, dismiss, extend, see } from '../actions'
import { ConfirmForm, DecideForm } from './decide-forms'
import { FindingsForm, TellForm } from './handle-forms'
import { ReconsiderForm } from './reconsider-form'

type Verb = 'admit' | 'dismiss' | 'investigate' | 'extend' | 'decide' | 'confirm' | 'reconsider' | 'tell' | 'contact'

const labels: Record<Verb, string> = {
  admit: '受理，由我核实',
  dismiss: '拟不受理',
  investigate: '写核实记录',
  extend: '延期一次',
  decide: '作决定',
  confirm: '复核不受理',
  reconsider: '作复核决定',
  tell: '记录怎么告知的',
  contact: '看联系方式',
}
const order: readonly Verb[] = ['admit', 'investigate', 'decide', 'confirm', 'reconsider', 'tell', 'dismiss', 'extend', 'contact']
const main: readonly Verb[] = ['admit', 'decide', 'confirm', 'reconsider', 'tell']

interface Props {
  number: string
  version: number
  may: readonly Verb[]
  findings: string
  asked: { readonly quantity: number; readonly amountFen: string | null; readonly grant: boolean }
  hasContact: boolean
}

function Contact({ number, onClose }: { number: string; onClose: () => void }) {
  const { run, busy, failed } = useAction(see)
  const [shown, setShown] = useState('')
  if (shown)
    return (
      <p className="mt12">
        <b className="t18 anywhere">{shown}</b>
        <span className="t13 c2 mt8 row">只显示这一次，这次查看已经记进审计。</span>
      </p>
    )
  return (
    <ReasonForm
      hint="会记进审计"
      action="看联系方式"
      busyText="正在取"
      keep="不看了"
      busy={busy}
      failed={failed}
      onClose={onClose}
      onSubmit={async (reason) => {
        const answer = await run({ number, reason })
        if (answer?.ok) setShown(answer.value.contact)
      }}
    >
      <p className="t14 c2 mt8">只有核实的人看得到，只用来核实和告知结果。</p>
    </ReasonForm>
  )
}

/** The verbs of this person, now; each in a dialog with what follows from it. */
export function DecisionBar({ number, version, may, findings, asked, hasContact }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<Verb | null>(null)
  const admitting = useAction(admit)
  const dismissing = useAction(dismiss)
  const extending = useAction(extend)
  const close = () => setOpen(null)
  const done = (text: string) => {
    close()
    toast(text)
    router.refresh()
  }

  async function take() {
    const answer = await admitting.run({ number, version })
    if (answer?.ok) done('受理了，由你核实')
  }

  const offered = order.filter((verb) => may.includes(verb))
  if (offered.length === 0) return null
  return (
    <section className="card pad16 mt12" aria-label="能做的">
      <p className="row g8 wrap">
        {offered.map((verb) => (
          <button
            key={verb}
            type="button"
            className={main.includes(verb) ? 'btn md' : 'btn sec md'}
            disabled={verb === 'admit' && admitting.busy}
            onClick={() => (verb === 'admit' ? take() : setOpen(verb))}
          >
            {labels[verb]}
          </button>
        ))}
      </p>
      {admitting.failed ? (
        <p className="errmsg mt8" role="alert">
          {admitting.failed.text}
        </p>
      ) : null}
      <Dialog open={open === 'dismiss'} title={`拟不受理 ${number}`} onClose={close}>
        <ReasonForm
          hint="比如没有具体事实、不在公示期"
          action="提交，等第二个人复核"
          busyText="正在提交"
          keep="先不提"
          busy={dismissing.busy}
          failed={dismissing.failed}
          onClose={close}
          onSubmit={async (reason) => {
            const answer = await dismissing.run({ number, version, reason })
            if (answer?.ok) done('提交了，等第二个人复核')
          }}
        >
          <p className="t14 c2 mt8">一个人不能决定不受理：第二个人同意才算数，这之前办件仍然暂缓。</p>
        </ReasonForm>
      </Dialog>
      <Dialog open={open === 'extend'} title={`延期 ${number}`} onClose={close}>
        <ReasonForm
          hint="对方会看到"
          action="延期一次"
          busyText="正在延期"
          keep="先不延"
          busy={extending.busy}
          failed={extending.failed}
          onClose={close}
          onSubmit={async (reason) => {
            const answer = await extending.run({ number, version, reason })
            if (answer?.ok) done(`延到 ${answer.value.decideDueOn}`)
          }}
        >
          <p className="t14 c2 mt8">只能延一次，留了手机号的会收到短信。</p>
        </ReasonForm>
      </Dialog>
      <Dialog open={open === 'investigate'} title="核实记录" onClose={close}>
        <FindingsForm number={number} version={version} findings={findings} onClose={close} onDone={() => done('核实记录存好了，等另一个人决定')} />
      </Dialog>
      <Dialog open={open === 'decide'} title={`决定 ${number}`} onClose={close}>
        <DecideForm number={number} version={version} onClose={close} onDone={done} />
      </Dialog>
      <Dialog open={open === 'confirm'} title={`复核不受理 ${number}`} onClose={close}>
        <ConfirmForm number={number} version={version} onClose={close} onDone={done} />
      </Dialog>
      <Dialog open={open === 'reconsider'} title={`复核决定 ${number}`} onClose={close}>
        <ReconsiderForm number={number} version={version} asked={asked} onClose={close} onDone={done} />
      </Dialog>
      <Dialog open={open === 'tell'} title="怎么告知的" onClose={close}>
        <TellForm number={number} version={version} hasContact={hasContact} onClose={close} onDone={() => done('记下了')} />
      </Dialog>
      <Dialog open={open === 'contact'} title="联系方式" onClose={close}>
        <Contact number={number} onClose={close} />
      </Dialog>
    </section>
  )
}
