import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Logo } from '@/app/_ui/logo'
import { Toaster } from '@/app/_ui/toast'
import { SavedMark } from './saved-mark'

interface Props {
  /** `14:32`; without it there is nothing to be saved on this page. */
  savedAt?: string
  /** Address of the task list, where this page has one. */
  back?: string
  aside?: ReactNode
  children: ReactNode
}

/** The pages of one form: a head that says it is saved, one column to read, help beside it. */
export function ApplyFrame({ savedAt, back, aside, children }: Props) {
  return (
    <div className="apply">
      <header className="fh">
        <div className="in">
          <Logo sub="青年创业一件事" />
          <span className="grow" />
          {savedAt ? <SavedMark savedAt={savedAt} /> : null}
          <a className="btn md sec" href="/my">
            先退出
          </a>
        </div>
      </header>
      <main id="main" className="fw">
        {back ? (
          <a className="back" href={back}>
            <ChevronLeft className="ic" size={16} aria-hidden="true" />
            回到清单
          </a>
        ) : null}
        {aside ? (
          <div className="g2">
            <div>{children}</div>
            <aside className={back ? 'asd low' : 'asd'}>{aside}</aside>
          </div>
        ) : (
          <div className="one">{children}</div>
        )}
      </main>
      <Toaster />
    </div>
  )
}
