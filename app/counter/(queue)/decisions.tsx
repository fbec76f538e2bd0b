'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import type { Verb } from '@/lib/foundation/casework/model/decision'
import { isOpen } from '@/lib/foundation/casework/model/machine'
import { errorText } from '@/lib/i18n/errors'
import type { DecisionCase } from './decision-case'
import { decisionLine } from './decision-line'
import { useKeys } from './use-keys'

export interface DialogProps {
  of: DecisionCase
  me: string
  /** Closes, says what was done, and shows the case anew. */
  onDone: (said: string) => void
  onCancel: () => void
}

const verbs: Record<Verb, { label: string; key?: string; title: (of: DecisionCase) => string }> = {
  accept: { label: '受理', key: 'A', title: (of) => `受理「${of.title}」的${of.item}？` },
  supplement: { label: '一次性告知', key: 'R', title: (of) => `一次告诉「${of.title}」还缺什么` },
  refuse: { label: '不予受理', title: (of) => `不受理「${of.title}」的${of.item}？` },
  first_review: { label: '初审', key: 'A', title: (of) => `初审「${of.title}」的${of.item}` },
  second_check: { label: '复核', key: 'A', title: (of) => `复核「${of.title}」的${of.item}` },
  approve: { label: '批准', key: 'A', title: (of) => `批准「${of.title}」的${of.item}` },
  final_decision: { label: '审定', key: 'A', title: (of) => `审定「${of.title}」的${of.item}` },
  send_back: { label: '退回初审', title: (of) => `把「${of.title}」这件退回初审？` },
  pause: { label: '暂停', title: (of) => `暂停「${of.title}」这件的时钟？` },
  resume: { label: '恢复办理', key: 'A', title: (of) => `恢复办理「${of.title}」这件？` },
  assign: { label: '分派', key: 'G', title: (of) => `把「${of.title}」这件分给谁` },
}

// fetched when the first of them opens: the queue itself needs neither forms nor their schemas
const SignDialog = dynamic(() => import('./dialog-sign').then((file) => file.SignDialog))

const dialogs: Record<Verb, React.ComponentType<DialogProps>> = {
  accept: dynamic(() => import('./dialog-accept').then((file) => file.AcceptDialog)),
  supplement: dynamic(() => import('./dialog-supplement').then((file) => file.SupplementDialog)),
  refuse: dynamic(() => import('./dialog-refuse').then((file) => file.RefuseDialog)),
  first_review: (props) => <SignDialog {...props} step="first_review" />,
  second_check: (props) => <SignDialog {...props} step="second_check" />,
  approve: dynamic(() => import('./dialog-approve').then((file) => file.ApproveDialog)),
  final_decision: (props) => <SignDialog {...props} step="final_decision" />,
  send_back: dynamic(() => import('./dialog-refuse').then((file) => file.SendBackDialog)),
  pause: dynamic(() => import('./dialog-assign').then((file) => file.PauseDialog)),
  resume: dynamic(() => import('./dialog-accept').then((file) => file.ResumeDialog)),
  assign: dynamic(() => import('./dialog-assign').then((file) => file.AssignDialog)),
}

const SHOWN = 3
/** Steps that carry the case on; only one of them is the button of the view. */
const forward: readonly Verb[] = ['resume', 'accept', 'supplement', 'first_review', 'second_check', 'approve', 'final_decision']

/** The foot of a case: why it is possible or not, then the verbs in order of likelihood, each with its key. */
export function Decisions({ of, me }: { of: DecisionCase; me: string }) {
  const router = useRouter()
  const [open, setOpen] = useState<Verb | null>(null)
  const acted = useRef(false)
  const offers = [...of.offers].sort((a, b) => Number(b.verb === 'resume') - Number(a.verb === 'resume'))
  const possible = (verb: Verb) => offers.some((offer) => offer.verb === verb && offer.because === null)
  const first = offers.find((offer) => offer.because === null && forward.includes(offer.verb))?.verb
  const onA = (['accept', 'resume', 'first_review', 'second_check', 'approve', 'final_decision'] as const).find(possible)
  useKeys({
    a: onA ? () => setOpen(onA) : undefined,
    r: possible('supplement') ? () => setOpen('supplement') : undefined,
    g: possible('assign') ? () => setOpen('assign') : undefined,
  })
  const done = (said: string) => {
    setOpen(null)
    toast(said)
    router.refresh()
    acted.current = true
  }
  // after the dialog has closed: the button that opened it may be gone, so the reader stays with the case
  useEffect(() => {
    if (open !== null || !acted.current) return
    acted.current = false
    document.getElementById('panel-title')?.focus()
  }, [open])
  const line = decisionLine(of)
  const blocked = offers.flatMap(({ verb, because }) => (because ? [{ verb, text: errorText(because.code, because.params) }] : []))
  const button = ({ verb, because }: (typeof offers)[number]) => (
    <button
      key={verb}
      type="button"
      className={`btn ${verb === first ? '' : verb === 'refuse' ? 'danger' : 'sec'}`}
      disabled={because !== null}
      aria-describedby={because ? `why-${verb}` : undefined}
      onClick={() => setOpen(verb)}
    >
      {verbs[verb].label}
      {verbs[verb].key && !because ? (
        <span aria-hidden="true">
          <kbd>{verbs[verb].key}</kbd>
        </span>
      ) : null}
    </button>
  )
  const Body = open ? dialogs[open] : null
  return (
    <div className="dec">
      <p className="row between t13">
        <span className="c2">{offers.length === 0 && line.says === '等审定' ? '等分管领导审定' : line.says}</span>
        <span className="t12 c3">{line.follows}</span>
      </p>
      {blocked.length > 0 ? (
        <ul className="why t12">
          {blocked.map(({ verb, text }) => (
            <li key={verb} id={`why-${verb}`}>
              {verbs[verb].label}：{text}
            </li>
          ))}
        </ul>
      ) : null}
      {offers.length > 0 ? (
        <div className="btns">
          {offers.slice(0, SHOWN).map(button)}
          {offers.length > SHOWN ? (
            <details className="more">
              <summary className="btn quiet" aria-label="更多">
                …
              </summary>
              <div>{offers.slice(SHOWN).map(button)}</div>
            </details>
          ) : null}
        </div>
      ) : isOpen(of.state) ? (
        <p className="t12 c3 mt4">这件你只能看。</p>
      ) : null}
      <Dialog open={open !== null} title={open ? verbs[open].title(of) : ''} onClose={() => setOpen(null)}>
        {Body ? <Body of={of} me={me} onDone={done} onCancel={() => setOpen(null)} /> : null}
      </Dialog>
    </div>
  )
}
