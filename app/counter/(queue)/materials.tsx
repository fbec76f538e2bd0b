'use client'

import { FileText, TriangleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextField } from '@/app/_ui/fields'
import { Tag } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { checkMaterial } from './actions'
import { bytes } from './case-words'
import { useKeys } from './use-keys'

interface Material {
  readonly key: string
  readonly name: string
  readonly required: boolean
  readonly state: string
  readonly remark: string
  readonly hasFile: boolean
  readonly file: { readonly id: string; readonly name: string; readonly size: number } | null
}

interface Props {
  caseNo: string
  materials: readonly Material[]
  mayCheck: boolean
  needs: readonly { readonly key: string; readonly hint: string }[]
}

/** The checklist: each material is looked at, then passed or refused with a remark that the one-time notice takes over. */
export function Materials({ caseNo, materials, mayCheck, needs }: Props) {
  const handed = materials.filter((m) => m.hasFile)
  const checked = handed.filter((m) => m.state === 'checked')
  const next = mayCheck ? handed.find((m) => m.state === 'to_check') : undefined
  useKeys({ v: next ? () => document.getElementById(`check-${next.key}`)?.focus() : undefined })
  return (
    <>
      <h3 className="h3 first">
        <span>
          {materials.length} 份，交了 {handed.length} 份，已核 {checked.length} 份
        </span>
        {next ? (
          <span>
            <kbd>V</kbd> 核下一份
          </span>
        ) : null}
      </h3>
      {materials.map((material) => (
        <MaterialRow
          key={`${material.key}${material.state}`}
          caseNo={caseNo}
          material={material}
          mayCheck={mayCheck}
          hint={needs.find((need) => need.key === material.key)?.hint ?? ''}
        />
      ))}
    </>
  )
}

const tags = { checked: ['ok', '已核'], refused: ['bad', '不合格'], to_check: ['info', '待核'], missing: ['warn', '缺'] } as const

function tagOf(material: Material): readonly ['ok' | 'bad' | 'info' | 'warn' | 'mute', string] {
  if (!material.hasFile) return material.required || material.state === 'refused' ? ['warn', '缺'] : ['mute', '没交，可不交']
  return tags[material.state as keyof typeof tags] ?? ['info', material.state]
}

function MaterialRow({ caseNo, material, mayCheck, hint }: { caseNo: string; material: Material; mayCheck: boolean; hint: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(checkMaterial)
  const [again, setAgain] = useState(false)
  const [refusing, setRefusing] = useState(false)
  const [remark, setRemark] = useState(material.remark)
  const [kind, word] = tagOf(material)
  const missing = !material.hasFile && material.required
  const asking = mayCheck && material.hasFile && (material.state === 'to_check' || again)
  const check = async (ok: boolean) => {
    const answer = await run({ caseNo, key: material.key, fileId: material.file?.id ?? '', ok, remark: ok ? '' : remark })
    if (!answer?.ok) return
    toast(ok ? `${material.name}：已核` : `${material.name}：不合格，一次性告知时会带上`)
    setRefusing(false)
    setAgain(false)
    router.refresh()
  }
  const fault = failed ? (failed.fields.remark ? errorText(failed.fields.remark) : failed.text) : undefined
  return (
    <div className={missing ? 'fr miss' : 'fr'}>
      {missing ? <TriangleAlert className="ic" size={16} aria-hidden="true" /> : <FileText className="ic" size={16} aria-hidden="true" />}
      <div>
        {material.name}
        <small>
          {material.file ? (
            <a className="u" href={`/api/files/${material.file.id}`} target="_blank" rel="noreferrer">
              {material.file.name}（{bytes(material.file.size)}）
            </a>
          ) : material.hasFile ? (
            '交了，不在你的查看范围内'
          ) : (
            hint
          )}
        </small>
        {material.remark ? <small className="cbad">{material.remark}</small> : null}
      </div>
      <span className="row g4">
        {asking ? (
          <>
            <button
              type="button"
              id={`check-${material.key}`}
              className="btn sm quiet"
              aria-label={`${material.name}合格`}
              aria-disabled={busy}
              onClick={() => check(true)}
            >
              合格
            </button>
            <button
              type="button"
              className="btn sm quiet"
              aria-label={`${material.name}不合格`}
              aria-expanded={refusing}
              onClick={() => setRefusing(!refusing)}
            >
              不合格…
            </button>
          </>
        ) : (
          <>
            <Tag kind={kind}>{word}</Tag>
            {mayCheck && material.hasFile ? (
              <button type="button" className="linkish" aria-label={`重新核${material.name}`} onClick={() => setAgain(true)}>
                改
              </button>
            ) : null}
          </>
        )}
      </span>
      {refusing ? (
        <RefusalForm materialKey={material.key} remark={remark} onRemark={setRemark} fault={fault} busy={busy} onSubmit={() => check(false)} />
      ) : fault ? (
        <p className="remark cbad" role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

interface RefusalProps {
  materialKey: string
  remark: string
  onRemark: (text: string) => void
  fault: string | undefined
  busy: boolean
  onSubmit: () => void
}

function RefusalForm({ materialKey, remark, onRemark, fault, busy, onSubmit }: RefusalProps) {
  return (
    <form
      className="remark"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <TextField
        id={`remark-${materialKey}`}
        label="哪里不合格（申请人会看到）"
        value={remark}
        onChange={(event) => onRemark(event.target.value)}
        error={fault}
        maxLength={200}
      />
      <button type="submit" className="btn sm sec mt8" aria-disabled={busy}>
        记为不合格
      </button>
    </form>
  )
}
