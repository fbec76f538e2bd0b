'use client'

import { ReasonForm } from '@/app/_ui/reason-form'
import { useAction } from '@/app/_ui/use-action'
import { unmask } from '../actions'

export function UnmaskForm({ personId, onClose, onShown }: { personId: string; onClose: () => void; onShown: (idNumber: string) => void }) {
  const { run, busy, failed } = useAction(unmask)
  async function submit(reason: string) {
    const answer = await run({ personId, reason })
    if (answer?.ok) onShown(answer.value.idNumber)
  }
  return (
    <ReasonForm
      hint="本人以后看得到谁在什么时候、为什么看过"
      action="看号码"
      busyText="正在取"
      keep="不看了"
      busy={busy}
      failed={failed}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className="mt8 t14 c2">号码只显示一次，这次查看会记进审计。核验证件不用看号码，照着证件输一遍就行。</p>
    </ReasonForm>
  )
}
