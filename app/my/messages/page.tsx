import { FileText, MessageSquare, Smartphone } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { ownMessages } from '@/lib/foundation/casework/server/own-messages'
import { requireFounder } from '../guard'

export const metadata: Metadata = { title: '消息' }

const icons = { message: MessageSquare, document: FileText, sms: Smartphone } as const
const kinds = { message: '留言', document: '通知书', sms: '短信' } as const

export default async function MessagesPage() {
  const actor = await requireFounder('/my/messages')
  const { venture, messages } = await ownMessages(actor)
  return (
    <FounderFrame actor={actor} current="messages" venture={venture ?? undefined}>
      <h1>{messages.length > 0 ? '消息' : '还没有消息'}</h1>
      {messages.length === 0 ? (
        <EmptyState
          kind="start"
          title="这里放通知书、留言和发给你的短信"
          text="申请交上去以后，窗口的每次答复都在这里。"
          action={{ href: '/my/applications', label: '看申请' }}
        />
      ) : (
        <ul className="card msgs mt16">
          {messages.map((one) => {
            const Icon = icons[one.kind]
            return (
              <li key={one.key}>
                <Icon className="ic" size={18} aria-label={kinds[one.kind]} />
                <div className="grow">
                  <p className="row between wrap g8">
                    <b>{one.from}</b>
                    <small>{one.when}</small>
                  </p>
                  {one.href ? (
                    <p>
                      <a href={one.href} target="_blank" rel="noreferrer">
                        {one.text}，看 PDF
                      </a>
                    </p>
                  ) : (
                    <p className="txt">{one.text}</p>
                  )}
                  <p className="t13 c3">
                    {one.item} ·{' '}
                    <a href={`/my/cases/${one.caseNo}`} className="mono">
                      {one.caseNo}
                    </a>
                  </p>
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </FounderFrame>
  )
}
