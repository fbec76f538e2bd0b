import type { Metadata } from 'next'
import { openDraft, requireFounder } from '@/app/my/guard'
import { errorText } from '@/lib/i18n/errors'
import { type CheckPage, checkPage } from '@/lib/journeys/application/server/check-query'
import { ApplyFrame } from '../../apply-frame'
import { MemberRow } from '../team/member-row'
import { SubmitForm } from './submit-form'

export const metadata: Metadata = { title: '提交前看一遍' }

function Row({ label, value, extra, href }: { label: string; value: string; extra?: string; href: string }) {
  return (
    <div className="sr">
      <dt>{label}</dt>
      <dd>
        {value || <span className="c3">没填</span>}
        {extra ? <div className="x">{extra}</div> : null}
      </dd>
      <dd className="edit">
        <a href={href}>
          改<span className="vh">{label}</span>
        </a>
      </dd>
    </div>
  )
}

/** Why it cannot be submitted yet, in one sentence, and the short form beside the button. */
function faultWords(view: CheckPage): { long: string; short: string } | null {
  if (view.bar)
    return {
      long: `${errorText(`application.${view.bar.code}`, { until: view.bar.until })}。只要其他支持，把这一项改成不要就能交。`,
      short: '资助或贷款现在不能申请',
    }
  const waiting = view.members.filter((member) => member.founder && !member.confirmed)
  switch (view.fault) {
    case null:
      return null
    case 'nothing_wanted':
      return { long: '还没有选要哪样支持。工位、公寓、贷款、辅导，选一样以上才能交。', short: '还没选支持' }
    case 'not_complete':
      return { long: `还没填完：${view.open.map((one) => one.title).join('、')}。`, short: `还差 ${view.open.length} 项` }
    case 'unconfirmed':
      return {
        long: `${waiting.map((member) => member.name).join('、')}确认后才能提交。收到短信点一下就行，不用注册。`,
        short: `还差 ${waiting.length} 人确认`,
      }
  }
}

export default async function LastCheckPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireFounder(`/my/applications/${id}/check`)
  const view = await openDraft(id, checkPage(actor, id))
  const at = (place: string) => `/my/applications/${id}/${place}`
  return (
    <ApplyFrame savedAt={view.savedAt} back={`/my/applications/${id}`}>
      <h1>提交前看一遍</h1>
      <p className="lead">提交后，最后决定作出前还能撤回。</p>
      {view.parts.map((part) => (
        <section className="sum" key={part.title}>
          <h2>{part.title}</h2>
          <dl>
            {part.lines.map((line) => (
              <Row key={`${line.section}.${line.field}`} label={line.label} value={line.value} extra={line.extra} href={at(line.section)} />
            ))}
          </dl>
        </section>
      ))}
      <section className="sum">
        <h2>材料</h2>
        <dl>
          {view.files.map((line) => (
            <Row key={line.key} label={line.name} value={line.file || (line.required ? '没传' : '没有，可以不交')} href={at('files')} />
          ))}
        </dl>
      </section>
      <section className="sum">
        <h2>队友确认</h2>
        {view.members.map((member) => (
          <MemberRow key={member.id} applicationId={id} member={member} />
        ))}
      </section>
      <SubmitForm id={id} version={view.version} fault={faultWords(view)} />
    </ApplyFrame>
  )
}
