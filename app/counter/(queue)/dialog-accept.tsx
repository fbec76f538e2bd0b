'use client'

import { useAction } from '@/app/_ui/use-action'
import { accept, resume } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

export function AcceptDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(accept)
  const unchecked = of.materials.filter((m) => m.hasFile && m.state === 'to_check')
  return (
    <>
      <ul className="conseq">
        <li>
          今天起算，承诺 {of.promise.days} 个工作日，最晚 <b>{of.promise.by}</b>给结果。
        </li>
        <li>发《受理通知书》，也给申请人发短信。</li>
        <li>你受理了，初审要换一个人。</li>
        {unchecked.length > 0 ? <li className="cacc">还没核的：{unchecked.map((m) => m.name).join('、')}。</li> : null}
      </ul>
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="再看看"
        onCancel={onCancel}
        submit="受理，发通知书"
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version })
          if (answer?.ok) onDone(`受理了，${answer.value.document}`)
        }}
      />
    </>
  )
}

export function ResumeDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(resume)
  return (
    <>
      <p className="t14 mt8">暂停到今天为止。承诺日和法定日按暂停的工作日顺延，申请人在时间线上看得到。</p>
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="先不恢复"
        onCancel={onCancel}
        submit="恢复办理"
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version })
          if (answer?.ok) onDone('恢复办理了，两个日子已经顺延')
        }}
      />
    </>
  )
}
