'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { type Failure, useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { approveRerun, freezeDraw, proposeRerun, publishDraw, runDraw } from '../actions'

type Verb = 'freeze' | 'run' | 'publish' | 'propose_rerun' | 'approve_rerun'

interface Props {
  number: string
  verbs: readonly Verb[]
  closed: boolean
  closesAt: string
  /** Which public number was named when the key was sealed. */
  source: string
}

const said = (failed: Failure | null, field: string) => (failed?.fields[field] ? errorText(failed.fields[field]) : undefined)

function Send({ busy, failed, text, children }: { busy: boolean; failed: Failure | null; text: string; children?: ReactNode }) {
  return (
    <>
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在提交' : text}
        </button>
        {children}
      </p>
    </>
  )
}

function useDone() {
  const router = useRouter()
  return (text: string) => {
    toast(text)
    router.refresh()
  }
}

/** 冻结名单: the list is pasted once, at or after the closing time. */
function Freeze({ number, closed, closesAt }: Props) {
  const { run, busy, failed } = useAction(freezeDraw)
  const [list, setList] = useState('')
  const done = useDone()
  if (!closed) return <p className="t14 c2 mt4">{closesAt} 截止。到了时间，在这里贴上名单并冻结。</p>
  return (
    <form
      className="adm-form"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ number, list })
        if (answer?.ok) done(`名单冻结了，${answer.value.entries} 个编号`)
      }}
    >
      <TextArea
        id="list"
        label="名单"
        hint="一行一个报名编号，后面空一格写等级（不写就是第 1 等）。冻结后不能增减，公共数要在这以后才产生"
        rows={8}
        value={list}
        error={said(failed, 'list')}
        onChange={(event) => setList(event.target.value)}
      />
      <Send busy={busy} failed={failed} text="冻结名单，公布名单指纹" />
    </form>
  )
}

function Run({ number, source }: Props) {
  const { run, busy, failed } = useAction(runDraw)
  const [publicValue, setValue] = useState('')
  const [witnessName, setWitness] = useState('')
  const done = useDone()
  return (
    <form
      className="adm-form"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ number, publicValue, witnessName })
        if (answer?.ok) done(`排出来了，${answer.value.entries} 个编号`)
      }}
    >
      <TextField
        id="publicValue"
        label="公共数"
        hint={`封密钥时写明的是：${source}。照原样抄，一个字也不能差`}
        value={publicValue}
        error={said(failed, 'publicValue')}
        onChange={(event) => setValue(event.target.value)}
      />
      <TextField
        id="witnessName"
        label="见证人"
        hint="在场看着输入的另一个人"
        value={witnessName}
        error={said(failed, 'witnessName')}
        onChange={(event) => setWitness(event.target.value)}
      />
      <Send busy={busy} failed={failed} text="开摇，排出顺序" />
    </form>
  )
}

function Publish({ number, verbs }: Props) {
  const { run, busy, failed } = useAction(publishDraw)
  const [asking, setAsking] = useState(false)
  const done = useDone()
  return (
    <>
      <p className="t14 c2 mt4">公布就是打开密钥，任何人都能重算。公布以后不能重摇。</p>
      <form
        onSubmit={async (event) => {
          event.preventDefault()
          if ((await run({ number }))?.ok) done('公布了，密钥已打开')
        }}
      >
        <Send busy={busy} failed={failed} text="公布结果，打开密钥">
          {verbs.includes('propose_rerun') ? (
            <button type="button" className="btn sec md" onClick={() => setAsking(true)}>
              提请重摇
            </button>
          ) : null}
        </Send>
      </form>
      <Dialog open={asking} title={`提请重摇 ${number}`} onClose={() => setAsking(false)}>
        <Propose number={number} onDone={() => setAsking(false)} />
      </Dialog>
    </>
  )
}

function Propose({ number, onDone }: { number: string; onDone: () => void }) {
  const { run, busy, failed } = useAction(proposeRerun)
  const [reason, setReason] = useState('')
  const [publicValueSource, setSource] = useState('')
  const [closesAt, setCloses] = useState('')
  const done = useDone()
  return (
    <form
      className="adm-form"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ number, reason, publicValueSource, closesAt })
        if (!answer?.ok) return
        onDone()
        done(`提请了，${answer.value.number} 等分管领导批准`)
      }}
    >
      <p className="t14">要分管领导另外批准才会重摇。这一次的结果不会删掉，会和原因一起公布。</p>
      <TextArea id="reason" label="原因（会公布）" rows={3} value={reason} error={said(failed, 'reason')} onChange={(event) => setReason(event.target.value)} />
      <TextField
        id="publicValueSource"
        label="用哪个公共数"
        hint="新的截止时间以后才会产生的数"
        value={publicValueSource}
        error={said(failed, 'publicValueSource')}
        onChange={(event) => setSource(event.target.value)}
      />
      <TextField
        id="closesAt"
        label="新的截止时间"
        type="datetime-local"
        value={closesAt}
        error={said(failed, 'closesAt')}
        onChange={(event) => setCloses(event.target.value)}
      />
      <Send busy={busy} failed={failed} text="提请重摇">
        <button type="button" className="btn sec md" onClick={onDone}>
          先不提
        </button>
      </Send>
    </form>
  )
}

function Approve({ number }: Props) {
  const { run, busy, failed } = useAction(approveRerun)
  const done = useDone()
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        if ((await run({ number }))?.ok) done('批准重摇了，新的封条已公布')
      }}
    >
      <p className="t14 c2 mt4">批准后马上公布新的封条，前一次不作数，但会留着。不同意的，让经办人公布前一次的结果就行。</p>
      <Send busy={busy} failed={failed} text="批准重摇" />
    </form>
  )
}

const titles: Readonly<Record<Verb, string>> = {
  freeze: '下一步：冻结名单',
  run: '下一步：开摇',
  publish: '下一步：公布',
  propose_rerun: '下一步：公布',
  approve_rerun: '等你批准重摇',
}
const parts = { freeze: Freeze, run: Run, publish: Publish, propose_rerun: Publish, approve_rerun: Approve } as const

/** The one next step of this draw, for whoever may take it. */
export function DrawActions(props: Props) {
  const [verb] = props.verbs
  if (!verb) return null
  const Part = parts[verb]
  return (
    <section className="card pad20" aria-labelledby="next-step">
      <h2 className="t16" id="next-step">
        {titles[verb]}
      </h2>
      <Part {...props} />
    </section>
  )
}
