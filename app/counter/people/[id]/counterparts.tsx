'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Avatar } from '@/app/_ui/avatar'
import { Dialog } from '@/app/_ui/dialog'
import { ReasonForm } from '@/app/_ui/reason-form'
import { Note } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { likenessWords } from '@/lib/foundation/identity/model/likeness'
import type { Counterpart, PersonPage } from '@/lib/foundation/identity/server/person-page'
import { proposeMerge } from '../actions'
import { HoldingsList } from './holdings'

/** Rows that may be the same human being: why, what would move, and the proposal. */
export function Counterparts({ person }: { person: PersonPage }) {
  const [asked, setAsked] = useState<Counterpart | null>(null)
  const imported = person.state === 'imported'
  return (
    <section className="card pad20">
      <h2 className="t16">可能是同一人</h2>
      <ul className="mt12 stack">
        {person.counterparts.map((one) => (
          <li key={one.id} className="adm-alike">
            <Avatar name={one.name} size={32} />
            <div className="grow">
              <a href={`/counter/people/${one.id}`}>{one.name}</a> <span className="c3 t13">{one.source}</span>
              <p className="t13 c2">
                {likenessWords[one.why]}，{one.phone}
              </p>
            </div>
            {person.refused ? null : (
              <button type="button" className="btn sec sm" onClick={() => setAsked(one)}>
                比一比，合并
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog open={asked !== null} title={asked ? mergeTitle(person.name, asked, imported) : ''} onClose={() => setAsked(null)}>
        {asked ? (
          <MergeForm personId={imported ? asked.id : person.id} from={imported ? { ...person, why: asked.why } : asked} onClose={() => setAsked(null)} />
        ) : null}
      </Dialog>
    </section>
  )
}

const mergeTitle = (name: string, other: Counterpart, imported: boolean) =>
  imported ? `把这条台账并到已注册的${other.name}？` : `把台账里的${other.name}并到${name}？`

interface FormProps {
  personId: string
  from: Pick<Counterpart, 'id' | 'name' | 'holdings' | 'why'>
  onClose: () => void
}

function MergeForm({ personId, from, onClose }: FormProps) {
  const router = useRouter()
  const { run, busy, failed } = useAction(proposeMerge)
  async function submit(reason: string) {
    const answer = await run({ personId, fromId: from.id, reason })
    if (!answer?.ok) return
    toast('提好了，等另一位窗口人员复核')
    onClose()
    router.refresh()
  }
  return (
    <ReasonForm
      hint="比如：本人带身份证来过，台账里的项目就是他的"
      action="提出合并"
      busyText="正在提交"
      keep="先不合并"
      busy={busy}
      failed={failed}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className="mt8 t14 c2">下面这些会一起过去。台账那一条留作来历，以后不能再用，也不能撤回。</p>
      <HoldingsList holdings={from.holdings} />
      {from.why === 'phone' ? <Note kind="warn">姓名不同。手机号可能换过主人，请看过证件再提。</Note> : null}
    </ReasonForm>
  )
}
