import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import type { PublicCase } from '@/lib/foundation/casework/server/queries'
import { trackByTail } from '@/lib/foundation/casework/server/track'
import { calendarDate, dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { parseCaseNo } from '@/lib/kernel/case-number'
import { Field, Limited, lookUp, typed } from '../_ui/look-up'

export const metadata: Metadata = { title: '查办件进度', robots: { index: false } }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What can be said of the typed values before anybody is asked. */
function faultsOf(no: string, tail: string): { no?: string; tail?: string } {
  const parsed = parseCaseNo(no)
  return {
    ...(parsed.ok
      ? {}
      : {
          no:
            no === ''
              ? '请填办件编号，像 GW-2026-0415-K'
              : parsed.error === 'check'
                ? '编号有一位不对，请对照短信或通知书再看一遍'
                : '编号像 GW-2026-0415-K，在短信和通知书上',
        }),
    ...(/^\d{4}$/.test(tail) ? {} : { tail: '请填申请时手机号的最后 4 位' }),
  }
}

const longDay = (date: string, provisional: boolean) => `${formatDateZh(calendarDate(date), { year: true, weekday: true })}${provisional ? '（暂定）' : ''}`

function Found({ one }: { one: PublicCase }) {
  const since = new Date(one.since)
  return (
    <section className="card out" aria-labelledby="found">
      <div className="row between">
        <h2 id="found">{one.state}</h2>
        <span className={`tag ${one.kind}`}>{one.item}</span>
      </div>
      <dl className="kv">
        <dt>编号</dt>
        <dd className="num">{one.caseNo}</dd>
        <dt>从什么时候起</dt>
        <dd>
          {formatDateZh(dateInShanghai(since), { year: true, weekday: true })} {formatTimeZh(since)}
        </dd>
        <dt>下一步</dt>
        <dd>{one.next}</dd>
        {one.promisedOn ? (
          <>
            <dt>承诺答复</dt>
            <dd>{longDay(one.promisedOn, one.provisional)}前</dd>
          </>
        ) : null}
        {one.statutoryOn ? (
          <>
            <dt>法定时限</dt>
            <dd>{longDay(one.statutoryOn, one.provisional)}前</dd>
          </>
        ) : null}
      </dl>
      <p className="t13 c3 mt16">这里只有进度。材料、消息和全部经过，登录后在「我的攀登」里看。</p>
    </section>
  )
}

const NotFound = () => (
  <section className="card out" role="alert">
    <h2>没有查到</h2>
    <p className="t14 c2 mt8">编号和手机尾号要对得上才查得到。请对照短信再填一次；还是不行就打 0731-5550 0188。</p>
  </section>
)

export default async function TrackPage({ searchParams }: Props) {
  const query = await searchParams
  const no = typed(query.no)
  const tail = typed(query.tail).normalize('NFKC')
  // a link that brings the number alone has not asked yet
  const asked = query.tail !== undefined
  const faults = asked ? faultsOf(no, tail) : {}
  const answer = asked && !faults.no && !faults.tail ? await lookUp(() => trackByTail(no, tail)) : null
  return (
    <PublicFrame current="/track">
      <div className="public">
        <h1>查办件进度</h1>
        <p className="lead">不用登录，凭办件编号和手机尾号就能查。</p>
        <form className="find" action="/track" method="get" noValidate>
          <Field name="no" label="办件编号" hint="像 GW-2026-0415-K，短信和通知书上都有" value={no} error={faults.no} maxLength={24} />
          <Field name="tail" label="手机尾号" hint="申请时手机号的最后 4 位" value={tail} error={faults.tail} short inputMode="numeric" maxLength={4} />
          <button type="submit" className="btn xl">
            查到哪一步了
          </button>
        </form>
        {answer && 'limited' in answer ? <Limited text={answer.limited} /> : null}
        {answer && 'found' in answer ? answer.found ? <Found one={answer.found} /> : <NotFound /> : null}
      </div>
    </PublicFrame>
  )
}
