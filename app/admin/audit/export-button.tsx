'use client'

import { Download } from 'lucide-react'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { AuditQuery } from '@/lib/foundation/oversight/model/schema'
import { exportAudit } from '../actions'

/** Hands a text to the browser as a file. */
function save(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

export function ExportButton({ query }: { query: AuditQuery }) {
  const { run, busy, failed } = useAction(exportAudit)
  async function submit() {
    const { before: _, outcome, day, ...filter } = query
    const answer = await run({ ...filter, ...(outcome ? { outcome } : {}), ...(day ? { day } : {}) })
    if (!answer?.ok) return
    save(answer.value.name, answer.value.csv)
    toast(answer.value.cut ? `导出了最近 ${answer.value.rows} 条，要全部请缩小条件分次导` : `导出了 ${answer.value.rows} 条，这次导出也记下了`)
  }
  return (
    <div>
      <button type="button" className="btn sec md" disabled={busy} onClick={submit}>
        <Download size={16} aria-hidden="true" />
        {busy ? '正在导出' : '导出这些记录'}
      </button>
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
    </div>
  )
}
