'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { type Failure, useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { dissolvePanel, drawPanel, freezePool, sealPanelDraw } from './actions'

interface Panel {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly stage: 'forming' | 'sealed' | 'frozen' | 'drawn'
  readonly toDraw: number
  readonly fields: readonly string[]
  readonly draw: { readonly publicValueSource: string } | null
  readonly pool: { readonly count: { readonly short: boolean } }
}

const said = (failed: Failure | null, field: string) => (failed?.fields[field] ? errorText(failed.fields[field]) : undefined)

function Fault({ failed }: { failed: Failure | null }) {
  if (!failed || Object.keys(failed.fields).length > 0) return null
  return (
    <p className="errmsg" role="alert">
      {failed.text}
    </p>
  )
}

function useDone() {
  const router = useRouter()
  return (text: string) => {
    toast(text)
    router.refresh()
  }
}

/** 封密钥: which public number will decide is said before it exists. */
function Seal({ panel }: { panel: Panel }) {
  const seal = useAction(sealPanelDraw)
  const dissolve = useAction(dissolvePanel)
  const [publicValueSource, setSource] = useState('')
  const done = useDone()
  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await seal.run({ panelId: panel.id, version: panel.version, fields: [...panel.fields], publicValueSource })
        if (answer?.ok) done(`密钥封好了，编号 ${answer.value.number}`)
      }}
    >
      <TextField
        id={`source-${panel.id}`}
        label="用哪个公共数定顺序"
        hint="还没有产生、谁也定不了的数，像：11 月 26 日上证指数收盘点位"
        value={publicValueSource}
        error={said(seal.failed, 'publicValueSource')}
        onChange={(event) => setSource(event.target.value)}
      />
      <Fault failed={seal.failed ?? dissolve.failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={seal.busy || panel.pool.count.short}>
          {seal.busy ? '正在封' : panel.stage === 'drawn' ? `补抽 ${panel.toDraw} 位，封密钥` : '封密钥'}
        </button>
        {panel.stage === 'forming' ? (
          <button
            type="button"
            className="btn sec md"
            aria-disabled={dissolve.busy}
            onClick={async () => {
              if ((await dissolve.run({ panelId: panel.id, version: panel.version }))?.ok) done(`${panel.name} 解散了，申报回到待分组`)
            }}
          >
            解散这一组
          </button>
        ) : null}
      </p>
    </form>
  )
}

function Freeze({ panel }: { panel: Panel }) {
  const { run, busy, failed } = useAction(freezePool)
  const done = useDone()
  return (
    <form
      className="adm-form"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ panelId: panel.id, version: panel.version })
        if (answer?.ok) done(`冻结了：可抽 ${answer.value.eligible} 位，排除 ${answer.value.excluded} 位`)
      }}
    >
      <p className="t14 c2 mt4">在公共数产生以前冻结。冻结后谁可抽、谁因为什么被排除，都记下来，不能再改。</p>
      <Fault failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在冻结' : '冻结抽取池'}
        </button>
      </p>
    </form>
  )
}

function Draw({ panel }: { panel: Panel }) {
  const { run, busy, failed } = useAction(drawPanel)
  const [publicValue, setValue] = useState('')
  const [witnessName, setWitness] = useState('')
  const done = useDone()
  return (
    <form
      className="adm-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ panelId: panel.id, version: panel.version, publicValue, witnessName })
        if (!answer?.ok) return
        done(answer.value.vacant > 0 ? `抽好了，还空 ${answer.value.vacant} 席` : `抽好了，派出 ${answer.value.seated} 份评审`)
      }}
    >
      <TextField
        id={`value-${panel.id}`}
        label="公共数"
        hint={`封密钥时写明的是：${panel.draw?.publicValueSource ?? ''}。照原样抄，一个字也不能差`}
        value={publicValue}
        error={said(failed, 'publicValue')}
        onChange={(event) => setValue(event.target.value)}
      />
      <TextField
        id={`witness-${panel.id}`}
        label="见证人"
        hint="在场看着输入的另一个人"
        value={witnessName}
        error={said(failed, 'witnessName')}
        onChange={(event) => setWitness(event.target.value)}
      />
      <Fault failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在抽取' : '抽取专家，派出评审'}
        </button>
      </p>
    </form>
  )
}

/** The one next step of a group. */
export function PanelSteps({ panel }: { panel: Panel }) {
  const titles = { forming: '下一步：封密钥', sealed: '下一步：冻结抽取池', frozen: '下一步：输入公共数，抽取', drawn: '下一步：补抽空席' }
  const parts = { forming: Seal, sealed: Freeze, frozen: Draw, drawn: Seal }
  if (panel.stage === 'drawn' && panel.toDraw === 0) return null
  const Part = parts[panel.stage]
  return (
    <section className="no-print panel-step" aria-label={`${panel.name}，${titles[panel.stage]}`}>
      <h3 className="t14">{titles[panel.stage]}</h3>
      <Part panel={panel} />
    </section>
  )
}
