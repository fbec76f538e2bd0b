import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Avatar } from '@/app/_ui/avatar'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { personWords } from '@/lib/foundation/identity/model/machine'
import { personPage } from '@/lib/foundation/identity/server/person-page'
import { errorText } from '@/lib/i18n/errors'
import { stateKind } from '../people-table'
import { ChangeBox } from './change-box'
import { Counterparts } from './counterparts'
import { HoldingsList } from './holdings'
import { IdentityCard } from './identity-card'

export const generateMetadata = titleFor('人员', 'intake')
export const dynamic = 'force-dynamic'

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const actor = await requireRole(`/counter/people/${id}`, 'intake')
  const person = await orNotFound(personPage(actor, id))
  const words = personWords[person.state]
  return (
    <StaffFrame actor={actor} current="people" title="人员核验">
      <p className="crumb">
        <a href="/counter/people">所有人</a>
      </p>
      <div className="adm-person-head">
        <Avatar name={person.name} size={44} />
        <div>
          <h1>{person.name}</h1>
          <p className="t13 c3">
            <Tag kind={person.mergedInto ? 'mute' : stateKind[person.state]}>{person.mergedInto ? '已合并' : words.staff}</Tag>{' '}
            {person.verified ? `${person.verified}核过` : words.means}
          </p>
        </div>
      </div>
      {person.mergedInto ? (
        <Note kind="info">
          这一条已经并到 <a href={`/counter/people/${person.mergedInto.id}`}>{person.mergedInto.name}</a>，名下的东西都在那里。这里只留着来历，不能再用。
        </Note>
      ) : null}
      {person.refused ? <Note kind="warn">{errorText(person.refused)}。这一页你只能看。</Note> : null}
      <div className="adm-cols">
        <div className="stack">
          {person.change ? <ChangeBox change={person.change} name={person.name} /> : null}
          {person.counterparts.length > 0 && !person.change ? <Counterparts person={person} /> : null}
          {person.mergedInto ? null : <IdentityCard person={person} />}
          <section className="card pad20">
            <h2 className="t16">基本情况</h2>
            <dl className="kv mt12">
              {person.facts.map(([label, value]) => (
                <div key={label} className="adm-kv">
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
              <div className="adm-kv">
                <dt>账号</dt>
                <dd>{person.account || '没有账号'}</dd>
              </div>
            </dl>
            {person.mergedFrom.length > 0 ? <p className="hint mt12">台账里的 {person.mergedFrom.join('、')} 已经并到这里。</p> : null}
          </section>
        </div>
        <div className="stack">
          <section className="card pad20">
            <h2 className="t16">名下</h2>
            <HoldingsList holdings={person.holdings} />
          </section>
          <section className="card pad20">
            <h2 className="t16">谁动过、看过</h2>
            {person.history.length === 0 ? <p className="hint mt8">还没有人动过这个人的资料。</p> : null}
            <ul className="tl mt16">
              {person.history.map((entry) => (
                <li key={`${entry.when}${entry.text}`} className="done">
                  <i aria-hidden="true" />
                  <b>{entry.text}</b>
                  <p>
                    {entry.when} · {entry.by}
                  </p>
                  {entry.reason ? <p>「{entry.reason}」</p> : null}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </StaffFrame>
  )
}
