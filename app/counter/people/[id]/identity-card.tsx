'use client'

import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import type { PersonPage } from '@/lib/foundation/identity/server/person-page'
import { CorrectForm } from './correct-form'
import { UnmaskForm } from './unmask-form'
import { VerifyForm } from './verify-form'

type Open = 'unmask' | 'correct' | null

/** The identity number behind its mask, and what the window may do about it. */
export function IdentityCard({ person }: { person: PersonPage }) {
  const [open, setOpen] = useState<Open>(null)
  const [number, setNumber] = useState('')
  const may = person.refused === null
  const close = () => setOpen(null)
  return (
    <section className="card pad20">
      <h2 className="t16">证件</h2>
      <p className="adm-idno">
        <span className="c3 t13">身份证号</span>
        <b className="mono">{number || (person.idTail ? `${'*'.repeat(14)}${person.idTail}` : '没有存')}</b>
      </p>
      {number ? (
        <p className="hint">
          只显示这一次，已经记下你看过。
          <button type="button" className="btn quiet sm" onClick={() => setNumber('')}>
            遮上
          </button>
        </p>
      ) : null}
      {may && person.state === 'registered' && !person.change ? <VerifyForm person={person} /> : null}
      {may && person.state === 'imported' ? <p className="hint mt12">台账里的人没有账号。等本人注册后，在这里合并，再核验证件。</p> : null}
      {may && person.idTail && !number ? (
        <p className="adm-bar">
          <button type="button" className="btn sec sm" onClick={() => setOpen('unmask')}>
            看完整号码
          </button>
          {person.change ? null : (
            <button type="button" className="btn quiet sm" onClick={() => setOpen('correct')}>
              号码错了，要更正
            </button>
          )}
        </p>
      ) : null}
      <Dialog open={open === 'unmask'} title={`看${person.name}的完整证件号？`} onClose={close}>
        <UnmaskForm
          personId={person.id}
          onClose={close}
          onShown={(text) => {
            setNumber(text)
            close()
          }}
        />
      </Dialog>
      <Dialog open={open === 'correct'} title={`更正${person.name}的证件号`} onClose={close}>
        <CorrectForm personId={person.id} onClose={close} />
      </Dialog>
    </section>
  )
}
