import type { Metadata } from 'next'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { lookUpObjection, type ObjectionProgress } from '@/lib/journeys/notice/server/look-up'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { Field, Limited, lookUp, typed } from '../../_ui/look-up'

export const metadata: Metadata = { title: '查异议', robots: { index: false } }
export const dynamic = 'force-dynamic'

const day = (date: CalendarDate) => formatDateZh(date, { year: true, weekday: true })

function Found({ one }: { one: ObjectionProgress }) {
  return (
    <section className="card out" aria-labelledby="found">
      <div className="row between">
        <h2 id="found">{one.state}</h2>
        <span className="tag mute mono">{one.number}</span>
      </div>
      <dl className="kv">
        <dt>对哪一项</dt>
        <dd>
          <a href={`/notices/${one.notice}`}>{one.notice}</a> 第 {one.line} 项
        </dd>
        <dt>收到</dt>
        <dd>{day(one.receivedOn)}</dd>
        <dt>受理</dt>
        <dd>{one.ackOn ? day(one.ackOn) : `${day(one.ackDueOn)}前`}</dd>
        <dt>答复</dt>
        <dd>
          {day(one.decideDueOn)}前{one.extendReason ? `（延过一次：${one.extendReason}）` : ''}
        </dd>
        {one.decision ? (
          <>
            <dt>结论</dt>
            <dd>{one.decision}</dd>
            <dt>理由</dt>
            <dd>{one.reason}</dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}

export default async function ObjectionLookUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams
  const number = typed(query.number)
  const code = typed(query.code)
  // a link that brings the number alone has not asked yet
  const asked = query.code !== undefined
  const faults = {
    number: asked && number === '' ? '请填异议编号，像 YY-2026-0012' : undefined,
    code: asked && code === '' ? '请填回执码，或者当时留的手机号最后 4 位' : undefined,
  }
  const answer = asked && number !== '' && code !== '' ? await lookUp(() => lookUpObjection(number, code)) : null
  return (
    <PublicFrame current="/notices">
      <div className="public">
        <a className="back" href="/notices">
          <Glyph name="back" />
          公示
        </a>
        <h1>查异议办到哪一步</h1>
        <p className="lead">凭异议编号和回执码查；留过手机号的，填最后 4 位也行。</p>
        {answer && 'limited' in answer ? <Limited text={answer.limited} /> : null}
        {answer && 'found' in answer ? (
          answer.found ? (
            <Found one={answer.found} />
          ) : (
            <section className="card out" role="alert">
              <h2>没有查到</h2>
              <p className="t14 c2 mt8">编号和回执码要对得上才查得到。请再对一遍；还是不行就打 0731-5550 0188。</p>
            </section>
          )
        ) : null}
        <form className="find" action="/notices/objections" method="get" noValidate>
          <Field name="number" label="异议编号" hint="像 YY-2026-0012，在回执上" value={number} error={faults.number} maxLength={40} />
          <Field name="code" label="回执码" hint="8 位字母和数字；或者手机号最后 4 位" value={code} error={faults.code} maxLength={20} />
          <button type="submit" className="btn xl">
            查到哪一步了
          </button>
        </form>
      </div>
    </PublicFrame>
  )
}
